import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { shareLengths } from '../plan/lengths';
import type { Integers } from '../tables/integers';
import type { WordsPlan } from '../plan/plan';
import { randomsFor } from '../words/random';
import { keyFor, MAX_NUMBERED, shuffled, shuffledWords, writeDigits } from '../words/shuffle';

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
  const isOneLength = lengths.least === lengths.most;
  return {
    lengthOf: isOneLength ? () => lengths.least : (index) => place(index).length,
    into: (words, index, from, to) => {
      write(words, unique && !isOneLength ? place(index).rank : index, from, to);
      if (!isAll) for (let at = from; at < to; at++) words[at] = generators[words[at] ?? 0] ?? 0;
    },
  };
}

type Write = (words: Integers | number[], number: number, from: number, to: number) => void;

function randomWords(letters: number, seed: number): Write {
  const randoms = randomsFor(seed, LETTERS);
  if (letters > 2 ** 32)
    return (words, index, from, to) => {
      const random = randoms(index);
      for (let at = from; at < to; at++) words[at] = uniformInt(random, 0, letters - 1);
    };
  // The same numbers, by arithmetic on 32 bits only: what is beyond the last whole multiple is drawn again.
  const end = 2 ** 32 - (2 ** 32 % letters);
  return (words, index, from, to) => {
    const random = randoms(index);
    for (let at = from; at < to; at++) {
      let value = (random.next() ^ 0x80000000) >>> 0;
      while (value >= end) value = (random.next() ^ 0x80000000) >>> 0;
      words[at] = value % (letters >>> 0);
    }
  };
}

/**
 * Words that differ because their beginnings do, of which no two are equal: these are numbered and shuffled as numbers, as
 * many letters as fit into one. What follows is drawn independently. Every length has permutations of its own.
 */
function uniqueWords(letters: number, seed: number): Write {
  const known = new Map<number, Write>();
  const random = randomWords(letters, seed);
  const ofLength = (length: number): Write => {
    const key = keyFor(seed, LETTERS + length);
    const begun = Math.min(length, Math.floor(Math.log(MAX_NUMBERED) / Math.log(letters)));
    if (begun === 0) {
      const permute = shuffledWords(key, letters);
      return (words, rank, from, to) => permute(writeDigits(words, rank, letters, from, to), from, to);
    }
    const number = shuffled(key, letters ** begun);
    return (words, rank, from, to) => {
      writeDigits(words, number(rank), letters, from, from + begun);
      if (from + begun < to) random(words, rank, from + begun, to);
    };
  };
  let last = -1;
  let write = random;
  return (words, rank, from, to) => {
    if (to - from !== last) {
      last = to - from;
      write = known.get(last) ?? ofLength(last);
      known.set(last, write);
    }
    write(words, rank, from, to);
  };
}
