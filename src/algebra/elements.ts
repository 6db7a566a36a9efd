import { identity, isEven, isPermutation, type SlotMap } from './maps';

/**
 * Element ids: the lexicographic rank of a permutation (one-line form) among all permutations of `0..n-1`; for the
 * alternating group among the even ones. They agree with the data sets of *The Illusion of State in State-Space Models*.
 * Ids are `bigint`, for 19! is already more than a double can count.
 */
export function factorial(n: number): bigint {
  let product = 1n;
  for (let k = 2; k <= n; k++) product *= BigInt(k);
  return product;
}

/** @throws RangeError when `permutation` is not one. */
export function elementId(permutation: SlotMap): bigint {
  if (!isPermutation(permutation)) throw new RangeError(`[${permutation.join(', ')}] is not a permutation`);
  const rest = identity(permutation.length);
  let id = 0n;
  for (const value of permutation) {
    const smaller = rest.indexOf(value);
    id = id * BigInt(rest.length) + BigInt(smaller);
    rest.splice(smaller, 1);
  }
  return id;
}

/** @throws RangeError when `id` is not in `0..n!-1`. */
export function elementOf(degree: number, id: bigint): number[] {
  if (id < 0n || id >= factorial(degree)) throw new RangeError(`S${degree} has no element ${id}`);
  const digits: number[] = [];
  for (let base = 1; base <= degree; base++) {
    digits.unshift(Number(id % BigInt(base)));
    id /= BigInt(base);
  }
  const rest = identity(degree);
  return digits.map((digit) => rest.splice(digit, 1)[0] as number);
}

/**
 * The id of an even permutation in Aₙ. Among any two permutations that differ only in their last two places exactly
 * one is even, and they are neighbours in lexicographic order, so the rank among the even ones is half the rank.
 */
export function alternatingElementId(permutation: SlotMap): bigint {
  const id = elementId(permutation);
  if (!isEven(permutation))
    throw new RangeError(`[${permutation.join(', ')}] is odd: it has no id in A${permutation.length}`);
  return id / 2n;
}

export function alternatingElementOf(degree: number, id: bigint): number[] {
  if (degree < 2) return elementOf(degree, id);
  const candidate = elementOf(degree, 2n * id);
  return isEven(candidate) ? candidate : elementOf(degree, 2n * id + 1n);
}
