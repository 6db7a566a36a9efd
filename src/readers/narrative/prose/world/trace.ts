import { fromMoves } from '../../../../algebra/notation';
import { identity } from '../../../../algebra/maps';
import { Holdings } from '../../cast/holdings';
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
  const holdings = new Holdings();
  order.forEach(() => holdings.addHolder());
  const numberOf = new Map<number, number>();
  const thingOf: number[] = [];
  for (const [thing, holder] of world.first) {
    numberOf.set(thing, holdings.addThing(order.indexOf(holder)));
    thingOf.push(thing);
  }
  const placeMoves = happened.map(({ moves }) =>
    holdings.go(moves.map(({ thing, to }) => ({ thing: numberOf.get(thing) ?? -1, to: order.indexOf(to) }))),
  );
  const first = holdings.initial(() => false);
  const starts = first.map((_, k) => first.slice(0, k).reduce((sum, places) => sum + places.length, 0));
  const contents = first.flat();
  const empties = contents.flatMap((thing, slot) => (thing === null ? [slot] : []));
  const names = unique(world, thingOf);
  const objectOf = (thing: number) => contents.indexOf(numberOf.get(thing) ?? -1);
  const holderNames = unique(world, order);
  // What is in a box that was brought somewhere is there; in one that stands where it stood, or that somebody holds, in it.
  const isBrought = (holder: number) => world.before.has(holder) && world.is(world.now.get(holder) ?? -1, 'place');
  const climbs = (holder: number) => numberOf.has(holder) && (world.is(holder, 'person') || isBrought(holder));
  const cells = happened.some(({ turn }) => turn) ? switches.cells() : [];
  const values = [...new Set(cells.flatMap((cell) => cell.values))];
  const valueOf = (value: string) => contents.length + values.indexOf(value);
  const size = contents.length + cells.length;
  const holderSlots = first.flatMap((places, k) =>
    places.map((_, place) => (holderNames[k] ?? '') + (places.length > 1 ? ` (${place + 1})` : '')),
  );
  const things = contents.map((thing, slot) =>
    thing === null ? (empties.length === 1 ? 'empty' : `empty ${empties.indexOf(slot) + 1}`) : (names[thing] ?? ''),
  );
  return {
    slots: [...holderSlots, ...cells.map(({ name }) => name)],
    objects: [...things, ...values],
    initial: [...identity(contents.length), ...cells.map((cell) => valueOf(cell.values[cell.first] ?? ''))],
    ...(cells.length > 0 && { cells: Object.fromEntries(cells.map(({ name, values: its }) => [name, [...its]])) }),
    acts: happened.map(({ turn }, k): Act => {
      const kept = cells.find(({ name }) => name === turn?.cell)?.kept ?? [];
      if (turn) return { cell: turn.cell, table: kept.map((value) => kept.indexOf(turn.table[value] ?? 0)) };
      const at = (place: { holder: number; place: number }) => (starts[place.holder] ?? 0) + place.place;
      const moves = placeMoves[k] ?? [];
      return { map: [...fromMoves(new Map(moves.map(({ to, from }) => [at(to), at(from)])), size)] };
    }),
    cellOf: (id) => contents.length + cells.findIndex((each) => each.id === id),
    valueOf,
    slotsOf: (holder) => {
      const k = order.indexOf(holder);
      return identity(first[k]?.length ?? 0).map((place) => (starts[k] ?? 0) + place);
    },
    objectOf,
    holders: first.flatMap((places, k) => places.map(() => holderNames[k] ?? '')),
    empties,
    people: thingOf.filter((thing) => world.is(thing, 'person')).map(objectOf),
    carriers: first.flatMap((places, k) =>
      places.map(() => (climbs(order[k] ?? -1) ? objectOf(order[k] ?? -1) : null)),
    ),
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
