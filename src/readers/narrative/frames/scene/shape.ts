import { identity } from '../../../../algebra/maps';
import { NotationError } from '../../../../algebra/notation';
import { layoutOf } from '../../cast/layout';
import type { MapStep, TableStep } from '../../../../trace/trace';
import type { Cell, Scene } from './scene';

type Act = Pick<MapStep, 'map'> | Pick<TableStep, 'cell' | 'table'>;

/** The world of a story as places of those who hold something, and cells. */
export interface Shape {
  slots: string[];
  objects: string[];
  initial: number[];
  cells?: Record<string, string[]>;
  acts: Act[];
  slotsOf: (holder: number) => number[];
  objectOf: (thing: number) => number;
  cellSlot: (cell: Cell) => number;
  valueOf: (name: string) => number;
  holders: string[];
  empties: number[];
  carriers: (number | null)[];
}

/** Most of one thing that is counted. */
const MOST = 1000;

export function shapeOf(scene: Scene): Shape {
  const { happened } = scene;
  const used = new Set([...scene.first.values(), ...happened.flatMap(({ moves }) => moves.map(({ to }) => to))]);
  const order = scene.all
    .filter(({ id }) => used.has(id) || (scene.holders.has(id) && !scene.isOutside(id) && !scene.first.has(id)))
    .map(({ id }) => id);
  const layout = layoutOf(order, scene.first, happened, (ids) => named(scene, ids));
  const count = layout.objects.length;
  // What is in a box that was brought somewhere is there; in one that stands where it stood, in it
  const isBrought = (holder: number) => scene.before.has(holder) && scene.is(scene.where(holder) ?? holder, 'place');
  const climbs = (holder: number) => layout.isThing(holder) && (scene.is(holder, 'person') || isBrought(holder));
  const cells = scene.cells.filter((cell) => cell.counts !== undefined || happened.some(({ turn }) => turn));
  const valuesOf = (cell: Cell) =>
    cell.counts === undefined ? cell.values : identity(mostOf(scene, cell.counts) + 1).map(String);
  const values = [...new Set(cells.flatMap(valuesOf))];
  const valueOf = (value: string) => count + values.indexOf(value);
  const size = count + cells.length;
  const cellNames = cells.map(({ name }, k) =>
    cells.some((other, j) => j < k && other.name === name) ? `${name} ${k + 1}` : name,
  );
  return {
    slots: [...layout.slots, ...cellNames],
    objects: [...layout.objects, ...values],
    initial: [
      ...identity(count),
      ...cells.map((cell) => valueOf(cell.counts === undefined ? (cell.values[cell.first] ?? '') : String(cell.first))),
    ],
    ...(cells.length > 0 && {
      cells: Object.fromEntries(cells.map((cell, k) => [cellNames[k] ?? '', [...valuesOf(cell)]])),
    }),
    acts: happened.map(({ turn }, k): Act => {
      const cell = turn && scene.cells[turn.cell];
      if (turn && cell) {
        const name = cellNames[cells.indexOf(cell)] ?? '';
        const all = valuesOf(cell).length;
        return {
          cell: name,
          table: turn.table ?? identity(all).map((value) => (((value + turn.more) % all) + all) % all),
        };
      }
      return { map: layout.map(k, size) };
    }),
    slotsOf: layout.slotsOf,
    objectOf: layout.objectOf,
    cellSlot: (cell) => count + cells.indexOf(cell),
    valueOf,
    holders: layout.holders,
    empties: layout.empties,
    carriers: layout.carriers(climbs),
  };
}

/** The most of what is counted that anybody can have: all that there is at any time. */
function mostOf(scene: Scene, good: string): number {
  let all = scene.cells.filter(({ counts }) => counts === good).reduce((sum, { first }) => sum + first, 0);
  let most = all;
  for (const { turn } of scene.happened) {
    if (turn?.more === undefined || scene.cells[turn.cell]?.counts !== good) continue;
    all += turn.more;
    most = Math.max(most, all);
  }
  const [first] = scene.happened;
  if (most > MOST)
    throw new NotationError(
      first?.start ?? 0,
      first?.end ?? 0,
      `more than ${MOST} ${good} are not counted: tell of fewer`,
    );
  return most;
}

/** Names as they are written; of two with the same each with whose it is. */
function named(scene: Scene, ids: readonly number[]): string[] {
  const shown = ids.map((id) => {
    const entity = scene.get(id);
    const isPlace =
      entity.kind === 'place' && !entity.isName && entity.label === undefined && entity.shown !== 'outside';
    return isPlace ? `the ${entity.shown}` : entity.shown;
  });
  return shown.map((name, k) => {
    if (shown.indexOf(name) === k && shown.lastIndexOf(name) === k) return name;
    const holder = scene.get(ids[k] ?? -1).owner ?? scene.first.get(ids[k] ?? -1);
    return holder === undefined ? `${name} ${k + 1}` : `${scene.get(holder).shown}'s ${name}`;
  });
}
