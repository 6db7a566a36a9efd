import type { Cell, Slots } from '../slots';
import type { Computed } from '../updates/found';
import type { Chosen } from './cells';
import { EMPTY, type Constant, type Moves } from './moves';

/** Why other values would have led to other steps than these, if they would. */
export function reasonOf(
  computed: Computed,
  { cells, unusable }: Chosen,
  steps: readonly Moves[],
  places: readonly Cell[],
  slots: Slots,
  constants: ReadonlyMap<string, Constant>,
): string | undefined {
  if (unusable !== undefined) return unusable;
  const here = new Set(places.map(({ name }) => name));
  const isInner = (slot: number): boolean => slots.cells[slot]?.inner === true;
  for (const { to, from } of steps) {
    for (const [index, slot] of to.entries()) {
      const source = from[index];
      const name = slots.cells[slot]?.name ?? '';
      if (source === EMPTY || source === slot || cells.has(slot)) continue;
      const known = computed.unknown.get(name);
      // What comes from a place does so whatever stands there.
      const origin = typeof source === 'number' ? slots.cells[source]?.name : undefined;
      const dep = known && firstOf(known.from(), (one) => one !== origin && here.has(one));
      if (known && dep !== undefined) {
        const what = dep === name ? 'its own values' : dep;
        return `${name} is computed from ${what}, and ${known.reason}`;
      }
      const isComputed = typeof source === 'string' && constants.get(source)?.literal === false;
      if (isInner(slot) && isComputed) return `${name} is computed, and what a call computes is told as in this run`;
      if (computed.gaveUp !== undefined && isComputed) return `${name} is computed, and ${computed.gaveUp}`;
    }
  }
  return undefined;
}

function firstOf<T>(list: Iterable<T>, is: (one: T) => boolean): T | undefined {
  for (const one of list) if (is(one)) return one;
  return undefined;
}
