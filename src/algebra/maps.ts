/**
 * Maps over the slots `0..n-1`, the one currency of the project.
 *
 * A map `m` acts on an arrangement `a` by `a'[j] = a[m[j]]`: slot `j` now holds what slot `m[j]` held. The product
 * `a·b` ("first a, then b") therefore is `(a·b)[j] = a[b[j]]`, the convention of the data generator of *The Illusion of
 * State in State-Space Models* (`new[j] = acc[x[j]]`). A bijective map is a permutation, any other resets some slots.
 */
export type SlotMap = readonly number[];

export function identity(degree: number): number[] {
  const map: number[] = [];
  for (let slot = 0; slot < degree; slot++) map.push(slot);
  return map;
}

/** True when `map` sends every slot to a slot below `degree` (its own length unless told otherwise). */
export function isMap(map: readonly number[], degree: number = map.length): boolean {
  return map.length === degree && map.every((slot) => Number.isInteger(slot) && slot >= 0 && slot < degree);
}

export function isPermutation(map: readonly number[]): boolean {
  return isMap(map) && new Set(map).size === map.length;
}

export function isIdentity(map: SlotMap): boolean {
  return map.every((from, slot) => from === slot);
}

export function equal(a: SlotMap, b: SlotMap): boolean {
  return a.length === b.length && a.every((from, slot) => from === b[slot]);
}

/** The product "first `a`, then `b`". Also applies a step `b` to an arrangement `a`, of any kind of object. */
export function compose<T>(a: readonly T[], b: SlotMap): T[] {
  return b.map((from) => a[from] as T);
}

/**
 * What a map acts on. On slots it says where each gets its object from; on the values of a cell it is a table, which says
 * what each value becomes. The two compose in opposite order.
 */
export type Acts = 'slots' | 'values';

/** The product "first `a`, then `b`" of two tables over the values of a cell: `(a·b)[v] = b[a[v]]`. */
export function composeTables(a: SlotMap, b: SlotMap): number[] {
  return a.map((value) => b[value] ?? value);
}

/** How maps that act on `acts` are multiplied. */
export function productOn(acts: Acts | undefined): (a: SlotMap, b: SlotMap) => number[] {
  return acts === 'values' ? composeTables : compose;
}

/** @throws RangeError when `map` is not a permutation. */
export function inverse(map: SlotMap): number[] {
  if (!isPermutation(map)) throw new RangeError(`[${map.join(', ')}] has no inverse: it is not a permutation`);
  const result = new Array<number>(map.length);
  map.forEach((from, slot) => (result[from] = slot));
  return result;
}

/** Disjoint cycles of length two or more, each starting at its least slot, in order of that slot. */
export function cycles(permutation: SlotMap): number[][] {
  const seen = new Set<number>();
  const result: number[][] = [];
  for (let start = 0; start < permutation.length; start++) {
    if (seen.has(start)) continue;
    const cycle: number[] = [];
    for (let slot = start; !seen.has(slot); slot = permutation[slot] as number) {
      seen.add(slot);
      cycle.push(slot);
    }
    if (cycle.length > 1) result.push(cycle);
  }
  return result;
}

export function isEven(permutation: SlotMap): boolean {
  return cycles(permutation).reduce((swaps, cycle) => swaps + cycle.length - 1, 0) % 2 === 0;
}

/** The same map in a world with more slots; the new ones stay as they are. */
export function extend(map: SlotMap, degree: number): number[] {
  return Array.from({ length: degree }, (_, slot) => map[slot] ?? slot);
}

/** Text key of a map, for `Map` and `Set`. */
export function keyOf(map: SlotMap): string {
  return map.join(',');
}
