import { wordSet } from '../../language/word-set';
import { verbsOf } from '../../language/verbs';
import type { Token } from '../../language/tokens';

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/^(.+)n['’]t$/, 'not'],
  [/^(.+)['’]ll$/, 'will'],
  [/^(.+)['’]ve$/, 'have'],
  [/^(.+)['’]re$/, 'are'],
  [/^(.+)['’]m$/, 'am'],
  [/^(.+)['’]d$/, 'would'],
];
const STEMS: Readonly<Record<string, string>> = { ca: 'can', wo: 'will', sha: 'shall' };
const SHORT = wordSet('there who what where it that he she here how');

/** Tokens with `didn't`, `she'd` and `there's` as two words each; `Will` as a name is no verb. */
export function spelledOut(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, k) => {
    const next = tokens[k + 1]?.lower ?? '';
    if (token.kind !== 'word') return [token];
    // `Mum is driving`: at the wheel of what others sit in
    if (token.lower === 'driving' && DRIVES.has(tokens[k - 1]?.lower ?? '') && BEHIND.has(next))
      return inDriversSeat(token);
    const isAtWheel =
      ['drives', 'drove'].includes(token.lower) &&
      BEHIND.has(next) &&
      (tokens[k - 1]?.lower === 'who' || /^\p{Lu}/u.test(tokens[k - 1]?.text ?? ''));
    if (isAtWheel) return [{ ...token, text: 'is', lower: 'is' }, ...inDriversSeat(token)];
    if (token.lower === 'driver' && token.possessive && next === 'seat')
      return [{ ...token, text: "driver's", lower: "driver's", possessive: false }];
    if (token.text === 'Will' && isName(tokens, k)) return [{ ...token, lower: 'Will' }];
    if (token.possessive && SHORT.has(token.lower)) {
      const isHas = next === 'got' || next === 'been' || next === 'had';
      return two(token, token.text, isHas ? 'has' : 'is');
    }
    if (token.lower === 'cannot') return two(token, 'can', 'not');
    for (const [ending, word] of ENDINGS) {
      const stem = ending.exec(token.text)?.[1];
      if (stem === undefined) continue;
      const isHad =
        word === 'would' &&
        verbsOf(next).some(({ form }) => form === 'participle') &&
        !verbsOf(next).some(({ form }) => form === 'base');
      return two(token, STEMS[stem.toLowerCase()] ?? stem, isHad ? 'had' : word);
    }
    return [token];
  });
}

const DRIVES = wordSet('is was');
const BEHIND = wordSet(' , and now when at then after');

function inDriversSeat(token: Token): Token[] {
  return ['in', 'the', "driver's", 'seat'].map((text) => ({ ...token, text, lower: text }));
}

/** `Will`, where it does not ask what will be. */
function isName(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return (
    at > 0 ||
    next === undefined ||
    next.kind !== 'word' ||
    /^(?:and|is|was|has|had|does|did|will)$/.test(next.lower) ||
    verbsOf(next.lower).some(({ form }) => form === 'third' || form === 'past')
  );
}

function two(token: Token, first: string, second: string): Token[] {
  const plain = { ...token, possessive: false };
  return [
    { ...plain, text: first, lower: first.toLowerCase() },
    { ...plain, text: second, lower: second, startsLine: false, startsParagraph: false },
  ];
}
