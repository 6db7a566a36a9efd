import type { Segment } from './sentences';
import type { Token } from './tokens';
import { wordSet } from './word-set';

/**
 * Sentences in which what has a label begins in small letters where it does so elsewhere: `Pallet A stands in Hamburg` at the head of a
 * sentence is the pallet A of which another sentence tells.
 */
export function inOneCase(segments: readonly Segment[]): Segment[] {
  const small = new Set(
    segments.flatMap(({ tokens }) =>
      tokens.flatMap(({ text, kind }, k) =>
        kind === 'word' && isLabel(tokens[k + 1], text) && /^\p{Ll}/u.test(text) ? [text] : [],
      ),
    ),
  );
  if (small.size === 0) return [...segments];
  return segments.map((segment) => {
    const [first, next] = segment.tokens;
    if (
      !first ||
      !isLabel(next, first.lower) ||
      first.kind !== 'word' ||
      first.text === first.lower ||
      !small.has(first.lower)
    )
      return segment;
    return { ...segment, tokens: [{ ...first, text: first.lower }, ...segment.tokens.slice(1)] };
  });
}

/** `A` of pallet A, `Blue` of team Blue */
function isLabel(token: Token | undefined, word: string): boolean {
  if (token === undefined || token.possessive) return false;
  const isNamed = NAMED.has(word) && /^\p{Lu}\p{Ll}+$/u.test(token.text);
  return token.kind === 'number' || /^[A-HJ-Z]$/.test(token.text) || isNamed;
}

const NAMED = wordSet('team group class squad crew');
