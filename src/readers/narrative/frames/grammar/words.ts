import { genderOf } from '../../language/genders';
import { numberOf } from '../../language/lexicon';
import type { Token } from '../../language/tokens';
import { verbsOf } from '../../language/verbs';
import { wordSet } from '../../language/word-set';
import * as shared from '../../prose/grammar/words';
import lists from './words.json';

export const PRONOUNS = wordSet(lists.pronouns);
export const DETERMINERS = wordSet(lists.determiners);
export const POSSESSIVES = wordSet(lists.possessives);
export const SUBORDINATORS = wordSet(lists.subordinators);
/** They tell why, so that what they tell is no step of its own. */
export const REASONS = wordSet(lists.reasons);
export const LINKS = wordSet(lists.links);
const TIMES = wordSet(lists.times);
const TIMED = wordSet(lists.timed);
export const UNITS = wordSet(lists.units);
export const KIN = wordSet(lists.people);

export const lowerAt = (tokens: readonly Token[], k: number): string => tokens[k]?.lower ?? '';

export function isTimeNoun(word: string): boolean {
  return TIMES.has(shared.singularOf(word));
}

export function isTimed(word: string): boolean {
  return TIMED.has(word) || shared.CALENDAR.has(word);
}

/** Words that no noun phrase goes on with. */
export function isHard(token: Token | undefined): boolean {
  if (!token || (token.kind !== 'word' && token.kind !== 'number')) return true;
  const { lower } = token;
  // `in May`
  if (shared.CALENDAR.has(lower) && token.text !== lower) return false;
  return (
    PRONOUNS.has(lower) ||
    DETERMINERS.has(lower) ||
    POSSESSIVES.has(lower) ||
    LINKS.has(lower) ||
    SUBORDINATORS.has(lower) ||
    shared.MODALS.has(lower) ||
    shared.BE.has(lower) ||
    shared.HAVE.has(lower) ||
    shared.DO.has(lower) ||
    shared.RELATIVES.has(lower) ||
    (shared.PREPOSITIONS.has(lower) && !shared.ADJECTIVES.has(lower) && lower !== 'outside') ||
    lower === 'not' ||
    lower === 'never'
  );
}

/** A form that can be the verb of a sentence with somebody as its subject. */
export function isFinite(word: string): boolean {
  return verbsOf(word).some(({ form }) => form === 'third' || form === 'past');
}

/** A form that is a verb and no noun: `gave`, and not `left`. */
export function isPast(word: string): boolean {
  return (
    verbsOf(word).some(({ form }) => form === 'past') &&
    !NOUNS_TOO.has(word) &&
    !verbsOf(word).some(({ form }) => form === 'base')
  );
}
const NOUNS_TOO = wordSet('left felt lit lost rose saw ground found bound wound fell');

/** A word that may be the verb, where no other is. */
function mayBeVerb(token: Token | undefined): boolean {
  return token?.kind === 'word' && !token.possessive && verbsOf(token.lower).length > 0;
}

const HARMLESS = wordSet(lists.harmless);
const DOUBTFUL = wordSet(lists.doubtful);

/** An adverb with which something happens just so: of others it is not certain. */
export function isHarmless(word: string): boolean {
  return HARMLESS.has(word) || (/ly$/.test(word) && !DOUBTFUL.has(word)) || word === 'later';
}

export function isAdverb(word: string): boolean {
  return shared.ADVERBS.has(word) || (/^[a-z]{3,}ly$/.test(word) && !NO_ADVERBS.has(word));
}
const NO_ADVERBS = wordSet(
  'family belly jelly fly bully lily ally only butterfly reply supply lolly teddy holly curly silly elderly friendly lovely lonely ugly',
);

/** A capital letter that is not only the first of a sentence. */
export function isProper(tokens: readonly Token[], k: number, known: (text: string) => boolean): boolean {
  const token = tokens[k];
  if (token?.kind !== 'word' || !/^\p{Lu}/u.test(token.text) || token.lower === 'i' || shared.CALENDAR.has(token.lower))
    return false;
  if (k > 0 && tokens[k - 1]?.kind !== 'quote' && tokens[k - 1]?.text !== ':') return true;
  if (known(token.text) || genderOf(token.text)) return true;
  const behind = tokens[k + 1];
  // `Billy moves`
  if (!shared.ADVERBS.has(token.lower) && isAdverb(token.lower) && behind && isVerbish(behind)) return true;
  if (isHard(token) || isAdverb(token.lower) || isTimeNoun(token.lower) || shared.PREPOSITIONS.has(token.lower))
    return false;
  if (numberOf(token.lower) !== undefined || shared.ADJECTIVES.has(token.lower)) return false;
  const next = tokens[k + 1];
  return !(
    verbsOf(token.lower).some(({ form }) => form === 'base') &&
    next !== undefined &&
    !isVerbish(next) &&
    next.text !== ',' &&
    next.lower !== 'and'
  );
}

function isVerbish(token: Token): boolean {
  return (
    isFinite(token.lower) ||
    shared.BE.has(token.lower) ||
    shared.HAVE.has(token.lower) ||
    shared.MODALS.has(token.lower) ||
    isAdverb(token.lower)
  );
}

const NUMBERS = wordSet('one two three four five six seven eight nine ten');

/** `lamp one`, where no noun stands behind it. */
export function isNumbered(tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]];
  return (
    token?.kind === 'word' &&
    !token.possessive &&
    NUMBERS.has(token.lower) &&
    (next?.kind !== 'word' || isHard(next) || mayBeVerb(next) || isAdverb(next.lower) || /^\p{Lu}/u.test(next.text))
  );
}

export function labelOf(token: Token | undefined): string | undefined {
  if (token === undefined || token.possessive) return undefined;
  if (token.kind === 'number') return token.lower;
  return /^[A-HJ-Z]$/.test(token.text) ? token.lower : undefined;
}

export const numberAt = (tokens: readonly Token[], k: number): number | undefined =>
  tokens[k]?.kind === 'mark' ? undefined : numberOf(lowerAt(tokens, k));

/** What is said by the way: `ok`, `lol`. */
export const INTERJECTIONS = wordSet(lists.interjections);
const TRADES = wordSet('swap trade exchange switch');

/** How something is that somebody makes so: `pushes the door open`. */
export const RESULTS = wordSet('open closed shut empty locked unlocked alone');

/** Where a noun may end because a verb may begin: `the jack trade places`. */
export function mayBegin(word: string): boolean {
  return isFinite(word) || isAdverb(word) || TRADES.has(word) || RESULTS.has(word);
}
