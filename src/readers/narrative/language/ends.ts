import { singular } from './lexicon';
import type { Segment } from './sentences';
import type { Token } from './tokens';
import { has, verbsOf } from './verbs';
import { wordSet } from './word-set';

/** What is said of two in a row, and by which of them. */
const PAIRS: readonly (readonly [RegExp, readonly [string, string]])[] = [
  [/^the (?:first|leftmost|foremost|left|front) two$|^the two (?:leftmost|foremost)$/, ['first', 'second']],
  [/^the (?:last|rightmost|right|back|rear) two$|^the two rightmost$/, ['penultimate', 'last']],
  [/^the two (?:outer|outermost|outside|end)$|^both (?:outer|outermost|end)$/, ['first', 'last']],
];

/** Sentences that exchange two by where they stand, with each one named: `swap the first two coins` are the first and the second coin. */
export function eachOfTwo(segments: readonly Segment[]): Segment[] {
  let last: string | undefined;
  return segments.map((segment) => {
    let { tokens } = segment;
    if (!tokens.some(({ lower }) => verbsOf(lower).some(({ lemma }) => has(lemma, 'exchange')))) return segment;
    for (let at = 0; at < tokens.length; at++) {
      const pair = pairAt(tokens, at);
      const [length, noun] = [pair?.length ?? 0, tokens[at + (pair?.length ?? 0)]];
      if (!pair || noun?.kind !== 'word' || (!pair.isNamed && singular(noun.lower) === noun.lower)) continue;
      // `the middle and right ones`, of shells
      const of = noun.lower === 'ones' ? (last ?? noun.lower) : noun.lower;
      last = of;
      const word = (text: string): Token => ({ ...noun, text, lower: text, possessive: false });
      const each = (rank: string) => [word('the'), word(rank), word(singular(of))];
      const named = [...each(pair.ranks[0]), word('and'), ...each(pair.ranks[1])];
      tokens = [...tokens.slice(0, at), ...named, ...tokens.slice(at + length + 1)];
    }
    return { ...segment, tokens };
  });
}

interface Pair {
  length: number;
  ranks: readonly [string, string];
  /** Both are named: `the first and the last coin`. */
  isNamed: boolean;
}

const RANKS = wordSet(
  'first second third fourth fifth sixth seventh eighth last left middle right center centre top bottom red blue green yellow white black',
);

function pairAt(tokens: readonly Token[], at: number): Pair | undefined {
  const words = [0, 1, 2, 3, 4].map((k) => tokens[at + k]?.lower ?? '');
  const [the = '', first = '', and = '', ...rest] = words;
  const [second = ''] = rest[0] === 'the' ? rest.slice(1) : rest;
  if (the === 'the' && and === 'and' && RANKS.has(first) && RANKS.has(second))
    return { length: rest[0] === 'the' ? 5 : 4, ranks: [first, second], isNamed: true };
  for (const length of [3, 2]) {
    const said = tokens
      .slice(at, at + length)
      .map(({ lower }) => lower)
      .join(' ');
    const found = PAIRS.find(([pattern]) => pattern.test(said));
    if (found) return { length, ranks: found[1], isNamed: false };
  }
  return undefined;
}
