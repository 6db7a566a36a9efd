import { wordSet } from '../../language/word-set';
import type { Clause, Phrase } from './clause';
import type { Noun } from './nouns/noun';
import type { Story } from '../world/story';
import { has } from '../../language/verbs';
import * as words from './words';

/** Verbs of taking with whom it is taken from first: `relieves Ben of the bag`. */
const OF = new Set(['rob', 'relieve', 'deprive', 'strip', 'divest', 'unburden']);
/** Verbs of giving with what is given behind `with`: `presents Ben with the cup`. */
const WITH = wordSet('present provide supply equip entrust trust reward leave load');

/** With what is locked in something it is put there. */
const LOCKS = wordSet('lock shut zip seal close');
const INSIDE = wordSet('in into inside');
/** What one does with a ball, named or not. */
const BALLS = wordSet('pass throw kick toss chip roll lob hand give cross punt deliver bounce knock');

/** A clause in one of the forms that are acted on: `A takes the bag from Ben`, `A gives Ben the cup`. */
export function framed(clause: Clause, story: Story): Clause {
  const { verb, objects, phrases } = clause;
  if (!verb) return clause;
  const { lemma } = verb;
  const whom = verb.isPassive ? clause.subject : objects[0];
  if (OF.has(lemma) && whom?.length === 1 && whom[0]) {
    const of = phrases.find(({ preposition }) => preposition === 'of');
    const from: Phrase = { preposition: 'from', nouns: whom, isLeading: false };
    const by = phrases.find(({ preposition }) => preposition === 'by')?.nouns;
    return {
      ...clause,
      subject: verb.isPassive ? (by ?? []) : clause.subject,
      verb: { ...verb, lemma: 'take', isPassive: false },
      objects: [of?.nouns ?? [hisOf(whom[0])]],
      phrases: [...phrases.filter((phrase) => phrase !== of && !(verb.isPassive && phrase.nouns === by)), from],
    };
  }
  // `lent each other their books`
  if (has(lemma, 'carry') && objects.length === 2 && objects[0]?.[0]?.pronoun === 'each other')
    return { ...clause, verb: { ...verb, lemma: 'swap' }, objects: objects.slice(1) };
  // `they took each other's suitcases`
  const theirs = objects[0]?.[0];
  if (
    (has(lemma, 'take') || ['get', 'wear', 'put'].includes(lemma)) &&
    !verb.isPassive &&
    objects.length === 1 &&
    objects[0]?.length === 1 &&
    theirs?.owner?.pronoun === 'each other' &&
    phrases.every(({ preposition }) => preposition !== 'from')
  ) {
    const plain = { ...theirs, kind: 'bare' as const };
    delete plain.owner;
    const adverbs = clause.adverbs.filter((word) => word !== 'on');
    return { ...clause, adverbs, verb: { ...verb, lemma: 'swap' }, objects: plain.words.length > 0 ? [[plain]] : [] };
  }
  // `put on Quincy's coat`
  if (
    lemma === 'put' &&
    !verb.isPassive &&
    clause.adverbs.includes('on') &&
    objects.length === 1 &&
    phrases.every(({ isLeading }) => isLeading)
  )
    return { ...clause, verb: { ...verb, lemma: 'take' }, adverbs: clause.adverbs.filter((word) => word !== 'on') };
  // `locks it in the chest`
  const isInside = phrases.some(({ preposition, isLeading }) => !isLeading && INSIDE.has(preposition));
  if (LOCKS.has(lemma) && (objects.length === 1 || verb.isPassive) && isInside)
    return { ...clause, verb: { ...verb, lemma: 'put' } };
  // `left the clock to Uncle Fred`
  const heir = phrases.find(({ preposition, isLeading }) => preposition === 'to' && !isLeading)?.nouns;
  if (lemma === 'leave' && objects.length === 1 && heir?.length === 1 && heir.every((noun) => isSomebody(noun, story)))
    return { ...clause, verb: { ...verb, lemma: 'give' } };
  // `left it with her neighbour`, `pushes the ace towards Ben`
  const whose = phrases.find(
    ({ preposition, nouns, isLeading }) =>
      !isLeading &&
      nouns.length === 1 &&
      nouns.every((noun) => isSomebody(noun, story)) &&
      ((lemma === 'leave' && preposition === 'with') || (has(lemma, 'carry') && /^towards?$/.test(preposition))),
  );
  if (whose && (objects.length === 1 || verb.isPassive))
    return {
      ...clause,
      verb: { ...verb, lemma: 'give' },
      phrases: phrases.map((phrase) => (phrase === whose ? { ...phrase, preposition: 'to' } : phrase)),
    };
  // `loses the ball to Malik`
  const isLost = lemma === 'lose' && objects.length === 1 && phrases.some(({ preposition }) => preposition === 'to');
  if (isLost) return { ...clause, verb: { ...verb, lemma: 'give' } };
  // `dribbles and passes to Klaus`: what she has
  const [who] = clause.subject;
  const to = phrases.find(({ preposition, isLeading }) => preposition === 'to' && !isLeading)?.nouns;
  if (
    BALLS.has(lemma) &&
    !verb.isPassive &&
    objects.length === 0 &&
    who &&
    to?.every((noun) => isSomebody(noun, story)) &&
    story.references
      .all(who)
      .flat()
      .some((id) => story.world.held(id, 'thing').length > 0)
  )
    return { ...clause, objects: [[hisOf(who)]] };
  const what = phrases.find(({ preposition, isLeading }) => preposition === 'with' && !isLeading);
  if (WITH.has(lemma) && what && whom?.length === 1 && objects.length === (verb.isPassive ? 0 : 1)) {
    const isGift = story.knowsAny(what.nouns) && what.nouns.every((noun) => !isSomebody(noun, story));
    if (!isGift || !whom.every((noun) => isSomebody(noun, story))) return clause;
    return {
      ...clause,
      verb: { ...verb, lemma: 'give' },
      objects: verb.isPassive ? [what.nouns] : [whom, what.nouns],
      phrases: phrases.filter((phrase) => phrase !== what),
    };
  }
  return clause;
}

function isSomebody(noun: Noun, story: Story): boolean {
  const ids = story.references.all(noun).flat();
  if (ids.length > 0) return ids.every((id) => story.world.is(id, 'person'));
  return noun.kind === 'name' || words.PEOPLE.has(noun.words.at(-1) ?? '');
}

/** What somebody has. */
function hisOf(owner: Noun): Noun {
  return { ...owner, kind: 'pronoun', words: [], pronoun: 'what', owner, isPlural: false };
}
