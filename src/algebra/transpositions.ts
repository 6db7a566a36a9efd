import { cycles, identity, type SlotMap } from './maps';

/** The permutation that swaps slots `i` and `j`. */
export function transposition(degree: number, i: number, j: number): number[] {
  const map = identity(degree);
  map[i] = j;
  map[j] = i;
  return map;
}

/**
 * Swaps whose product, left to right, is `permutation`: at most n−1 of them (k−1 for a cycle of k slots), as in
 * Appendix B of *The Illusion of State in State-Space Models*.
 */
export function toTranspositions(permutation: SlotMap): [number, number][] {
  return cycles(permutation).flatMap((cycle) => {
    const first = cycle[0] as number;
    // Under a'[j] = a[m[j]] the cycle (c0 c1 … ck) is the product, left to right, of (c0 ck), …, (c0 c2), (c0 c1).
    return cycle
      .slice(1)
      .reverse()
      .map((slot): [number, number] => [first, slot]);
  });
}
