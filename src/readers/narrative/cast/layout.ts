import { identity } from '../../../algebra/maps';
import { fromMoves } from '../../../algebra/notation';
import type { MapStep } from '../../../trace/trace';
import { Holdings } from './holdings';

/** Something goes to a holder; both by their numbers in the story. */
interface Going {
  thing: number;
  to: number;
}

/** The places of those who hold something: what stands in them at first, and how each happening moves it. */
export interface Layout {
  slots: string[];
  /** What stands in the slots at first, in their order. */
  objects: string[];
  /** Things in the order in which they were told. */
  things: number[];
  /** Of every slot its holder's name. */
  holders: string[];
  /** Slots that are empty at first. */
  empties: number[];
  slotsOf: (holder: number) => number[];
  objectOf: (thing: number) => number;
  isThing: (id: number) => boolean;
  /** What a happening does in a world of so many slots. */
  map: (happening: number, size: number) => MapStep['map'];
  /** Of every slot the object by which its holder is somewhere, of those that `climb`. */
  carriers: (climb: (holder: number) => boolean) => (number | null)[];
}

/**
 * @param order the holders
 * @param held things with their first holders
 * @param named names that differ, of things or holders
 */
export function layoutOf(
  order: readonly number[],
  held: Iterable<readonly [thing: number, holder: number]>,
  happened: readonly { moves: readonly Going[] }[],
  named: (ids: readonly number[]) => readonly string[],
): Layout {
  const holdings = new Holdings();
  order.forEach(() => holdings.addHolder());
  const numberOf = new Map<number, number>();
  const things: number[] = [];
  for (const [thing, holder] of held) {
    numberOf.set(thing, holdings.addThing(order.indexOf(holder)));
    things.push(thing);
  }
  const placeMoves = happened.map(({ moves }) =>
    holdings.go(moves.map(({ thing, to }) => ({ thing: numberOf.get(thing) ?? -1, to: order.indexOf(to) }))),
  );
  const first = holdings.initial(() => false);
  const starts = first.map((_, k) => first.slice(0, k).reduce((sum, places) => sum + places.length, 0));
  const contents = first.flat();
  const empties = contents.flatMap((thing, slot) => (thing === null ? [slot] : []));
  const [names, holderNames] = [named(things), named(order)];
  const objectOf = (thing: number): number => contents.indexOf(numberOf.get(thing) ?? -1);
  const at = ({ holder, place }: { holder: number; place: number }): number => (starts[holder] ?? 0) + place;
  return {
    slots: first.flatMap((places, k) =>
      places.map((_, place) => (holderNames[k] ?? '') + (places.length > 1 ? ` (${place + 1})` : '')),
    ),
    objects: contents.map((thing, slot) =>
      thing === null ? (empties.length === 1 ? 'empty' : `empty ${empties.indexOf(slot) + 1}`) : (names[thing] ?? ''),
    ),
    things,
    holders: first.flatMap((places, k) => places.map(() => holderNames[k] ?? '')),
    empties,
    slotsOf: (holder) => {
      const k = order.indexOf(holder);
      return identity(first[k]?.length ?? 0).map((place) => (starts[k] ?? 0) + place);
    },
    objectOf,
    isThing: (id) => numberOf.has(id),
    map: (happening, size) => {
      const moves = placeMoves[happening] ?? [];
      return [...fromMoves(new Map(moves.map(({ to, from }) => [at(to), at(from)])), size)];
    },
    carriers: (climb) =>
      first.flatMap((places, k) => places.map(() => (climb(order[k] ?? -1) ? objectOf(order[k] ?? -1) : null))),
  };
}
