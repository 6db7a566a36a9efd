import type { Segment } from './sentences';
import type { Token } from './tokens';
import { singular } from './lexicon';
import { wordSet } from './word-set';

const CLOTHES = wordSet(
  'hat coat dress shirt jacket cap scarf glove sweater jumper costume suit uniform mask wig gown robe boot shoe skirt cloak helmet bonnet hoodie t-shirt vest apron',
);
const COMES = wordSet(
  'came come comes arrived arrives arrive appeared appears turned turns showed shows went goes left leaves dressed',
);
/** `puts the gloves on`, from where they lie */
const PUTS = wordSet('put puts pull pulls pulled slip slips slipped try tries tried throw throws threw');
const BETWEEN = wordSet('up home out to party the school dressed together');
const ARTICLES = wordSet('a an the his her');

/** `Pavel came in a grey hat, Quentin in a black one`: what they wore, and not where they went. */
export function dressed(segments: readonly Segment[]): Segment[] {
  return segments.map((segment): Segment => {
    // `Wanda has the yellow hat on`
    const tokens = segment.tokens.filter(
      ({ lower }, k, all) =>
        !(
          lower === 'on' &&
          CLOTHES.has(singular(all[k - 1]?.lower ?? '')) &&
          /^(?:,|and|)$/.test(all[k + 1]?.lower ?? '') &&
          segment.mark !== '?' &&
          !all.slice(Math.max(0, k - 6), k).some((token) => PUTS.has(token.lower))
        ),
    );
    const at = tokens.findIndex(
      ({ lower, kind }, k) => kind === 'word' && COMES.has(lower) && wornFrom(tokens, k) !== undefined,
    );
    const from = at < 0 ? undefined : wornFrom(tokens, at);
    const verb = tokens[at];
    if (from === undefined || !verb) return tokens.length < segment.tokens.length ? { ...segment, tokens } : segment;
    const wore: Token = { ...verb, text: 'wore', lower: 'wore' };
    const rest = tokens.slice(from).filter((_, k, all) => !isWorn(all, k));
    return { ...segment, tokens: [...tokens.slice(0, at), wore, ...rest] };
  });
}

/** Where what is worn begins behind a verb at `at`. */
function wornFrom(tokens: readonly Token[], at: number): number | undefined {
  let to = at + 1;
  while (to - at < 5 && BETWEEN.has(tokens[to]?.lower ?? '')) to++;
  return isWorn(tokens, to) ? to : undefined;
}

/** `in` before `a grey hat`, `Ben's coat` or `a black one` */
function isWorn(tokens: readonly Token[], at: number): boolean {
  const [word, next] = [tokens[at], tokens[at + 1]];
  if (word?.lower !== 'in' || !next || !(ARTICLES.has(next.lower) || next.possessive)) return false;
  const behind = tokens.slice(at + 2, at + 6);
  const end = behind.findIndex(({ kind, lower }) => kind !== 'word' || lower === 'and');
  const noun = behind.slice(0, end < 0 ? 4 : end).at(-1);
  return noun !== undefined && (CLOTHES.has(singular(noun.lower)) || noun.lower === 'one');
}
