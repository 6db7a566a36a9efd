import type { AskedChat } from '../analysis/chat/chat-text';
import { chatAccuracy } from '../analysis/chat/random';
import { isFault, mannerFor, OF_SAMPLES, type Manner } from '../analysis/chat/manner';
import { askChat, isChatRun } from '../analysis/chat/run';
import type { Beyond } from '../analysis/language-model/examine';
import { readText } from '../files/read';
import { unreadText } from '../files/reasons';
import { endpointAsker } from '../inference/chat';
import { chatAddress } from '../models/chat/address';
import type { ChatModel } from '../models/chat/model';
import type { Trace } from '../trace/trace';
import type { Option } from './option';
import { showLine } from './output';
import { SlowProgress } from './progress-line';
import { accessTo } from './providers';
import { UsageError, type Arguments } from './usage';

const MOST_TEMPLATE_BYTES = 2 ** 20;

/** How chat models are asked. */
export const CHAT_OPTIONS: readonly Option[] = [
  { name: 'template', value: 'FILE', help: 'chat models: what they are asked; --show-text shows it filled in' },
  { name: 'temperature', value: 'T', help: `chat models: 0 if absent, ${OF_SAMPLES} with --samples` },
  { name: 'samples', value: 'N', help: 'chat models: answers to each question; the one that comes most often counts' },
  { name: 'reasoning', help: 'chat models: asked a second time, and told to think in writing first' },
];

/** @throws UsageError, Error for a template that cannot be used */
export async function mannerOf(args: Arguments, seed: number): Promise<Manner> {
  const [path, warmth] = [args.text('template'), args.text('temperature')];
  const found = mannerFor(
    {
      samples: args.count('samples', 1),
      template: path === undefined ? undefined : await templateIn(path),
      temperature: warmth === undefined ? undefined : Number(warmth.trim() || NaN),
    },
    seed,
  );
  if (!isFault(found)) return found;
  if (found.about === 'template') throw new Error(`${path ?? ''}:1:1: error: ${found.fault}`);
  throw new UsageError(`--${found.about}: ${found.fault}`);
}

/** @throws Error with the file and the reason */
export async function templateIn(path: string): Promise<string> {
  try {
    return (await readText(path, MOST_TEMPLATE_BYTES)).replace(/\r\n/g, '\n').trimEnd();
  } catch (error) {
    throw new Error(`${path}: ${unreadText(error)}`);
  }
}

export interface AskingChat {
  text: string | undefined;
  every: number | undefined;
  manner: Manner;
  /** Whether it is asked a second time, thinking in writing. */
  isReasoned: boolean;
  beyond: Pick<Beyond, 'random' | 'longest'>;
  signal: AbortSignal;
}

/** Asks a chat model about a text and over random texts; where it is asked for, once more with thinking in writing. */
export async function examineChat(
  trace: Trace,
  model: ChatModel,
  { manner, isReasoned, beyond: { random, longest }, ...asking }: AskingChat,
): Promise<AskedChat[]> {
  const asker = endpointAsker(model.place, accessTo(model.place));
  const found: AskedChat[] = [];
  for (const reasoned of isReasoned ? [false, true] : [false]) {
    const own = { ...manner, isReasoned: reasoned, ...telling(model), signal: asking.signal };
    const entry = await askChat(trace, model, asker, { ...asking, ...own });
    const beside =
      random !== undefined && isChatRun(entry)
        ? { random: await chatAccuracy(trace, asker, { ...own, texts: random, longest }) }
        : {};
    found.push({ entry, ...beside });
  }
  return found;
}

/** What is said while a chat model is asked: before the first question, what is sent where. */
export function telling(model: ChatModel) {
  const slow = new SlowProgress();
  return {
    onProgress: ({ done, total, message }: { done: number; total: number; message: string }) =>
      slow.show(`${model.name}: ${message}, ${done} of ${total}`),
    onPlan: (_: ChatModel, questions: number) =>
      showLine(
        `${model.name}: ${questions} question${questions === 1 ? '' : 's'} with the text, sent to ${chatAddress(model.place).origin}`,
      ),
  };
}
