import { identity } from '../../../../algebra/maps';
import { layoutOf } from '../../cast/layout';
import type { MapStep, TableStep } from '../../../../trace/trace';
import type { Switches } from '../../telling/switches';
import type { Story } from './story';

/** What a step does. */
type Act = Pick<MapStep, 'map'> | Pick<TableStep, 'cell' | 'table'>;

/** The world of a story: its slots are the places of those who hold something. */
export interface Shape {
  slots: string[];
  objects: string[];
  initial: number[];
  cells?: Record<string, string[]>;
  acts: Act[];
  /** The slot of a switch. */
  cellOf: (id: number) => number;
  /** The object of a value of cells. */
  valueOf: (name: string) => number;
  /** The slots of a holder. */
  slotsOf: (holder: number) => number[];
  objectOf: (thing: number) => number;
  holders: string[];
  empties: number[];
  people: number[];
  /** Of every slot the object by which its holder is somewhere. */
  carriers: (number | null)[];
}

export function shapeOf(story: Story, switches: Switches): Shape {
  const { world, happened } = story;
  const used = new Set([...world.first.values(), ...happened.flatMap(({ moves }) => moves.map(({ to }) => to))]);
  const order = world.entities
    .filter(({ id }) => used.has(id) || (world.holders.has(id) && !(world.first.has(id) && world.is(id, 'person'))))
    .filter(({ id }) => used.has(id) || !story.isOutside(id))
    .map(({ id }) => id);
  const layout = layoutOf(order, world.first, happened, (ids) => unique(world, ids));
  const count = layout.objects.length;
  // What is in a box that was brought somewhere is there; in one that stands where it stood, or that somebody holds, in it.
  const isBrought = (holder: number) => world.before.has(holder) && world.is(world.now.get(holder) ?? -1, 'place');
  const climbs = (holder: number) => layout.isThing(holder) && (world.is(holder, 'person') || isBrought(holder));
  const cells = happened.some(({ turn }) => turn) ? switches.cells() : [];
  const values = [...new Set(cells.flatMap((cell) => cell.values))];
  const valueOf = (value: string) => count + values.indexOf(value);
  const size = count + cells.length;
  return {
    slots: [...layout.slots, ...cells.map(({ name }) => name)],
    objects: [...layout.objects, ...values],
    initial: [...identity(count), ...cells.map((cell) => valueOf(cell.values[cell.first] ?? ''))],
    ...(cells.length > 0 && { cells: Object.fromEntries(cells.map(({ name, values: its }) => [name, [...its]])) }),
    acts: happened.map(({ turn }, k): Act => {
      const kept = cells.find(({ name }) => name === turn?.cell)?.kept ?? [];
      if (turn) return { cell: turn.cell, table: kept.map((value) => kept.indexOf(turn.table[value] ?? 0)) };
      return { map: layout.map(k, size) };
    }),
    cellOf: (id) => count + cells.findIndex((each) => each.id === id),
    valueOf,
    slotsOf: layout.slotsOf,
    objectOf: layout.objectOf,
    holders: layout.holders,
    empties: layout.empties,
    people: layout.things.filter((thing) => world.is(thing, 'person')).map(layout.objectOf),
    carriers: layout.carriers(climbs),
  };
}

/** Names as they are written; of two with the same each with whose it is. */
function unique(world: Story['world'], ids: readonly number[]): string[] {
  const shown = ids.map((id) => {
    const entity = world.entities[id];
    const isPlace =
      entity?.kind === 'place' &&
      !/^\p{Lu}/u.test(entity.shown) &&
      !/\b(?:\d+|[A-Z])$/.test(entity.shown) &&
      entity.shown !== 'outside';
    return isPlace ? `the ${entity.shown}` : (entity?.shown ?? '');
  });
  return shown.map((name, k) => {
    if (shown.indexOf(name) === k && shown.lastIndexOf(name) === k) return name;
    const holder = world.first.get(ids[k] ?? -1);
    return holder === undefined ? `${name} ${k + 1}` : `${world.name(holder)}'s ${name}`;
  });
}
