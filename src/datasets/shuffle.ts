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
  const encrypt = (value: number): number => {
    let left = Math.floor(value / radix);
    let right = value % radix;
    for (let round = 0; round < ROUNDS; round++) {
      [left, right] = [right, left ^ (mix(mix(key, round), right) & mask)];
    }
    return left * radix + right;
  };
  return (index) => {
    let value = encrypt(index);
    while (value >= size) value = encrypt(value);
    return value;
  };
}

/**
 * A permutation of all words of `length` letters `0..letters-1`, for spaces too large to be numbered: a Feistel network
 * whose halves are halves of the word and whose addition is that of the letters. Different words go to different words.
 */
export function shuffledWords(key: number, letters: number): (word: number[]) => number[] {
  return (word) => {
    const middle = word.length >> 1;
    const halvesOf = [word.slice(0, middle), word.slice(middle)] as const;
    for (let round = 0; round < ROUNDS; round++) {
      const [changed, other] = round % 2 === 0 ? halvesOf : [halvesOf[1], halvesOf[0]];
      let hash = mixAll(mix(key, round), other);
      for (let at = 0; at < changed.length; at++) {
        hash = mix(hash, at);
        changed[at] = ((changed[at] ?? 0) + (hash >>> 0)) % letters;
      }
    }
    return [...halvesOf[0], ...halvesOf[1]];
  };
}

/** The digits of a number below 2⁵³ in a base, the least significant first, in `length` places. */
export function digits(value: number, base: number, length: number): number[] {
  const result = new Array<number>(length);
  for (let at = 0; at < length; at++) {
    result[at] = value % base;
    value = Math.floor(value / base);
  }
  return result;
}

/** Key of a permutation for one purpose. */
export function keyFor(seed: number, purpose: number): number {
  return mixAll(purpose, halves(seed));
}
