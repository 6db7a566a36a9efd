import type { Cast } from './cast';
import type { Question } from './story';
import type { Relation } from './world';

/** What a question asks of the state: what is in a slot of a relation, or where an object is. */
export interface Asked {
  relation: Relation;
  slot?: number;
  object?: number;
}

/** @throws NotationError when it is not certain who or what is meant. */
export function askedOf(question: Question, cast: Cast): Asked {
  if (question.asks === 'held') return { relation: 'hands', slot: cast.resolve(question.by) };
  if (question.asks === 'holder') return { relation: 'hands', object: cast.objectOf(question.of.words, question) };
  if (question.asks === 'sitter') return { relation: 'seats', slot: cast.resolve(question.seat) };
  const member = cast.resolve(question.of);
  // Of numbered things, and of people whose places are what they hold, the place is what is in their slot.
  if (cast.isNumbered || cast.holdsPlaces === 'places') return { relation: 'hands', slot: member };
  return { relation: 'seats', object: member };
}
