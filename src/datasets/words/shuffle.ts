import { halves, mix, mixAll } from './random';

/** Four would be a pseudorandom permutation for ideal round functions (Luby and Rackoff 1988); these are not ideal. */
const ROUNDS = 8;

/** Words of a space no larger than this are numbered and shuffled as numbers. */
export const MAX_NUMBERED = 2 ** 52;

/**
 * A permutation of `0..size-1` (size ≤ 2⁵²), computed number by number and never stored: a Feistel network over twice as
 * many bits as half of the size needs, walked along its cycle until it comes back below `size` (Black and Rogaway 2002).
 */
export function shuffled(key: number, size: number): (index: number) => number {
  const bits = Math.max(1, Math.ceil(Math.log2(size) / 2));
  const radix = 2 ** bits;
  const mask = radix - 1;
  const keys = Int32Array.from(roundKeys(key));
  const encrypt = (value: number): number => {
    let left = Math.floor(value / radix);
    let right = value - left * radix;
    for (let round = 0; round < ROUNDS; round++) {
      const next = left ^ (mix(keys[round] ?? 0, right) & mask);
      left = right;
      right = next;
    }
    return left * radix + right;
  };
  return (index) => {
    let value = encrypt(index);
    while (value >= size) value = encrypt(value);
    return value;
  };
}

/** A word, or a stretch of many that lie one behind the other. */
interface Letters {
  readonly length: number;
  [at: number]: number;
}

/**
 * A permutation of all words of some length of letters `0..letters-1`, for spaces too large to be numbered: a Feistel
 * network whose halves are halves of the word and whose addition is that of the letters. Different words go to different
 * words. The word, which stands from `from` to `to`, is changed where it stands.
 */
export function shuffledWords(
  key: number,
  letters: number,
): <W extends Letters>(word: W, from?: number, to?: number) => W {
  const keys = roundKeys(key);
  return (word, from = 0, to = word.length) => {
    const middle = from + ((to - from) >> 1);
    for (let round = 0; round < ROUNDS; round++) {
      const isFirst = round % 2 === 0;
      const [start, end] = isFirst ? [from, middle] : [middle, to];
      let hash = isFirst ? mixAll(keys[round] ?? 0, word, middle, to) : mixAll(keys[round] ?? 0, word, from, middle);
      for (let at = start; at < end; at++) {
        hash = mix(hash, at - start);
        const sum = (word[at] ?? 0) + ((hash >>> 0) % letters);
        word[at] = sum < letters ? sum : sum - letters;
      }
    }
    return word;
  };
}

/** A key for each round. */
function roundKeys(key: number): number[] {
  return Array.from({ length: ROUNDS }, (_, round) => mix(key, round));
}

/** The digits of a number below 2⁵³ in a base, the least significant first, in `length` places. */
export function digits(value: number, base: number, length: number): number[] {
  return writeDigits(new Array<number>(length), value, base);
}

/** The same, from `from` to `to` of what is there. */
export function writeDigits<W extends Letters>(into: W, value: number, base: number, from = 0, to = into.length): W {
  for (let at = from; at < to; at++) {
    // A remainder of doubles takes several times as long.
    const rest = Math.floor(value / base);
    into[at] = value - rest * base;
    value = rest;
  }
  return into;
}

/** Key of a permutation for one purpose. */
export function keyFor(seed: number, purpose: number): number {
  return mixAll(purpose, halves(seed));
}
