import { EXCHANGE_NOUNS } from '../../language/acts';
import { wordSet } from '../../language/word-set';
import type { Token } from '../../language/tokens';
import type { Clause } from '../grammar/clause';
import { verbsOf } from '../../language/verbs';

const ACCEPTS = new Set(['accept', 'agree', 'oblige', 'comply', 'consent', 'nod', 'obey']);
/** What is accepted, where it is named at all. */
const DEAL: ReadonlySet<string> = new Set([
  ...EXCHANGE_NOUNS,
  ...wordSet('it offer deal bargain proposal idea suggestion gift that this her him them request'),
]);
const YES = /^(?:yes|yeah|yep|ok|okay|sure|deal|done|fine|of course|gladly|certainly|why not|all right|alright)\b/i;
const NO = /^(?:no|nope|never|not)\b/i;
const PLEASED = wordSet('fine happy glad ok okay willing delighted pleased game');
const REFUSES = new Set(['refuse', 'decline', 'reject', 'shake']);
const TRADING = new RegExp(
  String.raw`\b(?:${[...EXCHANGE_NOUNS].join('|')}|give|take|have|lend|borrow|want|change|for your|for my|mine|yours)\b`,
  'i',
);

/** `agreed at once`, `said yes`, `was fine with that`: what was offered is done. */
export function isAcceptance({ verb, objects, phrases, words, adverbs }: Clause): boolean {
  if (!verb || verb.isNegated || verb.modal !== undefined || verb.isPassive) return false;
  const named = objects.flat();
  if (verb.lemma === 'say' || verb.lemma === 'reply' || verb.lemma === 'answer') {
    const said = [...named.map(({ shown }) => shown), ...words, ...adverbs];
    return said.some((each) => YES.test(each));
  }
  const isIt = named.every((noun) => DEAL.has(noun.pronoun ?? noun.words.at(-1) ?? ''));
  if (verb.lemma === 'be' || verb.lemma === 'seem')
    return named.length === 0 && words.some((word) => PLEASED.has(word));
  const about = phrases.flatMap(({ nouns }) => nouns);
  return (
    ACCEPTS.has(verb.lemma) &&
    isIt &&
    about.every((noun) => noun.pronoun !== undefined || DEAL.has(noun.words.at(-1) ?? '') || noun.words.length > 0)
  );
}

/** `she refuses`, `he says no`; `shakes her head` is told by its sentence alone. */
export function isRefusal({ verb, objects, words, adverbs }: Clause): boolean {
  if (!verb || verb.isPassive) return false;
  if (['say', 'reply', 'answer'].includes(verb.lemma))
    return [...objects.flat().map(({ shown }) => shown), ...words, ...adverbs].some((each) => NO.test(each));
  return (
    (REFUSES.has(verb.lemma) && verb.lemma !== 'shake' && !verb.isNegated) ||
    (verb.isNegated && ACCEPTS.has(verb.lemma))
  );
}

/** `said no`, `shook her head`, `declined` */
export function refuses(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ lower, text, kind }) =>
      (kind === 'quote' && NO.test(text)) ||
      ['no', "won't"].includes(lower) ||
      verbsOf(lower).some(({ lemma }) => REFUSES.has(lemma)) ||
      ['refuses', 'refused', 'declines', 'declined', 'rejects', 'rejected', 'shakes', 'shook'].includes(lower),
  );
}

/** Whether words in quotation marks may offer or ask for something. */
export function mayOffer(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, text }) => kind === 'quote' && TRADING.test(text) && !NO.test(text));
}
