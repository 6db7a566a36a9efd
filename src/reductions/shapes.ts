import { equal, identity, type SlotMap } from '../algebra/maps';

/** A run of neighbouring slots that a permutation turns round or shifts by one; `last` belongs to it. */
export interface Run {
  first: number;
  last: number;
}

/** The run whose order the permutation turns round, if that is all that it does. */
export function reversedRun(map: SlotMap): Run | undefined {
  const run = changedRun(map);
  return run &&
    equal(
      map,
      within(map, run, (slot) => run.first + run.last - slot),
    )
    ? run
    : undefined;
}

/** The run in which each slot gets what the next one held, and the last what the first held. */
export function shiftedDown(map: SlotMap): Run | undefined {
  const run = changedRun(map);
  return run &&
    equal(
      map,
      within(map, run, (slot) => (slot === run.last ? run.first : slot + 1)),
    )
    ? run
    : undefined;
}

/** The run in which each slot gets what the one before held, and the first what the last held. */
export function shiftedUp(map: SlotMap): Run | undefined {
  const run = changedRun(map);
  return run &&
    equal(
      map,
      within(map, run, (slot) => (slot === run.first ? run.last : slot - 1)),
    )
    ? run
    : undefined;
}

export function isWhole({ first, last }: Run, map: SlotMap): boolean {
  return first === 0 && last === map.length - 1;
}

function changedRun(map: SlotMap): Run | undefined {
  const changed = identity(map.length).filter((slot) => map[slot] !== slot);
  const [first] = changed;
  const last = changed.at(-1);
  return first === undefined || last === undefined ? undefined : { first, last };
}

function within(map: SlotMap, { first, last }: Run, from: (slot: number) => number): number[] {
  return identity(map.length).map((slot) => (slot < first || slot > last ? slot : from(slot)));
}
