import type { Slots } from '../slots';
import type { Computed, FoundCell } from '../updates/found';
import { meet } from '../updates/interleaved';
import { cellName } from '../updates/steps';
import type { Moves } from './moves';

/** A cell, and its slots. */
interface Placed {
  cell: FoundCell;
  own: ReadonlySet<number>;
}

/** Cells of which every place is a slot here, and that nothing is moved to or from; and what is left of the moves. */
export interface Chosen {
  /** By slot. */
  cells: Map<number, FoundCell>;
  others: Moves[];
  /** Why a cell is not among them, if one is not. */
  unusable?: string;
}

export function cellsOf(computed: Computed, slots: Slots, moves: readonly Moves[], keepAll: boolean): Chosen {
  const byName = new Map(slots.cells.map(({ name, slot }) => [name, slot]));
  let unusable: string | undefined;
  let left = computed.cells.flatMap((cell): Placed[] => {
    const members = cell.members.map((name) => byName.get(name) ?? -1);
    const passing = cell.passing.filter((name) => byName.has(name));
    if (members.includes(-1)) return [];
    // Whoever asks for a place that passes a value on wants to see it.
    if (keepAll && passing.length > 0) {
      if (!cell.isSet)
        unusable = `${cellName(cell) ?? ''} is computed anew by way of ${passing.join(', ')}, which is followed as well`;
      return [];
    }
    return [{ cell, own: new Set([...members, ...passing.flatMap((name) => byName.get(name) ?? [])]) }];
  });
  // What is no cell is moved, which may be in the middle of an update of another one.
  for (;;) {
    const reasons = new Map(left.map((one) => [one, againstCell(one, left, moves)]));
    const against = left.filter((one) => reasons.get(one) !== undefined);
    if (against.length === 0) break;
    // What is only set is right as a move as well, whatever it held before.
    const set = against.filter(({ cell }) => cell.isSet);
    const out = new Set(set.length > 0 ? set : against);
    for (const one of out) if (!one.cell.isSet) unusable = reasons.get(one);
    left = left.filter((one) => !out.has(one));
  }
  const cells = new Map(left.flatMap(({ cell, own }) => [...own].map((slot) => [slot, cell] as const)));
  const others = moves.flatMap((step) => {
    const kept = step.to.flatMap((slot, index) => (cells.has(slot) ? [] : [index]));
    if (kept.length === step.to.length) return [step];
    if (kept.length === 0) return [];
    const of = <T>(list: readonly T[]): T[] => kept.map((index) => list[index] as T);
    return [{ ...step, to: of(step.to), from: of(step.from) }];
  });
  return { cells, others, ...(unusable !== undefined && { unusable }) };
}

/** Why a cell cannot be followed beside the other ones and what moves, if it cannot. */
function againstCell({ cell, own }: Placed, all: readonly Placed[], moves: readonly Moves[]): string | undefined {
  const inCells = new Set(all.flatMap((one) => [...one.own]));
  const what = `${cellName(cell) ?? ''} is computed anew, and`;
  const changing = new Set(moves.flatMap(({ to }) => to).filter((slot) => !own.has(slot)));
  const isMoved = moves.some(({ to, from }) =>
    to.some((slot, index) => {
      const source = from[index];
      if (typeof source !== 'number') return false;
      return own.has(slot) ? changing.has(source) : own.has(source);
    }),
  );
  if (isMoved) return `${what} moved as well`;
  // Between two steps there would be a state that never was.
  const others = moves.filter(({ to }) => to.some((slot) => !inCells.has(slot)));
  const isAtOnce =
    others.some(({ to }) => to.some((slot) => own.has(slot))) ||
    all.some(({ cell: other }) => other !== cell && meet(cell.updates, other.updates)) ||
    meet(
      cell.updates,
      others.map(({ tick }) => ({ first: tick, last: tick })),
    );
  return isAtOnce ? `${what} other places change in the middle of that` : undefined;
}
