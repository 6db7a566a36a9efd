import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { createHash } from 'node:crypto';
import { identity, type SlotMap } from '../../algebra/maps';
import type { ChatAsker } from '../../inference/chat';
import type { CallOptions } from '../../inference/client';
import type { ChatModel } from '../../models/chat/model';
import { generatorFor } from '../../models/random-words';
import type { Dress } from '../../reductions';
import { toldWord, type Telling } from '../../reductions/telling';
import { wilson } from '../../statistics/wilson';
import type { Trace } from '../../trace/trace';
import type { Measurement } from '../evaluation';
import { MOST_TOLD, MOST_WORDS } from './defaults';
import type { Manner } from './manner';
import { askChat, isChatRun, type ChatRun } from './run';
import { TEMPLATE } from './template';

/** Objects of the words: as many as move in the paper's games. */
const OBJECTS = 5;
/** What is said to have run a model that is asked in words. */
export const CHAT_PROVIDER = 'server';

/** How a chat model did on random words of one length, told in one dress. */
export interface ChatMeasurement extends Measurement {
  /** Share of words of which it said the last state rightly, and its 95% interval. */
  last: number;
  lastInterval: [number, number];
  /** Questions, and those of which no answer could be taken; these count as wrong. */
  questions: number;
  unread: number;
  /** Undefined where it is not told. */
  tokens: { read: number; written: number } | undefined;
}

/** A text that a chat model is asked about, and what it is judged by. */
export interface ToldText {
  trace: Trace;
  /** The text that the trace was read from; it is written out where there is none. */
  text?: string | undefined;
  /** How the trace is told, where that is known. */
  telling?: Telling | undefined;
}

interface TextsAsked extends CallOptions, Manner {
  /** Steps of each text. */
  length: number;
  /** Texts. */
  count: number;
  /** Steps from one question of a text to the next; undefined for its last state alone. */
  every?: number | undefined;
  /** What is asked about, for people. */
  what: string;
}

export interface ChatEvaluation extends Omit<TextsAsked, 'what'> {
  dress: Dress;
}

/**
 * Swaps of two of five objects, drawn uniformly and independently: the word of this seed, length and number, whatever else is asked.
 *
 * @returns `length` transpositions, as maps over slots
 */
export function wordsOfSwaps(seed: number, length: number, count: number): SlotMap[][] {
  const random = generatorFor(seed, length);
  return Array.from({ length: count }, () =>
    Array.from({ length }, () => {
      const a = uniformInt(random, 0, OBJECTS - 1);
      const b = (a + uniformInt(random, 1, OBJECTS - 1)) % OBJECTS;
      const map = identity(OBJECTS);
      [map[a], map[b]] = [b, a];
      return map;
    }),
  );
}

/** The same words as somebody tells them. @throws RangeError beyond the bounds */
export async function* toldSwaps(
  dress: Dress,
  { seed, length, count }: { seed: number; length: number; count: number },
): AsyncGenerator<ToldText> {
  if (length < 1 || length > MOST_TOLD)
    throw new RangeError(`a word that is told has 1 to ${MOST_TOLD} steps, not ${length}`);
  if (count > MOST_WORDS) throw new RangeError(`chat models are asked about at most ${MOST_WORDS} words of a length`);
  for (const [number, word] of wordsOfSwaps(seed, length, count).entries())
    yield toldWord(word, dress, (Math.imul(seed, 0x9e3779b1) + number) >>> 0);
}

/**
 * Accuracy of a chat model over random words of one length, each told in a dress and asked about in words.
 *
 * @throws as {@link evaluateTexts}; RangeError beyond the bounds
 */
export function evaluateChat(
  model: ChatModel,
  asker: ChatAsker,
  { dress, ...asked }: ChatEvaluation,
): Promise<ChatMeasurement> {
  const what = `length ${asked.length}, ${dress}`;
  return evaluateTexts(model, asker, toldSwaps(dress, asked), { ...asked, what });
}

/**
 * Accuracy of a chat model over texts of one length.
 *
 * @throws Error with the reason where a question cannot be asked: then nothing is measured; the signal's reason
 */
export async function evaluateTexts(
  model: ChatModel,
  asker: ChatAsker,
  texts: AsyncIterable<ToldText> | Iterable<ToldText>,
  { length, count, every, what, onProgress, ...manner }: TextsAsked,
): Promise<ChatMeasurement> {
  const runs: ChatRun[] = [];
  const start = performance.now();
  for await (const { trace, text, telling } of texts) {
    onProgress?.({ done: runs.length, total: count, message: what });
    const run = await askChat(trace, model, asker, { ...manner, text, telling, every: every ?? length });
    if (!isChatRun(run)) throw new Error(run.reason);
    if (run.ended !== undefined) throw new Error(run.ended);
    runs.push(run);
  }
  const digest = mannerDigest(model, manner, every);
  return { ...measuredOf(runs, { length, seed: manner.seed, digest }), milliseconds: performance.now() - start };
}

/** What runs over texts of one length come to. */
function measuredOf(
  runs: readonly ChatRun[],
  about: { length: number; seed: number; digest: string },
): Omit<ChatMeasurement, 'milliseconds'> {
  const count = runs.length;
  const share = (of: (run: ChatRun) => boolean): number => runs.filter(of).length / count;
  const full = share(({ firstWrong }) => firstWrong === null);
  const last = share(({ steps }) => steps.at(-1)?.right ?? false);
  const judged = runs.reduce((sum, run) => sum + run.judged, 0);
  const steps = runs.reduce((sum, run) => sum + run.judged * (run.accuracy ?? 0), 0) / judged;
  return {
    ...{ ...about, sequences: count, full, fullInterval: wilson(full, count) },
    ...{ steps, stepsInterval: wilson(steps, count), firstWrongMedian: medianOf(runs), provider: CHAT_PROVIDER },
    ...{ last, lastInterval: wilson(last, count) },
    questions: runs.reduce((sum, { exchanges }) => sum + exchanges.length, 0),
    unread: runs.reduce((sum, { unread }) => sum + unread, 0),
    tokens: tokensOf(runs),
  };
}

/** A model that nobody can look into is known by its place, and figures of it by how it was asked. */
export function mannerDigest(
  { place }: ChatModel,
  { template = TEMPLATE, temperature = 0, samples = 1, isReasoned = false }: Omit<Manner, 'seed'>,
  every?: number,
): string {
  const asked = JSON.stringify([place, template, temperature, samples, isReasoned, every ?? 'last']);
  return createHash('sha256').update(asked).digest('hex');
}

/** Step, counted from one, by which half of the words were said wrongly. */
function medianOf(runs: readonly ChatRun[]): number | null {
  const wrong = runs.flatMap(({ firstWrong }) => (firstWrong === null ? [] : [firstWrong + 1])).sort((a, b) => a - b);
  return wrong[Math.ceil(runs.length / 2) - 1] ?? null;
}

function tokensOf(runs: readonly ChatRun[]): ChatMeasurement['tokens'] {
  if (runs.some(({ tokens }) => !tokens)) return undefined;
  const sum = (of: 'read' | 'written'): number => runs.reduce((all, { tokens }) => all + (tokens?.[of] ?? 0), 0);
  return { read: sum('read'), written: sum('written') };
}
