import type { Span } from '../phrases/said';
import type { Segment } from './sentences';
import type { Token } from './tokens';
import { has, verbsOf } from './verbs';
import { wordSet } from './word-set';

/** What stands between `will` and its verb. */
const BETWEEN = wordSet('then also both first now next all each');
/** Who says, thinks or asks that something will be so, or on what it hangs. */
const UNSURE = wordSet(
  'say says said think thinks thought hope hopes hoped promise promises promised ask asks asked wonder wonders wondered whether if unless believe believes believed tell tells told know knows knew maybe perhaps probably tomorrow not never would',
);
const ORDER = wordSet('first then next after finally lastly afterwards later once second third');

/**
 * The steps of a plan (`Priya and Lena will switch desks first. Then Tom will move to desk 9`) as what is done, with what to remark of
 * them: only where several are told so, or their order is said.
 */
export function planned(segments: readonly Segment[]): { segments: Segment[]; remarks: (Span & { text: string })[] } {
  const steps = segments.map(({ tokens }) => willAt(tokens));
  const all = segments.filter((_, k) => (steps[k] ?? -1) >= 0);
  const isPlan = all.length > 1 || all.some(({ tokens }) => tokens.some(({ lower }) => ORDER.has(lower)));
  if (!isPlan) return { segments: [...segments], remarks: [] };
  return {
    segments: segments.map((segment, k) => {
      const at = steps[k] ?? -1;
      const did = (token: Token, place: number): Token =>
        place === at ? { ...token, text: 'did', lower: 'did' } : token;
      return at < 0 ? segment : { ...segment, tokens: segment.tokens.map(did) };
    }),
    remarks: all.map(({ tokens }) => ({
      start: tokens[0]?.start ?? 0,
      end: tokens.at(-2)?.end ?? 0,
      text: 'what is planned is taken as done',
    })),
  };
}

/** Where `will` stands in a sentence that tells of a step to be done; -1 where it tells of none. */
function willAt(tokens: readonly Token[]): number {
  if (tokens.some(({ lower, kind }) => kind === 'quote' || UNSURE.has(lower))) return -1;
  return tokens.findIndex(({ lower, kind, text }, k) => {
    if (lower !== 'will' || kind !== 'word' || text !== 'will') return false;
    let verb = k + 1;
    while (BETWEEN.has(tokens[verb]?.lower ?? '')) verb++;
    return verbsOf(tokens[verb]?.lower ?? '').some(
      ({ lemma, form }) =>
        form === 'base' && (['carry', 'take', 'exchange', 'go'] as const).some((sense) => has(lemma, sense)),
    );
  });
}
