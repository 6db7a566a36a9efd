import { createHash } from 'node:crypto';

export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** Shares of the splits, in their order; they add up to one. */
export type Fractions = readonly [train: number, validation: number, test: number];

/**
 * The side of everything that has this key: a hash of key and seed is uniform in [0, 1), so each split gets its share of
 * the keys whatever else is in the data set.
 */
export function sideOf(key: string, seed: number, fractions: Fractions): Split {
  const place = createHash('sha256').update(`${seed}/${key}`).digest().readUIntBE(0, 6) / 2 ** 48;
  let end = 0;
  for (const [index, split] of SPLITS.entries()) {
    end += fractions[index] ?? 0;
    if (place < end) return split;
  }
  // The fractions add up to a little less than one by rounding: the last split that was asked for takes the rest.
  return SPLITS[fractions.findLastIndex((fraction) => fraction > 0)] ?? 'train';
}

/** The file with the examples of a split, one in each line. */
export function splitFile(split: Split): string {
  return `${split}.jsonl`;
}

/** Lines for one file of a split. */
export function tableFile(split: Split, name: string): string {
  return `${split}.${name}`;
}
