import { identity } from '../../../algebra/maps';
import { fromMoves } from '../../../algebra/notation';
import type { MapStep, TableStep } from '../../../trace/trace';
import type { Place } from '../cast/holdings';
import type { Change, Scene } from './moment';

/** Which of the two relations a slot or object belongs to. */
export type Relation = 'hands' | 'seats';

/** What a step does, without where it stands. */
type Act = Pick<MapStep, 'map' | 'cell' | 'table'> | Pick<TableStep, 'map' | 'cell' | 'table'>;

export interface World {
  slots: string[];
  objects: string[];
  initial: number[];
  cells?: Record<string, string[]>;
  /** One for each change. */
  acts: Act[];
  /** Slots and objects of the story, by what they are there. */
  find: Finder;
}

/** Where the things of a story stand in its world. */
export interface Finder {
  /** The slots of a holder, or of who sits there. */
  slotsOf: (relation: Relation, holder: number) => number[];
  /** Objects: things, or people who sit. */
  objectOf: (relation: Relation, thing: number) => number;
  cellOf: (id: number) => { slot: number; values: number[]; kept: readonly number[] };
  /** A value of cells. */
  valueOf: (name: string) => number;
  /** Of every slot whose it is; undefined where every slot is its own. */
  holders: string[] | undefined;
  /** Objects that stand for nothing. */
  empties: number[];
  /** Objects that are people, where people go from place to place, and all things. */
  people: number[] | undefined;
  things: number[];
  /** Of every slot the object by which its holder is somewhere; null for what stays; undefined when nobody goes anywhere. */
  carriers: (number | null)[] | undefined;
}

/** Slots and the objects in them at first, side by side with those before. */
interface Block {
  slots: string[];
  objects: string[];
}

/**
 * The world of a story: who holds what (slots are the places of the holders, objects the things and the empty places),
 * who sits where (slots are the seats, objects the people), and what is on or off (cells), as its events and questions
 * need. A map over people cannot say what `everyone moves to the left` does once two have changed seats; a map over
 * seats can.
 */
export function worldOf({ cast, switches }: Scene, changes: readonly Change[], asked: ReadonlySet<Relation>): World {
  cast.settle();
  const seated = asked.has('seats') || changes.some((change) => change.seats.size > 0);
  const holding = asked.has('hands') || changes.some((change) => change.hands.length > 0);
  const held = holding || (!seated && !switches.any) ? holdingsOf(cast) : undefined;
  const people = cast.members.map(({ name }) => name);
  const seats: Block = seated ? { slots: cast.seatNames(), objects: people } : { slots: [], objects: [] };
  const blocks = [held ?? { slots: [], objects: [] }, seats];
  const [firstSeat, firstCell] = [held?.slots.length ?? 0, (held?.slots.length ?? 0) + seats.slots.length];
  const objects = blocks.flatMap((block) => block.objects);
  const cells = switches.cells();
  const values = [...new Set(cells.flatMap((cell) => cell.values))];
  const valueOf = (value: string) => objects.length + values.indexOf(value);
  const slots = [...blocks.flatMap((block) => block.slots), ...cells.map(({ name }) => name)];
  const slot = ({ holder, place }: Place) => (held?.starts[holder] ?? 0) + place;
  const acts = changes.map(({ hands, seats: moved, turn }): Act => {
    if (turn) {
      const kept = cells.find(({ name }) => name === turn.cell)?.kept ?? [];
      return { cell: turn.cell, table: kept.map((value) => kept.indexOf(turn.table[value] ?? 0)) };
    }
    const moves = new Map(hands.map(({ to, from }) => [slot(to), slot(from)]));
    for (const [to, from] of moved) moves.set(firstSeat + to, firstSeat + from);
    return { map: fromMoves(moves, slots.length) };
  });
  return {
    slots,
    objects: [...objects, ...values],
    initial: [...identity(firstCell), ...cells.map((cell) => valueOf(cell.values[cell.first] ?? ''))],
    ...(cells.length > 0 && { cells: Object.fromEntries(cells.map((cell) => [cell.name, [...cell.values]])) }),
    acts,
    find: {
      slotsOf: (relation, holder) =>
        relation === 'seats'
          ? [firstSeat + holder]
          : Array.from({ length: held?.sizes[holder] ?? 1 }, (_, place) => slot({ holder, place })),
      objectOf: (relation, thing) => (relation === 'seats' ? firstSeat + thing : (held?.objectOf[thing] ?? -1)),
      cellOf: (id) => {
        const cell = cells.findIndex((each) => each.id === id);
        return {
          slot: firstCell + cell,
          values: (cells[cell]?.values ?? []).map(valueOf),
          kept: cells[cell]?.kept ?? [],
        };
      },
      valueOf: (name) => valueOf(name),
      holders: held?.sizes.some((size) => size > 1) ? [...held.holders, ...slots.slice(firstSeat)] : undefined,
      empties: held?.empties ?? [],
      people: held && cast.rooms ? held.bodies.flatMap((body) => body ?? []).concat(held.handless) : undefined,
      things: held?.objectOf ?? [],
      carriers: held && cast.rooms ? slots.map((_, at) => held.bodies[at] ?? null) : undefined,
    },
  };
}

/** Of the holders' places: their names, what is in them at first, and whose they are. */
function holdingsOf(cast: Scene['cast']) {
  const names = cast.thingNames();
  const first = cast.holdings.initial((holder) => cast.bodyOf(holder) !== undefined);
  const sizes = first.map((places) => places.length);
  const contents = first.flat();
  const starts = sizes.map((_, holder) => sizes.slice(0, holder).reduce((sum, size) => sum + size, 0));
  const empties = contents.flatMap((thing, slot) => (thing === null ? [slot] : []));
  const objectOf: number[] = [];
  contents.forEach((thing, slot) => {
    if (thing !== null) objectOf[thing] = slot;
  });
  const emptyName = (slot: number) => (empties.length === 1 ? 'empty' : `empty ${empties.indexOf(slot) + 1}`);
  const holders = first.flatMap((places, holder) => places.map(() => cast.nameOf(holder)));
  const bodies = first.flatMap((places, holder) => places.map(() => objectOf[cast.bodyOf(holder) ?? -1]));
  return {
    slots: first.flatMap((places, holder) =>
      places.map((_, place) => cast.nameOf(holder) + (places.length > 1 ? ` (${place + 1})` : '')),
    ),
    objects: contents.map((thing, slot) => (thing === null ? emptyName(slot) : (names[thing] ?? ''))),
    sizes,
    starts,
    objectOf,
    holders,
    handless: first.flatMap((places, holder) =>
      places.length === 0 ? (objectOf[cast.bodyOf(holder) ?? -1] ?? []) : [],
    ),
    bodies,
    empties,
  };
}
