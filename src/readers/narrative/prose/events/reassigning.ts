import type { Clause } from '../grammar/clause';
import type { Noun } from '../grammar/nouns/noun';
import type { Span } from '../../phrases/said';
import type { Move, Story } from '../world/story';
import { has } from '../../language/verbs';
import { wordSet } from '../../language/word-set';

/** With `to`, `as` and the like: somebody comes to be what is named behind it. */
const MOVES = wordSet(
  'move put switch shift make send go transfer reassign assign appoint promote demote rotate change',
);
/** With what is named behind them: somebody has it from then on. */
const GETS = wordSet('have hold play wear become be get use read sing work cover do');
const TO = wordSet('to as into in on at');

/** Who has what then. */
interface Having {
  who: number;
  what: number;
}

/**
 * A sentence that says anew who has what, of some who had just these things before: `In the second piece Ivy plays the tenor and Kai the
 * alto`, `The coach moves Rae to shortstop and Sol to catcher`. All change at once; false where it says anything else.
 */
export function reassigned(story: Story, clauses: readonly Clause[], span: Span): boolean {
  const { world } = story;
  const told = clauses.map((clause) => havingOf(clause, story));
  if (told.length < 2 || told.some((each) => each === undefined)) return false;
  const all = told as Having[];
  const isSet = (ids: readonly number[]) => new Set(ids).size === ids.length;
  const people = all.map(({ who }) => who);
  if (!isSet(people) || !isSet(all.map(({ what }) => what))) return false;
  if (!all.every(({ what }) => people.includes(world.now.get(what) ?? -1))) return false;
  const moves = all.flatMap(({ who, what }): Move[] => (world.now.get(what) === who ? [] : [{ thing: what, to: who }]));
  if (moves.length < 2) return false;
  story.happen(moves, span);
  story.references.mention(people);
  return true;
}

function havingOf({ verb, subject, objects, phrases, link, hasOr, words }: Clause, story: Story): Having | undefined {
  const isPlain = verb !== undefined && !verb.isNegated && verb.modal === undefined && !verb.isPerfect && !hasOr;
  if (!isPlain || (link !== undefined && link.kind !== 'gap') || words.length > 0) return undefined;
  const goals = phrases.filter(({ preposition, isLeading }) => !isLeading && TO.has(preposition));
  const [goal, more] = goals;
  const isMoving = MOVES.has(verb.lemma) && goal !== undefined && more === undefined;
  if (isMoving) {
    const moved = verb.isPassive || objects.length === 0 ? subject : (objects[0] ?? []);
    return objects.length < 2 ? pair(moved, goal.nouns, story) : undefined;
  }
  const isGetting = GETS.has(verb.lemma) || has(verb.lemma, 'have');
  return isGetting && !verb.isPassive && objects.length === 1 && goals.every(({ nouns }) => !story.knowsAny(nouns))
    ? pair(subject, objects[0] ?? [], story)
    : undefined;
}

/** One of the story, and one thing that one of the story has. */
function pair(who: readonly Noun[], what: readonly Noun[], story: Story): Having | undefined {
  const { world } = story;
  const one = (nouns: readonly Noun[]) => {
    const [ids, more] = nouns.length === 1 ? story.references.all(nouns[0] as Noun) : [];
    return ids?.length === 1 && !more ? ids[0] : undefined;
  };
  const [person, thing] = [one(who), one(what)];
  if (person === undefined || thing === undefined || !world.is(person, 'person') || !world.is(thing, 'thing'))
    return undefined;
  return world.is(world.now.get(thing) ?? -1, 'person') ? { who: person, what: thing } : undefined;
}
