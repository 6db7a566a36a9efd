import { RESULT_FORMAT, type Measured, type Result } from '../results';
import type { ChatModel } from '../../models/chat/model';
import type { Dress } from '../../reductions';
import { CHAT_PROVIDER, mannerDigest, type ChatMeasurement } from './evaluation';
import type { Manner } from './manner';
import { TEMPLATE } from './template';

/** How a chat model is asked about words. */
export interface Asked extends Manner {
  /** Steps from one question of a word to the next; undefined for its last state alone. */
  every?: number | undefined;
}

/** What tells a measurement of a chat model from all others. */
export function chatKey(
  version: string,
  model: ChatModel,
  { every, ...manner }: Asked,
  words: Pick<Measured, 'length' | 'count' | 'told' | 'data'>,
): Measured {
  const { seed } = manner;
  return { version, digest: mannerDigest(model, manner, every), provider: CHAT_PROVIDER, seed, ...words };
}

/** The line that is kept of a measurement of a chat model, with how it was asked. */
export function chatResultOf(
  version: string,
  { id, name, architecture }: ChatModel,
  asked: Asked,
  about: Pick<Result, 'task' | 'told' | 'data'>,
  measured: Omit<ChatMeasurement, 'milliseconds'>,
): Result {
  const { sequences, length, seed, full, fullInterval, steps, stepsInterval, firstWrongMedian } = measured;
  const { digest, provider, last, lastInterval, questions, unread } = measured;
  return {
    ...{ format: RESULT_FORMAT, version, id, name, architecture, ...about },
    ...{ digest, provider, seed, length, count: sequences, full, fullInterval, steps, stepsInterval },
    ...{ firstWrongMedian, last, lastInterval },
    asked: { ...howAsked(asked), questions, unread, date: new Date().toISOString() },
  };
}

/** How it was asked, in full: what is absent where something is asked stands for a default. */
export function howAsked({ template = TEMPLATE, temperature = 0, samples = 1, isReasoned = false, every }: Asked) {
  return { template, temperature, samples, reasoning: isReasoned, every: every ?? null };
}

/** What the random words of chat models are a task of. */
export function taskOf(dress: Dress): string {
  return `swaps of five, told as ${dress}`;
}
