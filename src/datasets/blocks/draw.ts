import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { shareLengths } from '../lengths';
import type { Integers } from '../integers';
import type { WordsPlan } from '../plan';
import { randomsFor } from '../random';
import { keyFor, MAX_NUMBERED, shuffled, shuffledWords, writeDigits } from '../shuffle';

/** Purposes of random numbers, so that words and lengths do not share any. */
const LETTERS = 0x3074;

/** The words of a plan by their numbers: any of them can be drawn alone. */
export interface Draw {
  lengthOf: (index: number) => number;
  /** Writes the elements of a word, whose room is from `from` to `to`. */
  into: (words: Integers | number[], index: number, from: number, to: number) => void;
}

/**
 * Words drawn uniformly and independently, as in section 6 of Merrill et al. 2024, or, where they are to be unique, the
 * images of 0, 1, 2, … under a random permutation of all words of a length.
 *
 * @throws RangeError when there are not enough different words
 */
export function drawOf(plan: WordsPlan, order: number, seed: number): Draw {
  const { generators, lengths, count, unique } = plan;
  const letters = generators?.length ?? order;
  const place = shareLengths(lengths, count, seed, unique ? (length) => letters ** length : () => Infinity);
  const write = unique ? uniqueWords(letters, seed) : randomWords(letters, seed);
  const isAll = generators === null || (letters === order && generators.every((id, at) => id === at));
  return {
    lengthOf: lengths.least === lengths.most ? () => lengths.least : (index) => place(index).length,
    into: (words, index, from, to) => {
      write(words, unique ? place(index).rank : index, from, to);
      if (!isAll) for (let at = from; at < to; at++) words[at] = generators[words[at] ?? 0] ?? 0;
    },
  };
}

type Write = (words: Integers | number[], number: number, from: number, to: number) => void;

function randomWords(letters: number, seed: number): Write {
  const randoms = randomsFor(seed, LETTERS);
  return (words, index, from, to) => {
    const random = randoms(index);
    for (let at = from; at < to; at++) words[at] = uniformInt(random, 0, letters - 1);
  };
}

/** Every length has permutations of its own. */
function uniqueWords(letters: number, seed: number): Write {
  const known = new Map<number, Write>();
  const ofLength = (length: number): Write => {
    const key = keyFor(seed, LETTERS + length);
    const space = letters ** length;
    if (space <= MAX_NUMBERED) {
      const number = shuffled(key, space);
      return (words, rank, from, to) => writeDigits(words, number(rank), letters, from, to);
    }
    const permute = shuffledWords(key, letters);
    return (words, rank, from, to) => permute(writeDigits(words, rank, letters, from, to), from, to);
  };
  return (words, rank, from, to) => {
    let write = known.get(to - from);
    if (!write) known.set(to - from, (write = ofLength(to - from)));
    write(words, rank, from, to);
  };
}
