import type { CallOptions, InferenceClient } from '../inference/client';
import type { Model } from '../models/catalogue';
import { GradingError } from '../models/grading/class-walk';
import { evaluate } from './evaluation';

/** Of mantissa: float32, between, float16, bfloat16, and fewer. */
const BITS = [23, 16, 10, 7, 5, 4, 3, 2];
const LENGTHS = [4, 8, 16, 32, 64, 128];
const WORDS = 64;
/** Share of words that a model has right as far as its horizon. */
const RIGHT = 0.9;

/** How far a model is right, rounded to fewer and fewer bits. */
export interface Precision {
  lengths: readonly number[];
  words: number;
  rows: {
    bits: number;
    /** Shares of words with every step right, by length; null where one could not be measured. */
    full: (number | null)[];
    /** The longest length as far as which nine in ten words are right; null for none. */
    horizon: number | null;
  }[];
}

/** The longest length as far as which words are right nine times in ten. */
export function horizonOf(lengths: readonly number[], full: readonly (number | null)[]): number | null {
  const short = full.findIndex((share) => share === null || share < RIGHT);
  return lengths[(short < 0 ? full.length : short) - 1] ?? null;
}

/**
 * States at every step, and weights, rounded to fewer bits of mantissa; nothing is trained.
 *
 * @throws GradingError where no length can be measured, InferenceError; the signal's reason when it is aborted
 */
export async function precision(
  model: Model,
  client: InferenceClient,
  { seed, onProgress, ...call }: CallOptions & { seed: number },
): Promise<Precision> {
  const rows: Precision['rows'] = [];
  for (const [done, bits] of BITS.entries()) {
    onProgress?.({ done, total: BITS.length, message: `rounded to ${bits} bits` });
    const options = { ...call, lengths: LENGTHS, count: WORDS, seed, providers: ['cpu'] as const };
    const results = await evaluate(model, { ...options, bits: { states: bits, weights: bits } }, client);
    const full = results.map((result) => ('full' in result ? result.full : null));
    const [first] = results;
    if (first && 'reason' in first && full.every((share) => share === null)) throw new GradingError(first.reason);
    rows.push({ bits, full, horizon: horizonOf(LENGTHS, full) });
  }
  return { lengths: LENGTHS, words: WORDS, rows };
}
