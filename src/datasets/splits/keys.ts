import { halves, mixAll } from '../words/random';

export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** Shares of the splits, in their order; they add up to one. */
export type Fractions = readonly [train: number, validation: number, test: number];

/** The split, as its place among `SPLITS`, that a place in [0, 1) falls to. */
export function sideAt(place: number, fractions: Fractions): number {
  let end = 0;
  for (let side = 0; side < fractions.length; side++) {
    end += fractions[side] ?? 0;
    if (place < end) return side;
  }
  // The fractions add up to a little less than one by rounding: the last split that was asked for takes the rest.
  return fractions.findLastIndex((fraction) => fraction > 0);
}

const WORDS = 0x51de;

/** The sides of words of numbers by a hash that is a hundred times as fast; it is not one that nobody can steer. */
export class SideOfWord {
  private readonly key: number;

  constructor(
    seed: number,
    private readonly fractions: Fractions,
  ) {
    this.key = mixAll(WORDS, halves(seed));
  }

  /** @returns the place of the split among `SPLITS` */
  place(word: ArrayLike<number>, from = 0, to = word.length): number {
    return sideAt((mixAll(this.key, word, from, to) >>> 0) / 2 ** 32, this.fractions);
  }

  of(word: ArrayLike<number>): Split {
    return SPLITS[this.place(word)] ?? 'train';
  }
}

/** The file with the examples of a split, one in each line. */
export function splitFile(split: Split): string {
  return `${split}.jsonl`;
}

/** Lines for one file of a split. */
export function tableFile(split: Split, name: string): string {
  return `${split}.${name}`;
}

const LETTERS: Readonly<Record<Split, string>> = { train: 't', validation: 'v', test: 'e' };

/** A letter for each split, where there is one for each of many examples. */
export function letterOf(split: Split): string {
  return LETTERS[split];
}

export function splitOfLetter(letter: string | undefined): Split {
  return SPLITS.find((split) => LETTERS[split] === letter) ?? 'train';
}
