import { cycles, identity, type SlotMap } from './maps';

/**
 * Permutations as text. Slots count from one in text and from zero in maps. The cycle `(1 2 3)` is the permutation whose
 * one-line form is `[2,3,1]`: slot 1 gets what slot 2 held, slot 2 what slot 3 held, slot 3 what slot 1 held.
 */

/** `(1 3)(2 5)`; the identity is `()`. */
export function formatCycles(permutation: SlotMap): string {
  const text = cycles(permutation).map((cycle) => `(${cycle.map((slot) => slot + 1).join(' ')})`);
  return text.join('') || '()';
}

/** `[2,1,3,5,4]`. */
export function formatOneLine(permutation: SlotMap): string {
  return `[${permutation.map((slot) => slot + 1).join(',')}]`;
}

/** A number as it stands in a text: its value and the offsets around it. */
export interface Numeral {
  value: number;
  start: number;
  end: number;
}

/** Text that is not the notation of an element; `start` and `end` are offsets into what was read. */
export class NotationError extends Error {
  override name = 'NotationError';

  constructor(
    readonly start: number,
    readonly end: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Larger slot numbers are refused: every element of a word would need as many numbers. */
export const MAX_DEGREE = 512;

/** What the first slot is called in a text. */
export type Base = 0 | 1;

/** Where each listed slot gets its object from, before the degree of the word is known. */
export type Moves = ReadonlyMap<number, number>;

export function degreeOf(moves: Moves): number {
  let degree = 1;
  for (const slot of moves.keys()) degree = Math.max(degree, slot + 1);
  return degree;
}

/** The permutation of `degree` slots that moves what `moves` says; all other slots stay as they are. */
export function fromMoves(moves: Moves, degree: number): number[] {
  const map = identity(degree);
  for (const [slot, from] of moves) map[slot] = from;
  return map;
}

/**
 * The product of disjoint cycles.
 *
 * @throws NotationError when a slot occurs twice: the product of overlapping cycles depends on the order of composition,
 *   which different books read differently.
 */
export function movesOfCycles(cyclesInText: readonly (readonly Numeral[])[], base: Base = 1): Moves {
  const moves = new Map<number, number>();
  for (const cycle of cyclesInText) {
    const slots = cycle.map((numeral) => slotOf(numeral, base));
    const only = cycle.length === 1 ? cycle[0] : undefined;
    if (only && only.value > 9) {
      const swap = Array.from(String(only.value)).join(' ');
      throw fault(only, `(${only.value}) is a cycle of the one slot ${only.value}; the cycle (${swap}) needs spaces`);
    }
    slots.forEach((slot, k) => {
      if (moves.has(slot)) {
        const where = slots.indexOf(slot) < k ? 'in one cycle' : 'in one element; cycles of one element are disjoint';
        throw fault(cycle[k], `slot ${slot + base} occurs twice ${where}`);
      }
      moves.set(slot, slots[(k + 1) % slots.length] ?? slot);
    });
  }
  return moves;
}

/** @throws NotationError when the numbers are not 1..n in some order. */
export function movesOfOneLine(numerals: readonly Numeral[], base: Base = 1): Moves {
  const top = numerals.map((numeral, slot) => ({ ...numeral, value: slot + base }));
  return movesOfTwoLines(top, numerals, base);
}

/**
 * Two-line notation: the slot at a place of `top` gets what the slot below it held.
 *
 * @throws NotationError when the lines differ in length or either is not 1..n in some order.
 */
export function movesOfTwoLines(top: readonly Numeral[], bottom: readonly Numeral[], base: Base = 1): Moves {
  const last = bottom.at(-1);
  if (top.length !== bottom.length) {
    throw fault(last, `the upper line has ${top.length} numbers and the lower one ${bottom.length}`);
  }
  for (const line of [top, bottom]) {
    const seen = new Set<number>();
    for (const numeral of line) {
      const slot = slotOf(numeral, base);
      if (slot >= line.length) {
        throw fault(
          numeral,
          `${numeral.value} is not one of the slots ${base}..${line.length - 1 + base} that ${line.length} numbers permute`,
        );
      }
      if (seen.has(slot)) throw fault(numeral, `${numeral.value} occurs twice: not a permutation`);
      seen.add(slot);
    }
  }
  return new Map(top.map((numeral, place) => [numeral.value - base, (bottom[place]?.value ?? base) - base]));
}

/**
 * A permutation matrix `M` acts on a column of objects as `a' = M a`: the 1 of row `j` stands in the column of the slot
 * from which slot `j` gets its object.
 *
 * @throws NotationError when it is not square, or a row or column does not hold exactly one 1 among zeros.
 */
export function movesOfMatrix(rows: readonly (readonly Numeral[])[]): Moves {
  const map: number[] = [];
  for (const row of rows) {
    const place = row[0];
    if (row.length !== rows.length) {
      throw fault(row.at(-1), `a row of ${row.length} numbers in a matrix of ${rows.length} rows`);
    }
    if (row.length > MAX_DEGREE) throw fault(place, `more than ${MAX_DEGREE} rows`);
    const odd = row.find((entry) => entry.value > 1);
    if (odd) throw fault(odd, `${odd.value} in a permutation matrix, which holds only 0 and 1`);
    const column = row.findIndex((entry) => entry.value === 1);
    const second = row.find((entry, k) => k > column && entry.value === 1);
    if (column < 0) throw fault(place, 'this row holds no 1');
    if (second) throw fault(second, 'a second 1 in this row');
    if (map.includes(column)) throw fault(row[column], 'a second 1 in this column');
    map.push(column);
  }
  return new Map(map.entries());
}

/** The zero-based slot that a numeral names. */
function slotOf(numeral: Numeral, base: Base): number {
  if (numeral.value < base)
    throw fault(
      numeral,
      "slots count from one, here is a 0: a line '# base: 0' before the first element says otherwise",
    );
  const slot = numeral.value - base;
  if (slot >= MAX_DEGREE)
    throw fault(numeral, `slot ${numeral.value} is beyond the largest one, ${MAX_DEGREE - 1 + base}`);
  return slot;
}

function fault(at: Numeral | undefined, reason: string): NotationError {
  return new NotationError(at?.start ?? 0, at?.end ?? 0, reason);
}
