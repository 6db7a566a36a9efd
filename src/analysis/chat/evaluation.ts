import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { createHash } from 'node:crypto';
import { identity, type SlotMap } from '../../algebra/maps';
import type { ChatAsker } from '../../inference/chat';
import type { CallOptions } from '../../inference/client';
import type { ChatModel } from '../../models/chat/model';
import { generatorFor } from '../../models/random-words';
import type { Dress } from '../../reductions';
import { toldWord } from '../../reductions/telling';
import { wilson } from '../../statistics/wilson';
import type { Measurement } from '../evaluation';
import type { Manner } from './manner';
import { askChat, isChatRun, type ChatRun } from './run';
import { TEMPLATE } from './template';

/** Objects of the words: as many as move in the paper's games. */
const OBJECTS = 5;
/** Steps of a word that is told. */
const MOST_TOLD = 100;
const MOST_WORDS = 1000;

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

export interface ChatEvaluation extends CallOptions, Manner {
  dress: Dress;
  length: number;
  /** Words. */
  count: number;
  /** Steps from one question of a word to the next; undefined for its last state alone. */
  every?: number | undefined;
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

/**
 * Accuracy of a chat model over random words of one length, each told in a dress and asked about in words.
 *
 * @throws Error with the reason where a question cannot be asked: then nothing is measured; the signal's reason; RangeError beyond the bounds
 */
export async function evaluateChat(
  model: ChatModel,
  asker: ChatAsker,
  { dress, length, count, every, onProgress, ...manner }: ChatEvaluation,
): Promise<ChatMeasurement> {
  if (length < 1 || length > MOST_TOLD)
    throw new RangeError(`a word that is told has 1 to ${MOST_TOLD} steps, not ${length}`);
  if (count > MOST_WORDS) throw new RangeError(`chat models are asked about at most ${MOST_WORDS} words of a length`);
  const runs: ChatRun[] = [];
  const start = performance.now();
  for (const [number, word] of wordsOfSwaps(manner.seed, length, count).entries()) {
    onProgress?.({ done: number, total: count, message: `length ${length}, ${dress}` });
    const { trace, telling } = await toldWord(word, dress, (Math.imul(manner.seed, 0x9e3779b1) + number) >>> 0);
    const run = await askChat(trace, model, asker, { ...manner, telling, every: every ?? length });
    if (!isChatRun(run)) throw new Error(run.reason);
    if (run.ended !== undefined) throw new Error(run.ended);
    runs.push(run);
  }
  const share = (of: (run: ChatRun) => boolean): number => runs.filter(of).length / runs.length;
  const full = share(({ firstWrong }) => firstWrong === null);
  const last = share(({ steps }) => steps.at(-1)?.right ?? false);
  const judged = runs.reduce((sum, run) => sum + run.judged, 0);
  const steps = runs.reduce((sum, run) => sum + run.judged * (run.accuracy ?? 0), 0) / judged;
  return {
    ...{ length, sequences: count, seed: manner.seed, full, fullInterval: wilson(full, count) },
    ...{ steps, stepsInterval: wilson(steps, count), firstWrongMedian: medianOf(runs) },
    ...{ digest: mannerDigest(model, manner, every), provider: 'server', milliseconds: performance.now() - start },
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
