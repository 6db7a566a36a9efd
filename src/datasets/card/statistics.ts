import type { Example } from '../examples/example';
import { SPLITS, type Split } from '../splits/keys';

/** Counts over the examples of one split; a histogram has the value as key. */
export interface Statistics {
  examples: number;
  tokens: number;
  lengths: Record<string, number>;
  /** Of words: how often each element is the product of a whole word. */
  finals: Record<string, number>;
  verdicts: Record<string, number>;
  languages: Record<string, number>;
}

export type SplitStatistics = Record<Split, Statistics>;

/** More different values than this are not told apart: the others count as `other`. */
export const MOST_VALUES = 2000;

export function emptyStatistics(): SplitStatistics {
  const empty = (): Statistics => ({ examples: 0, tokens: 0, lengths: {}, finals: {}, verdicts: {}, languages: {} });
  return { train: empty(), validation: empty(), test: empty() };
}

export function countExample(statistics: Statistics, example: Example): void {
  statistics.examples++;
  statistics.tokens += example.tokens.length;
  bump(statistics.lengths, String(example.tokens.length));
  if (example.kind === 'word') bump(statistics.finals, String(example.final));
  bump(statistics.verdicts, example.verdict?.class ?? 'none');
  if (example.kind === 'trace') bump(statistics.languages, example.language);
}

export function addStatistics(sum: SplitStatistics, more: SplitStatistics): void {
  for (const split of SPLITS) {
    const [to, from] = [sum[split], more[split]];
    to.examples += from.examples;
    to.tokens += from.tokens;
    for (const of of ['lengths', 'finals', 'verdicts', 'languages'] as const) {
      for (const [value, count] of Object.entries(from[of])) bump(to[of], value, count);
    }
  }
}

function bump(histogram: Record<string, number>, value: string, by = 1): void {
  const isKnown = Object.hasOwn(histogram, value);
  const key = isKnown || Object.keys(histogram).length < MOST_VALUES ? value : 'other';
  histogram[key] = (histogram[key] ?? 0) + by;
}
