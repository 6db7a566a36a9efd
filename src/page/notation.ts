import { cycles, isPermutation } from '../algebra/maps';
import { isTable, type Step, type TableStep, type Trace } from '../trace/trace';
import { nameOf } from './state-text';

/** Slots, and values of a cell, named for one step; a step that moves more is not made clearer by a list. */
const MOST_SLOTS = 24;

type World = Pick<Trace, 'slots' | 'cells'>;

/**
 * What a step does, in the names of its world: `(a[0] a[1])`, `x ← y` for what it overwrites, `()` for nothing, and
 * `light: 0→1, 1→0` for a cell.
 */
export function stepNotation(world: World, step: Step): string {
  if (isTable(step)) return tableText(world, step);
  const { map } = step;
  if (!map) return 'no state follows';
  const name = (slot: number) => nameOf(world.slots, slot);
  const moved = map.flatMap((from, slot) => (from === slot ? [] : [{ from, slot }]));
  if (moved.length > MOST_SLOTS) return `moves ${moved.length} of ${map.length} places`;
  if (!isPermutation(map)) return moved.map(({ from, slot }) => `${name(slot)} ← ${name(from)}`).join(', ');
  return (
    cycles(map)
      .map((cycle) => `(${cycle.map(name).join(' ')})`)
      .join('') || '()'
  );
}

/** A cell's table, of the values that change: `light: 0→1, 1→0`; one to which all values go: `flag: all→1`. */
export function tableText({ cells }: World, { cell, table }: TableStep): string {
  const values = cells?.[cell] ?? [];
  const name = nameOf([cell], 0);
  const changed = table.flatMap((to, from) => (to === from ? [] : [{ to, from }]));
  if (changed.length === 0) return `${name}: ()`;
  if (table.length > 2 && table.every((to) => to === table[0])) return `${name}: all→${nameOf(values, table[0] ?? -1)}`;
  if (changed.length > MOST_SLOTS) return `${name}: changes ${changed.length} of ${table.length} values`;
  return `${name}: ${changed.map(({ from, to }) => `${nameOf(values, from)}→${nameOf(values, to)}`).join(', ')}`;
}
