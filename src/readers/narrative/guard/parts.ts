import { GOES_ALONG, has } from '../language/verbs';
import { wordSet } from '../language/word-set';
import type { Noun } from '../prose/grammar/nouns/noun';
import { isSame } from './claims';
import type { Told } from './clauses';
import type { NamesOf } from './known';
import { isCalled, type Scenes, type Shown } from './scenes';

const COMPANY = wordSet('follow join accompany');
const ALL = wordSet('they both everyone everybody');
/** Behind these stands somebody to whom or with whom it is done. */
const WITH = wordSet('with to from into onto');

/**
 * Somebody whom a clause names in what happens, and whom no step of it has to do with: `Tom follows Anna to the hall`, where
 * Anna stays.
 *
 * @param shown the steps of the sentence
 */
export function leftOut(
  { clause, span }: Told,
  shown: readonly Shown[],
  scenes: Scenes,
  known: NamesOf,
): Noun | undefined {
  const { verb, subject, objects, phrases } = clause;
  const { lemma } = verb;
  const own = shown.filter((step) => step.span.start < span.end && step.span.end > span.start);
  const last = own.at(-1);
  if (!last || verb.isNegated || verb.modal !== undefined) return undefined;
  const touched = shown.flatMap((step) => scenes.touched(step));
  const isIn = ({ shown: name }: Noun) => touched.some((each) => isCalled(each, name));
  const named = (nouns: readonly Noun[]) =>
    nouns.filter((noun) => noun.kind === 'name' && !noun.owner && (known.has(noun) || COMPANY.has(lemma)));
  const others = phrases.flatMap(({ preposition, nouns, isLeading }) =>
    WITH.has(preposition) && !isLeading ? nouns : [],
  );
  const where = ({ shown: name }: Noun) => scenes.holder(last.after, name);
  if (COMPANY.has(lemma) && !verb.isPassive) {
    const all = [...named(subject), ...named(objects.flat())];
    return all.find((noun, k) => k > 0 && (where(noun) !== where(all[0] ?? noun) || where(noun) === undefined));
  }
  if (GOES_ALONG.has(lemma) && !verb.isPassive && objects.length > 0 && others.length > 0) {
    const [goes] = [
      ...named(subject),
      ...subject.filter((noun) => noun.kind === 'definite' && !noun.owner && known.follows(noun)),
    ];
    const [thing] = own.flatMap((step) => scenes.moved(step)).slice(-1);
    const place = thing === undefined ? '' : scenes.placeOf(last.after, thing);
    if (goes && where(goes) !== undefined && place !== where(goes) && scenes.isPeopled(place)) return goes;
  }
  if (has(lemma, 'exchange')) {
    const partners = named(phrases.flatMap(({ preposition, nouns }) => (preposition === 'with' ? nouns : [])));
    // `swapped hats`, where nobody's hat is followed, has to do with no one.
    const isTold = touched.length > 0 && (subject.length > 1 || partners.length > 0);
    const two = isTold ? [...named(subject), ...partners] : [];
    return two.find((noun) => !isIn(noun));
  }
  const isGoing = has(lemma, 'go') && objects.length === 0 && !verb.isPassive;
  if (isGoing) {
    const isThere = (noun: Noun) =>
      phrases.some(({ nouns }) => nouns.some(({ shown: place }) => isSame(where(noun) ?? '', place)));
    const lost = named(subject).find((noun) => known.follows(noun) && !isIn(noun) && !isThere(noun));
    if (lost) return lost;
    const isBoth = clause.adverbs.some((word) => word === 'both' || word === 'all');
    const all = subject.find(({ pronoun }) => isBoth || (pronoun !== undefined && ALL.has(pronoun)));
    const moved = own.flatMap((step) => scenes.moved(step));
    const [one] = moved;
    if (all && known.followsPeople && new Set(moved).size === 1 && scenes.together(last.after, one ?? -1) < 2)
      return all;
  }
  const met = isGoing ? others : [...objects.flat(), ...others];
  return named(met).find((noun) => !isIn(noun) && !touched.some((each) => each === where(noun)));
}
