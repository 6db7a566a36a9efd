import type { Segment } from './sentences';
import type { Token } from './tokens';

/**
 * Sentences in which what has a label begins in small letters where it does so elsewhere: `Pallet A stands in Hamburg` at the head of a
 * sentence is the pallet A of which another sentence tells.
 */
export function inOneCase(segments: readonly Segment[]): Segment[] {
  const small = new Set(
    segments.flatMap(({ tokens }) =>
      tokens.flatMap(({ text, kind }, k) =>
        kind === 'word' && isLabel(tokens[k + 1]) && /^\p{Ll}/u.test(text) ? [text] : [],
      ),
    ),
  );
  if (small.size === 0) return [...segments];
  return segments.map((segment) => {
    const [first, next] = segment.tokens;
    if (!first || !isLabel(next) || first.kind !== 'word' || first.text === first.lower || !small.has(first.lower))
      return segment;
    return { ...segment, tokens: [{ ...first, text: first.lower }, ...segment.tokens.slice(1)] };
  });
}

function isLabel(token: Token | undefined): boolean {
  return token !== undefined && (token.kind === 'number' || /^[A-HJ-Z]$/.test(token.text));
}
