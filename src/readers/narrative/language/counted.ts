import { isClosed, numberOf, PLACES, singular } from './lexicon';
import type { Segment } from './sentences';
import type { Span } from '../phrases/said';
import type { Token } from './tokens';
import { verbsOf } from './verbs';
import { wordSet } from './word-set';

/** What is counted without anybody having so many of it: times, places, people. */
const NO_GOODS: ReadonlySet<string> = wordSet(
  'square field step level storey story space rung deck time round turn day week month year hour minute second night morning evening place seat step spot position row lane room floor people person friend child player team game swap mile metre meter year-old other one way more',
);

export const COUNTED =
  "how many of them somebody has is no state that a permutation changes: name each one for itself ('a red apple and a green apple') and say who gives which to whom";

/** So many of something: `3 marbles`, `two of her coins`. */
interface Count extends Span {
  value: number;
  noun: string;
  isMoving: boolean;
}

/** Where goods that were counted go in another number: `Leo has 5 marbles. Leo gives Nina 2 marbles`; undefined where none do. */
export function dividedGoods(segments: readonly Segment[]): Span | undefined {
  const counts = countsOf(segments);
  return counts.find(({ value, noun, isMoving }, k) =>
    counts.slice(0, k).some((before) => before.noun === noun && isMoving && before.value !== value),
  );
}

/** The question how many of something there are; undefined where none is asked. */
export function askedCount(segments: readonly Segment[]): Span | undefined {
  const nouns = new Set(countsOf(segments).map(({ noun }) => noun));
  const asked = segments.find(({ tokens, mark }) => mark === '?' && asksCount(tokens, nouns))?.tokens;
  return asked?.[0] && { start: asked[0].start, end: asked.at(-2)?.end ?? asked[0].end };
}

function countsOf(segments: readonly Segment[]): Count[] {
  return segments.flatMap(({ tokens, mark }) => (mark === '?' ? [] : countsIn(tokens)));
}

/** `How many marbles does Leo have?`, `Who has the most marbles?` */
function asksCount(tokens: readonly Token[], nouns: ReadonlySet<string>): boolean {
  const isMany = tokens.some(({ lower }, k) => lower === 'how' && /^(?:many|much)$/.test(tokens[k + 1]?.lower ?? ''));
  const isMore = tokens.some(({ lower }) => /^(?:more|most|fewer|fewest|less|least)$/.test(lower));
  return isMany || (isMore && tokens.some(({ lower }) => nouns.has(singular(lower))));
}

function countsIn(tokens: readonly Token[]): Count[] {
  const isMoving = tokens.some(({ lower }) => verbsOf(lower).some(({ lemma }) => MOVING.has(lemma)));
  return tokens.flatMap((token, k): Count[] => {
    const value = token.kind === 'mark' ? undefined : numberOf(token.lower);
    if (value === undefined || token.possessive) return [];
    const of = tokens[k + 1]?.lower === 'of' ? 2 : 1;
    const behind = tokens.slice(k + of, k + of + 3);
    const end = behind.findIndex(({ kind, lower }, m) => kind !== 'word' || (isClosed(lower) && (m > 0 || of === 1)));
    const noun = behind.slice(0, end < 0 ? 3 : end).find((next) => isGoods(next, value > 1 || of > 1));
    return noun ? [{ value, noun: singular(noun.lower), start: token.start, end: noun.end, isMoving }] : [];
  });
}

/** A noun, in the plural where there are several. */
function isGoods(token: Token | undefined, isPlural: boolean): boolean {
  if (token?.kind !== 'word' || token.possessive) return false;
  const one = singular(token.lower);
  return (
    !NO_GOODS.has(one) &&
    !PLACES.has(one) &&
    (isPlural ? one !== token.lower : one === token.lower) &&
    /^\p{Ll}/u.test(token.text)
  );
}

const MOVING: ReadonlySet<string> = wordSet(
  'give take hand pass sell buy lend borrow eat lose find get receive put move peel stick pay spend share donate return steal trade swap add drop throw roll bring',
);
