import { cycles, isPermutation } from '../algebra/maps';
import type { Step, Trace } from '../trace/trace';
import { nameOf } from './state-text';

/** Slots named for one step; a step that moves more is not made clearer by a list. */
const MOST_SLOTS = 24;

/** What a step does, in the names of its world: `(a[0] a[1])`, `x ← y` for what it overwrites, `()` for nothing. */
export function stepNotation(slots: Trace['slots'], { map }: Step): string {
  if (!map) return 'no state follows';
  const name = (slot: number) => nameOf(slots, slot);
  const moved = map.flatMap((from, slot) => (from === slot ? [] : [{ from, slot }]));
  if (moved.length > MOST_SLOTS) return `moves ${moved.length} of ${map.length} places`;
  if (!isPermutation(map)) return moved.map(({ from, slot }) => `${name(slot)} ← ${name(from)}`).join(', ');
  return (
    cycles(map)
      .map((cycle) => `(${cycle.map(name).join(' ')})`)
      .join('') || '()'
  );
}
