import type { AskedQuestion } from '../../../trace/question';
import { fault } from '../cast/roster';
import type { Cast } from '../cast/cast';
import type { Scene } from './moment';
import type { Question, Span } from '../phrases/said';
import type { Switches } from './switches';
import type { Finder, Relation } from './world';

/** What a question asks of the state, by holders and things. */
export interface Asked {
  relation?: Relation;
  holder?: number;
  /** Which of these have nothing. */
  holders?: number[];
  thing?: number;
  /** Who is in a place, not what. */
  only?: 'people';
  /** What somebody has is where they are. */
  isWhere?: boolean;
  cell?: number;
  value?: number;
  /** Which cells are so. */
  state?: string;
}

/** @throws NotationError when it is not certain who or what is meant. */
export function askedOf(question: Question, { cast, switches }: Scene): Asked {
  switch (question.asks) {
    case 'held': {
      const { by, isWho } = question;
      const member = cast.memberOf(by);
      // `Who is on the third floor?`, where floors are what people have.
      const thing = member === undefined ? cast.placeHeld(by) : undefined;
      if (thing !== undefined) return { relation: 'hands', thing };
      return { relation: 'hands', holder: cast.resolve(by), ...(isWho && { only: 'people' as const }) };
    }
    case 'holder': {
      const member = cast.called(question.of.words) === undefined ? cast.namedBy(question.of) : undefined;
      // `Which room is the captain in?`
      if (member !== undefined) return placeOf(member, cast, question);
      return thingAsked(cast.objectOf(question.of.words, question), question.isWhere === true, cast, question);
    }
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
    case 'place':
      return placeOf(cast.resolve(question.of), cast, question);
    case 'about':
      return askedAbout(question, cast, switches);
    case 'empty': {
      const { noun } = question;
      const holders = [...cast.members.keys()].filter((member) => {
        const last = cast.nameOf(member).split(' ');
        return noun === undefined
          ? !cast.members[member]?.isContainer
          : last.some((word) => word.toLowerCase() === noun);
      });
      return { relation: 'hands', holders };
    }
    case 'which':
      return { state: switches.named(question.is, question) };
  }
}

function placeOf(member: number, cast: Cast, span: Span): Asked {
  const body = cast.bodyOf(member);
  const isSeated =
    cast.circle !== undefined || cast.seatNoun !== undefined || cast.seats.some((who, seat) => who !== seat);
  if (body === undefined && !cast.isNumbered && cast.holdsPlaces !== 'places' && !isSeated)
    throw fault(span, `where ${cast.nameOf(member)} is was not said`);
  if (body !== undefined) return { relation: 'hands', thing: body, isWhere: true };
  // Of numbered things, and of people whose places are what they hold, the place is what is in their slot.
  if (cast.isNumbered || cast.holdsPlaces === 'places') return { relation: 'hands', holder: member };
  return { relation: 'seats', thing: member };
}

function askedAbout(question: Question & { asks: 'about' }, cast: Cast, switches: Switches): Asked {
  const { of, thing, wants } = question;
  const words = thing?.words ?? [];
  const found = words.length > 0 ? cast.called(words) : undefined;
  const member = of && cast.memberOf(of);
  if (found === undefined && member === undefined && words.length > 0 && switches.has(words))
    return switches.asked(words, undefined, question);
  const isContent = wants === 'content' || found === undefined;
  if (member !== undefined && (isContent || cast.members[member]?.isContainer !== true)) {
    if (wants === 'place') return placeOf(member, cast, question);
    return { relation: 'hands', holder: member };
  }
  if (words.length === 0 && of) return { relation: 'hands', holder: cast.resolve(of) };
  return thingAsked(cast.objectOf(words, question), wants === 'place', cast, question);
}

/** @throws NotationError when it is asked where something is, and its place was not said */
function thingAsked(thing: number, isWhere: boolean, cast: Cast, span: Span): Asked {
  if (isWhere && cast.rooms) {
    const holder = cast.holdings.holderOf(thing);
    const body = cast.bodyOf(holder);
    const place = body === undefined ? holder : cast.holdings.holderOf(body);
    if (cast.isOutside(place)) throw fault(span, `where the ${cast.thingName(thing)} is was not said`);
  }
  return { relation: 'hands', thing, ...(isWhere && { isWhere }) };
}

/** The same by the slots and objects of the trace. */
export function inWorld(
  { relation, holder, holders, thing, isWhere, only, cell, value, state }: Asked,
  find: Finder,
): Pick<AskedQuestion, 'slot' | 'slots' | 'object' | 'holders' | 'empties' | 'isVacant' | 'carriers'> {
  if (cell !== undefined) {
    const { slot, values, kept } = find.cellOf(cell);
    return { slot, ...(value !== undefined && { object: values[kept.indexOf(value)] ?? -1 }) };
  }
  if (state !== undefined) return { object: find.valueOf(state) };
  if (!relation) return {};
  if (holders) {
    const slots = holders.flatMap((each) => find.slotsOf(relation, each));
    return { slots, isVacant: true, empties: find.empties, ...(find.holders && { holders: find.holders }) };
  }
  const slots = holder === undefined ? [] : find.slotsOf(relation, holder);
  const [first, another] = slots;
  // Of those who are in a place none of the things that are there.
  const empties =
    only && find.people
      ? [...find.empties, ...find.things.filter((each) => !find.people?.includes(each))]
      : find.empties;
  return {
    ...(first !== undefined && (another === undefined ? { slot: first } : { slots })),
    ...(thing !== undefined && { object: find.objectOf(relation, thing) }),
    ...(find.holders && holder === undefined && { holders: find.holders }),
    ...(isWhere && find.carriers && { carriers: find.carriers }),
    ...(empties.length > 0 && holder !== undefined && { empties }),
  };
}
