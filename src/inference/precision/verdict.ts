import { wilson, zForOneOf } from '../../statistics/wilson';
import { percent } from '../../text/percent';
import type { ProviderName } from '../asked-model';

/** How a model did on a few random words of one published length. */
export interface LengthSample {
  length: number;
  /** The shortest one, where lengths are drawn from a span. */
  shortest?: number;
  words: number;
  /** Share of the words that are right at every step. */
  full: number;
  /** That of the manifest, and the number of words behind it. */
  published: { full: number; words: number };
}

/** What became of a file in half precision on a provider. */
export interface PrecisionCheck {
  provider: ProviderName;
  passed: boolean;
  /** None where its manifest publishes nothing that could be measured. */
  lengths: LengthSample[];
  /** Share of tokens after which the answer is that of the CPU; null where accuracy was measured. */
  sameAnswers: number | null;
}

/** Chance that an interval of any length misses the truth. */
const CHANCE = 0.01;
/** Without published figures: the share of answers that must be those of the CPU. */
const MOST_OTHERS = 0.01;
/** Lengths that are named in a reason, which has to be short. */
const MOST_NAMED = 2;

/**
 * A provider falls short where, at some length, the interval of its share lies below that of the published one. Both are so wide that,
 * for all lengths together, one in a hundred misses the truth; that both do, apart from each other, is rarer than one in a thousand.
 */
export function judgeLengths(provider: ProviderName, lengths: LengthSample[]): PrecisionCheck {
  return { provider, passed: shortOf(lengths).length === 0, lengths, sameAnswers: null };
}

export function judgeAnswers(provider: ProviderName, sameAnswers: number): PrecisionCheck {
  return { provider, passed: sameAnswers >= 1 - MOST_OTHERS, lengths: [], sameAnswers };
}

/** For people: `in half precision, as published there: 98.4% of 64 words right at length 64 (published 99.2%)`. */
export function precisionText({ passed, lengths, sameAnswers }: PrecisionCheck): string {
  if (sameAnswers !== null) {
    const found = `${percent(sameAnswers)} of its answers are those of the CPU`;
    const few = passed ? '' : `, fewer than ${percent(1 - MOST_OTHERS)}`;
    return `in half precision, with no published accuracy to check it by: ${found}${few}`;
  }
  const told = passed ? lengths : shortOf(lengths);
  const named = told.slice(-MOST_NAMED).map(sampleText).join(', ');
  const more = told.length > MOST_NAMED ? ` and ${told.length - MOST_NAMED} shorter ones` : '';
  return passed
    ? `in half precision, as accurate as published: ${named}${more}`
    : `in half precision it falls short of its published accuracy: ${named}${more}`;
}

function sampleText({ length, shortest, words, full, published }: LengthSample): string {
  const span = shortest === undefined ? length.toLocaleString('en') : `${shortest}–${length}`;
  return `${percent(full)} of ${words} words right at length ${span} (published ${percent(published.full)})`;
}

function shortOf(lengths: readonly LengthSample[]): LengthSample[] {
  const z = zForOneOf(lengths.length, CHANCE);
  return lengths.filter(({ words, full, published }) => {
    const [least] = wilson(published.full, Math.max(1, published.words), z);
    const [, most] = wilson(full, words, z);
    return most < least;
  });
}
