import type { ChatAsker } from '../../inference/chat';
import type { CallOptions } from '../../inference/client';
import { askingOf } from '../../reductions/telling';
import type { Trace } from '../../trace/trace';
import { accuracyAfter, randomAsked, type AccuracyAfter } from '../language-model/random-texts';
import type { Manner } from './manner';
import { exchange } from './run';

export interface ChatAccuracy {
  after: AccuracyAfter[];
  /** Questions of which no answer could be taken; they count as wrong. */
  unread: number;
  /** Why the rest was not asked; absent where all was. */
  ended?: string;
}

/**
 * Accuracy over the random texts that language models are asked about too, a question about one place of each.
 *
 * @throws the signal's reason; RangeError for a trace that is not told
 */
export async function chatAccuracy(
  trace: Trace,
  asker: ChatAsker,
  { texts, longest, signal, onProgress, ...manner }: Manner & CallOptions & { texts: number; longest: number },
): Promise<ChatAccuracy> {
  // Of a game the pieces of one kind are told as one, but a chat model is asked which of them stands there.
  if (trace.domain === 'chess')
    throw new RangeError('chat models are asked about random programs and stories, not about random games');
  const asking = askingOf(trace);
  if ('reason' in asking) throw new RangeError(asking.reason);
  const asked = randomAsked(trace, asking, { texts, longest, seed: manner.seed });
  const chosen: (number | null)[] = [];
  let [unread, ended] = [0, undefined as string | undefined];
  for (const { text, slot, objects } of asked) {
    onProgress?.({ done: chosen.length, total: asked.length, message: 'random texts' });
    try {
      const { parsed } = await exchange(trace, { slots: [slot], objects: [objects] }, text, asker, {
        ...manner,
        signal,
      });
      if ('why' in parsed) unread++;
      chosen.push('why' in parsed ? -1 : (parsed.objects[0] ?? -1));
    } catch (error) {
      signal?.throwIfAborted();
      ended = error instanceof Error ? error.message : String(error);
      break;
    }
  }
  return { after: accuracyAfter(asked, chosen, { texts, longest }), unread, ...(ended !== undefined && { ended }) };
}
