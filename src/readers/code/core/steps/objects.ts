import type { Changes } from '../changes';
import type { Dialect } from '../dialect';
import type { Machine } from '../machine';
import type { Cell } from '../slots';
import type { FoundCell } from '../updates/found';
import { EMPTY, type Constant } from './moves';

/** Objects by the value they have; those that look alike at first are told apart by where they stood. */
export function nameObjects(
  dialect: Dialect<Machine>,
  cells: readonly Cell[],
  changes: Changes,
  constants: ReadonlyMap<string, Constant>,
  computed: ReadonlyMap<number, FoundCell>,
): { objects: string[]; initial: number[] } {
  const objects: string[] = [];
  const shown = cells.map(({ slot }) => {
    const cell = computed.get(slot);
    if (cell) return cell.values[cell.initial] ?? '?';
    const box = changes.initial[slot];
    return box ? dialect.show(box.data) : EMPTY;
  });
  const count = new Map<string, number>();
  cells.forEach(({ slot }, index) => {
    if (!computed.has(slot)) count.set(shown[index] ?? '', (count.get(shown[index] ?? '') ?? 0) + 1);
  });
  const inCells = new Set(cells.flatMap(({ slot }) => computed.get(slot)?.values ?? []));
  const known = (value: string): number => {
    const object = valueOf.get(value) ?? add(value);
    valueOf.set(value, object);
    return object;
  };
  const add = (name: string): number => objects.push(name) - 1;
  let empty: number | undefined;
  /** The values of cells are told by what they are, not by where they come from. */
  const valueOf = new Map<string, number>();
  const initial = cells.map(({ slot, name }, index) => {
    const cell = computed.get(slot);
    if (cell) {
      cell.values.forEach(known);
      return known(cell.values[cell.initial] ?? '');
    }
    if (!changes.initial[slot]) return (empty ??= add(EMPTY));
    const value = shown[index] ?? '';
    if (count.get(value) !== 1) return add(`${value} (${name})`);
    // No two objects have one name.
    return inCells.has(value) ? known(value) : add(value);
  });
  for (const [key, { data, name }] of constants) {
    if (key === EMPTY) initial.push((empty ??= add(EMPTY)));
    else {
      const value = data ? dialect.show(data) : name;
      const twin =
        count.get(value) === 1
          ? cells.findIndex(({ slot }, index) => !computed.has(slot) && shown[index] === value)
          : -1;
      initial.push(twin >= 0 ? (initial[twin] ?? add(value)) : add(objects.includes(value) ? name : value));
    }
  }
  return { objects, initial };
}
