import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { InferenceError, type CallOptions } from '../inference/client';
import type { Looks, Remembered, SampleWords } from '../inference/looks';
import type { MonoidTask } from '../models/manifest';
import { generatorFor } from '../models/random-words';
import { insideOutputs } from '../representation/outputs';
import { sampleWords } from './sample-words';

/** Tokens ago, as far as half of the words' length. */
const LAGS = [0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32];
const DISTANCES = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48];
/** States that probes are fitted on, and a quarter as many that measure them. */
const STATES = 8192;
const PAIRS = 64;

/** How well the token, and the state, of some tokens ago can be read from each layer. */
export interface MemoryHorizon {
  /** Tokens ago, and tokens of the words, whose second half is read. */
  lags: readonly number[];
  tokens: number;
  layers: ({ output: string } & Remembered)[];
  guess: Remembered;
  /** The same of the model's untrained twin. */
  twin?: ({ output: string } & Remembered)[];
}

export interface Superposition {
  distances: readonly number[];
  tokens: number;
  layers: Looks['superposition']['answer']['layers'];
}

/** A model with the words that it is asked about; `Inside` is one. */
export interface Asked {
  task: MonoidTask;
  outputs: readonly string[];
  look: {
    (name: 'memory', ask: Looks['memory']['ask'], call: CallOptions): Promise<Looks['memory']['answer']>;
    (
      name: 'superposition',
      ask: Looks['superposition']['ask'],
      call: CallOptions,
    ): Promise<Looks['superposition']['answer']>;
  };
}

/** @param tokens of a random word, without the one that starts it */
function wordsFor(task: MonoidTask, tokens: number, seed: number): SampleWords {
  const half = tokens - Math.floor(tokens / 2);
  const fitted = Math.ceil(STATES / half);
  const heldOut = Math.ceil(fitted / 4);
  const before = task.bos == null ? 0 : 1;
  const words = sampleWords(task, tokens + before, seed, tokens, fitted + heldOut);
  return { ...words, name: `${words.name}, for its memory`, heldOut };
}

/** Of a model and, where one can be made, of its untrained twin. @throws InferenceError, GradingError; the signal's reason when it is aborted */
export async function memoryHorizon(
  asked: Asked,
  outputs: readonly string[],
  { tokens, seed, ...call }: CallOptions & { tokens: number; seed: number },
): Promise<MemoryHorizon> {
  const words = wordsFor(asked.task, tokens, seed);
  const lags = LAGS.filter((lag) => lag <= Math.floor(tokens / 2));
  const { layers, guess } = await asked.look('memory', { outputs, words, lags }, call);
  // A model on a server, or one of very large weights, has no twin.
  const twin = await asked.look('memory', { outputs, words, lags, untrained: seed }, call).catch((error: unknown) => {
    if (!(error instanceof InferenceError)) throw error;
    return undefined;
  });
  return { lags, tokens, layers, guess, ...(twin && { twin: twin.layers }) };
}

/** Of layers and recurrent states. @throws as {@link memoryHorizon} */
export async function superposition(
  asked: Asked,
  layers: readonly string[],
  { tokens: steps, seed, ...call }: CallOptions & { tokens: number; seed: number },
): Promise<Superposition> {
  const { task } = asked;
  const states = insideOutputs(asked.outputs).flatMap(({ kind, output }) => (kind === 'state' ? [output] : []));
  const before = task.bos == null ? 0 : 1;
  const { tokens, batch, length } = sampleWords(task, steps + before, seed, steps, PAIRS);
  const random = generatorFor(seed + 1, steps);
  const count = task.tokens.length;
  // Another token at every place; the one that starts words stays.
  const others = tokens.map((token, at) =>
    at % length < before || count < 2 ? token : (token + uniformInt(random, 1, count - 1)) % count,
  );
  const distances = DISTANCES.filter((distance) => distance < steps);
  const ask = { outputs: [...layers, ...states], tokens, others, batch, length, distances };
  return { distances, tokens: steps, ...(await asked.look('superposition', ask, call)) };
}
