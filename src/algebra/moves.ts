import { MAX_DEGREE, type Moves } from './notation';

/** The product "first `a`, then `b`" of what is known of two permutations before the degree of their word is. */
export function product(a: Moves, b: Moves): Moves {
  const slots = new Set([...a.keys(), ...b.keys()]);
  return new Map([...slots].map((slot) => [slot, sourceOf(a, sourceOf(b, slot))]));
}

/** The `exponent`-th power, cycle by cycle: an exponent may have any size. */
export function power(moves: Moves, exponent: bigint): Moves {
  const result = new Map<number, number>();
  for (const first of moves.keys()) {
    if (result.has(first)) continue;
    const cycle = [first];
    for (let slot = sourceOf(moves, first); slot !== first && cycle.length <= MAX_DEGREE; slot = sourceOf(moves, slot))
      cycle.push(slot);
    const length = BigInt(cycle.length);
    const shift = Number(((exponent % length) + length) % length);
    cycle.forEach((slot, place) => result.set(slot, cycle[(place + shift) % cycle.length] ?? slot));
  }
  return result;
}

/** True when both move the same; slots that stay where they are make no difference. */
export function sameMoves(a: Moves, b: Moves): boolean {
  return [...a.keys(), ...b.keys()].every((slot) => sourceOf(a, slot) === sourceOf(b, slot));
}

function sourceOf(moves: Moves, slot: number): number {
  return moves.get(slot) ?? slot;
}
