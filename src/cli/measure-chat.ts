import { version } from '../../package.json';
import { CHAT_PROVIDER, evaluateTexts, type ChatMeasurement } from '../analysis/chat/evaluation';
import { chatKey, chatResultOf, type Asked } from '../analysis/chat/result';
import type { Result } from '../analysis/results';
import { endpointAsker } from '../inference/chat';
import type { Progress } from '../inference/protocol';
import type { ChatModel } from '../models/chat/model';
import type { Access } from '../models/remote/ask';
import type { ChatGroup, ChatSet } from './chat-sets';
import type { ResultsFile } from './results-file';
import { UsageError } from './usage';

/** Questions of a group of texts, each asked as often as there are samples. */
export function questionsOf(
  { length, count }: Pick<ChatGroup, 'length' | 'count'>,
  { every, samples = 1 }: Asked,
): number {
  return count * samples * (every === undefined ? 1 : Math.ceil(length / every));
}

/** What of a group stands in a file of results already, asked in the same manner. */
export function knownChat(
  file: ResultsFile | undefined,
  model: ChatModel,
  { told }: Pick<ChatSet, 'told'>,
  { length, count, data }: Pick<ChatGroup, 'length' | 'count' | 'data'>,
  asked: Asked,
): Result | undefined {
  return file?.find(chatKey(version, model, asked, { length, count, told, ...(data !== undefined && { data }) }));
}

/**
 * Asks a chat model about a group of texts, and keeps what was measured.
 *
 * @returns what was measured, or why it could not be
 * @throws UsageError beyond the bounds; the signal's reason when it is aborted
 */
export async function measureChat(
  model: ChatModel,
  { task, told }: Pick<ChatSet, 'task' | 'told'>,
  { length, count, data, texts }: ChatGroup,
  asked: Asked,
  {
    file,
    access,
    signal,
    onProgress,
  }: { file: ResultsFile | undefined; access: Access; signal: AbortSignal; onProgress: (progress: Progress) => void },
): Promise<ChatMeasurement | { reason: string }> {
  try {
    const asker = endpointAsker(model.place, access);
    const what = `length ${length}, ${told}`;
    const measured = await evaluateTexts(model, asker, texts(), { ...asked, length, count, what, signal, onProgress });
    file?.append(chatResultOf(version, model, asked, { task, told, ...(data !== undefined && { data }) }, measured));
    return measured;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RangeError) throw new UsageError(error.message);
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/** As it stands in a file of results. */
export function chatMeasurementOf({ last, lastInterval, asked, ...rest }: Result): ChatMeasurement {
  const { length, count, seed, full, fullInterval, steps, stepsInterval, firstWrongMedian, digest } = rest;
  return {
    ...{ length, sequences: count, seed, full, fullInterval, steps, stepsInterval, firstWrongMedian, digest },
    ...{ last: last ?? full, lastInterval: lastInterval ?? fullInterval, milliseconds: 0, tokens: undefined },
    ...{ provider: CHAT_PROVIDER, questions: asked?.questions ?? 0, unread: asked?.unread ?? 0 },
  };
}
