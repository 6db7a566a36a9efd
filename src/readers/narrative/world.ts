import type { SlotMap } from '../../algebra/maps';
import { fromMoves, type Moves } from '../../algebra/notation';
import type { Cast } from './cast';
import type { Change } from './moment';

/** Which of the two relations a slot or object belongs to. */
export type Relation = 'hands' | 'seats';

export interface World {
  slots: string[];
  objects: string[];
  /** One for each change; at first every slot holds the object of its index. */
  maps: SlotMap[];
  /** Index of the first slot, and of the first object, of a relation that is part of the world. */
  first: Partial<Record<Relation, number>>;
}

/**
 * The world of a story: who holds what (slots are the members, objects the things), who sits where (slots are the seats,
 * objects the people), or both side by side, as its events and questions need. A map over people cannot say what `everyone
 * moves to the left` does once two have changed seats; a map over seats can.
 */
export function worldOf(cast: Cast, changes: readonly Change[], asked: ReadonlySet<Relation>): World {
  const people = cast.members.map(({ name }) => name);
  const n = people.length;
  const seats = asked.has('seats') || changes.some((change) => change.seats.size > 0);
  const hands = !seats || asked.has('hands') || changes.some((change) => change.hands.size > 0);
  const blocks: { relation: Relation; slots: string[]; objects: string[]; moves: (change: Change) => Moves }[] = [];
  if (hands)
    blocks.push({ relation: 'hands', slots: people, objects: cast.objectNames(), moves: (change) => change.hands });
  if (seats)
    blocks.push({ relation: 'seats', slots: cast.seatNames(), objects: people, moves: (change) => change.seats });
  return {
    slots: blocks.flatMap(({ slots }) => slots),
    objects: blocks.flatMap(({ objects }) => objects),
    maps: changes.map((change) =>
      blocks.flatMap(({ moves }, block) => fromMoves(moves(change), n).map((slot) => block * n + slot)),
    ),
    first: Object.fromEntries(blocks.map(({ relation }, block) => [relation, block * n])),
  };
}
