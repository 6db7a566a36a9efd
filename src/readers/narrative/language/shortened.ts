import type { Segment } from './sentences';
import type { Token } from './tokens';
import { has, verbsOf } from './verbs';

/** Sentences with what they leave out spelled out: `swaps A and B, then C and D`, `change back`. */
export function spelledOutFully(segments: readonly Segment[]): Segment[] {
  return segments.map((segment) => ({
    ...segment,
    tokens: changedBack(eachSwap(untilTheEnd(segment.tokens))),
  }));
}

/** `Ten minutes before the end, Ann and Ben swap`: when it is, which moves nothing. */
function untilTheEnd(tokens: Token[]): Token[] {
  const text = tokens
    .slice(0, 12)
    .map(({ lower }) => lower)
    .join(' ');
  const found =
    /^(?:(?:just|right|shortly|long|\w+ (?:seconds|minutes|hours|days)|an? (?:second|minute|hour|day)) )?before the (?:end|start|finish|beginning|match|game|final|race|show|concert|deadline|final whistle|kick-off|trip)(?: of the \w+)? , /.exec(
      text,
    );
  return found ? tokens.slice(found[0].trim().split(' ').length) : tokens;
}

/** `swaps the lion and the bear, then the tiger and the wolf`: each swap with its verb. */
function eachSwap(tokens: Token[]): Token[] {
  const verbs = tokens.flatMap(({ lower, kind, possessive }, k) =>
    kind === 'word' && !possessive && verbsOf(lower).some(({ lemma }) => has(lemma, 'exchange')) ? [k] : [],
  );
  const [at, more] = verbs;
  if (at === undefined || at < 1 || more !== undefined) return tokens;
  const behind = tokens[at + 1]?.lower ?? '';
  if (behind !== 'the' || !/(?:s|ed|p|e)$/.test(tokens[at]?.lower ?? '')) return tokens;
  const verb = tokens[at] as Token;
  const subject = tokens.slice(0, at).filter(({ lower }) => !['first', 'then', 'now'].includes(lower));
  const isNext = (k: number) =>
    tokens[k]?.text === ',' &&
    ['then', 'next', 'finally', 'lastly', 'afterwards'].includes(tokens[behindAnd(k)]?.lower ?? '') &&
    tokens[behindAnd(k) + 1]?.lower === 'the';
  const behindAnd = (k: number) => (tokens[k + 1]?.lower === 'and' ? k + 2 : k + 1);
  if (!tokens.some((_, k) => k > at && isNext(k)) || subject.some(({ text }) => text === ',')) return tokens;
  return tokens.flatMap((token, k): Token[] => {
    const word = tokens[k - 1];
    const isWord = k > at && ['then', 'next', 'finally', 'lastly', 'afterwards'].includes(token.lower);
    const comma = word?.lower === 'and' ? k - 2 : k - 1;
    if (!isWord || !isNext(comma)) return [token];
    const here = { start: token.end, end: token.end };
    return [token, ...subject.map((each) => ({ ...each, ...here })), { ...verb, start: token.start, end: token.end }];
  });
}

/** `They change back`: they swap back. */
function changedBack(tokens: Token[]): Token[] {
  return tokens.map((token, k) => {
    const isBack =
      /^change(?:s|d)?$/.test(token.lower) && tokens[k + 1]?.lower === 'back' && tokens[k + 2]?.kind !== 'word';
    const word = token.lower === 'changed' ? 'swapped' : token.lower === 'changes' ? 'swaps' : 'swap';
    return isBack ? { ...token, text: word, lower: word } : token;
  });
}
