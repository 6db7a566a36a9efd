import type { AskedQuestion } from '../../trace/question';
import type { Scene } from './moment';
import type { Question } from './story';
import type { Finder, Relation } from './world';

/** What a question asks of the state, by holders and things. */
export interface Asked {
  relation?: Relation;
  holder?: number;
  thing?: number;
  cell?: number;
  value?: number;
}

/** @throws NotationError when it is not certain who or what is meant. */
export function askedOf(question: Question, { cast, switches }: Scene): Asked {
  switch (question.asks) {
    case 'held':
      return { relation: 'hands', holder: cast.resolve(question.by) };
    case 'holder':
      return { relation: 'hands', thing: cast.objectOf(question.of.words, question) };
    case 'whether':
      return {
        relation: 'hands',
        holder: cast.resolve(question.by),
        thing: cast.objectOf(question.of.words, question),
      };
    case 'sitter':
      return { relation: 'seats', holder: cast.resolve(question.seat) };
    case 'state':
      return switches.asked(question.what, question.is, question);
    case 'place': {
      const member = cast.resolve(question.of);
      // Of numbered things, and of people whose places are what they hold, the place is what is in their slot.
      if (cast.isNumbered || cast.holdsPlaces === 'places') return { relation: 'hands', holder: member };
      return { relation: 'seats', thing: member };
    }
  }
}

/** The same by the slots and objects of the trace. */
export function inWorld(
  { relation, holder, thing, cell, value }: Asked,
  find: Finder,
): Pick<AskedQuestion, 'slot' | 'slots' | 'object' | 'holders' | 'empties'> {
  if (cell !== undefined) {
    const { slot, values } = find.cellOf(cell);
    return { slot, ...(value !== undefined && { object: values[value] ?? -1 }) };
  }
  if (!relation) return {};
  const slots = holder === undefined ? [] : find.slotsOf(relation, holder);
  const [only, another] = slots;
  return {
    ...(only !== undefined && (another === undefined ? { slot: only } : { slots })),
    ...(thing !== undefined && { object: find.objectOf(relation, thing) }),
    ...(find.holders && holder === undefined && { holders: find.holders }),
    ...(find.empties.length > 0 && holder !== undefined && { empties: find.empties }),
  };
}
