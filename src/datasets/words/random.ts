import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** Fractional parts of √2, √3, √5 and √7 in 32 bits: any four different numbers would do. */
const LANES = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a] as const;

/**
 * The generators of all examples of one seed and purpose. That of an example depends on nothing but these numbers, so that
 * any example can be made alone, in any process and in any order. All 128 bits of its state are drawn from them: with a
 * 32-bit seed for each example, two of 100,000 would share one (birthday paradox) and be the same word. Every lane is a
 * bijection of the index.
 */
export function randomsFor(seed: number, stream: number): (index: number) => RandomGenerator {
  const lane = (own: number) => mixAll(own, [stream, ...halves(seed)]);
  const [a, b, c, d] = [lane(LANES[0]), lane(LANES[1]), lane(LANES[2]), lane(LANES[3])];
  return (index) => xoroshiro128plusFromState([mix(a, index), mix(b, index), mix(c, index), mix(d, index)]);
}

export function randomFor(seed: number, stream: number, index: number): RandomGenerator {
  return randomsFor(seed, stream)(index);
}

/** One 32-bit number from two, a bijection of each: the finalizer of MurmurHash3 (Appleby, public domain). */
export function mix(hash: number, value: number): number {
  let h = hash ^ Math.imul(value, 0xcc9e2d51);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) + 0x27d4eb2f;
  return h ^ (h >>> 16);
}

export function mixAll(hash: number, values: ArrayLike<number>, from = 0, to = values.length): number {
  let mixed = hash;
  for (let at = from; at < to; at++) mixed = mix(mixed, values[at] ?? 0);
  return mixed;
}

/** The low and the high 32 bits of a whole number below 2⁵³. */
export function halves(value: number): [number, number] {
  return [value | 0, Math.floor(value / 2 ** 32)];
}
