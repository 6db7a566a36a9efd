import { NotationError } from '../../../algebra/notation';
import { ADVERBS, BE, NEGATIONS } from './lexicon';
import type { Segment } from './sentences';
import type { Token } from './tokens';
import { has, verbsOf } from './verbs';

/**
 * Sentences that only stress what somebody does, as plain ones: `Ann did nothing but give it away` and `All Ann did was give it
 * away` are `Ann did give it away`.
 *
 * @throws NotationError for `all she had to do was give it away`, of which it is not said that she does
 */
export function plainly(segments: readonly Segment[]): Segment[] {
  for (const { tokens } of segments) checkDuty(tokens);
  return segments.map((segment) => ({
    ...segment,
    tokens: withoutCleft(
      withoutNothingBut(seatedFirst(afterThat(thereAndBack(twice(contentsOf(soIs(likewise(segment.tokens)))))))),
    ),
  }));
}

/** `…, then Vlad and Xia do`: likewise. */
function likewise(tokens: Token[]): Token[] {
  const text = tokens.map(({ text: word, kind }) => (kind === 'quote' ? '"' : word)).join(' ');
  const last = tokens.at(-2);
  const isSo = /(?:,|\band) (?:and )?(?:then )?\p{Lu}\p{L}+ and \p{Lu}\p{L}+ (?:do|did) $/u.test(text);
  return isSo && last
    ? [...tokens.slice(0, -1), { ...last, text: 'likewise', lower: 'likewise' }, ...tokens.slice(-1)]
    : tokens;
}

/** `swaps what is on plates A and C`: the contents of plates A and C. */
function contentsOf(tokens: Token[]): Token[] {
  const at = tokens.findIndex(
    ({ lower }, k) =>
      lower === 'what' &&
      BE.has(tokens[k + 1]?.lower ?? '') &&
      ['in', 'on', 'under', 'inside'].includes(tokens[k + 2]?.lower ?? '') &&
      verbsOf(tokens[k - 1]?.lower ?? '').some(({ lemma }) => has(lemma, 'exchange')),
  );
  const what = tokens[at];
  const behind = tokens.slice(at + 3);
  if (!what || behind.some(({ lower }) => lower === 'what' || BE.has(lower))) return tokens;
  const said = ['the', 'contents', 'of'].map((text) => ({ ...what, text, lower: text }));
  return [...tokens.slice(0, at), ...said, ...behind];
}

/** `turns the radio off and then on again`: turns it off and turns it on. */
function twice(tokens: Token[]): Token[] {
  const isState = (k: number) => TURNED.has(tokens[k]?.lower ?? '');
  const at = tokens.findIndex((_, k) => isState(k) && tokens[k + 1]?.lower === 'and' && k > 1);
  let to = at + 2;
  while (['then', 'back', 'straight', 'right', 'immediately', 'soon', 'later'].includes(tokens[to]?.lower ?? '')) to++;
  const verb = tokens.findLastIndex(({ lower }, k) => k < at && verbsOf(lower).some(({ lemma }) => has(lemma, 'turn')));
  const [said, state] = [tokens[verb], tokens[to]];
  const end = tokens[to + 1]?.lower === 'again' ? to + 2 : to + 1;
  const isLast = tokens[end]?.kind === 'end' || [',', ''].includes(tokens[end]?.lower ?? '');
  if (at < 0 || !said || !state || !isState(to) || !isLast || tokens[at]?.lower === state.lower) return tokens;
  const it = { ...state, text: 'it', lower: 'it' };
  return [...tokens.slice(0, at + 2), { ...said, start: state.start, end: state.end }, it, state, ...tokens.slice(end)];
}

const TURNED: ReadonlySet<string> = new Set(['on', 'off', 'up', 'down']);

/** `The cup is on the table, and so is the jug`: the jug is on the table. */
function soIs(tokens: Token[]): Token[] {
  const so = tokens.findIndex(
    ({ lower }, k) =>
      lower === 'so' && BE.has(tokens[k + 1]?.lower ?? '') && ['and', ','].includes(tokens[k - 1]?.lower ?? ''),
  );
  const be = tokens.findLastIndex(({ lower }, k) => k < so && BE.has(lower));
  const end = tokens.findIndex(({ kind, lower }, k) => k > so && (kind === 'end' || lower === ','));
  if (so < 0 || be < 1 || end < 0 || tokens[end]?.lower === ',') return tokens;
  let join = so - 1;
  while ([',', 'and'].includes(tokens[join - 1]?.lower ?? '')) join--;
  const who = tokens.slice(so + 2, end);
  const [is] = tokens.slice(so + 1);
  if (!is || who.length === 0 || join <= be + 1) return tokens;
  return [...tokens.slice(0, so), ...who, is, ...tokens.slice(be + 1, join), ...tokens.slice(end)];
}

/** `went to the hall and back`: and came back. */
function thereAndBack(tokens: Token[]): Token[] {
  const at = tokens.findIndex(({ lower }, k) => lower === 'back' && tokens[k - 1]?.lower === 'and');
  const [back, next] = [tokens[at], tokens[at + 1]];
  const isLast = next === undefined || next.kind !== 'word' || next.lower === 'again';
  const goes = tokens.findLast(
    ({ lower, kind }, k) => k < at && kind === 'word' && verbsOf(lower).some(({ lemma }) => has(lemma, 'go')),
  );
  if (!back || !isLast || !goes) return tokens;
  const form = verbsOf(goes.lower).some(({ form }) => form === 'third')
    ? 'comes'
    : verbsOf(goes.lower).some(({ form }) => form === 'past')
      ? 'came'
      : 'come';
  return [...tokens.slice(0, at), { ...back, text: form, lower: form }, ...tokens.slice(at)];
}

/** `the week after that Zack and Abe …`: later. */
function afterThat(tokens: Token[]): Token[] {
  const at = tokens.findIndex(
    ({ lower }, k) =>
      lower === 'the' &&
      /^(?:day|week|month|year|evening|morning|time|round)$/.test(tokens[k + 1]?.lower ?? '') &&
      tokens[k + 2]?.lower === 'after' &&
      tokens[k + 3]?.lower === 'that',
  );
  const the = tokens[at];
  return the ? [...tokens.slice(0, at), { ...the, text: 'later', lower: 'later' }, ...tokens.slice(at + 4)] : tokens;
}

/** `In a circle sit Ann, Ben and Cal`: who sits stands first. */
function seatedFirst(tokens: Token[]): Token[] {
  const [first, second, third, verb, who] = tokens;
  const isRing =
    ['in', 'around', 'round'].includes(first?.lower ?? '') &&
    ['a', 'the'].includes(second?.lower ?? '') &&
    ['circle', 'ring', 'table'].includes(third?.lower ?? '');
  const isNamed = /^(?:sit|sat|stand|stood)$/.test(verb?.lower ?? '') && /^\p{Lu}/u.test(who?.text ?? '');
  if (!isRing || !isNamed || tokens.some(({ text }) => text === ':')) return tokens;
  return [...tokens.slice(4, -1), verb as Token, ...tokens.slice(0, 3), ...tokens.slice(-1)];
}

function checkDuty(tokens: readonly Token[]): void {
  const at = tokens.findIndex(
    ({ lower }, k) =>
      lower === 'do' &&
      ['to', 'could', 'can', 'might', 'should', 'would'].includes(tokens[k - 1]?.lower ?? '') &&
      ['was', 'is'].includes(tokens[behindAdverbs(tokens, k + 1)]?.lower ?? ''),
  );
  if (at < 0) return;
  let verb = behindAdverbs(tokens, at + 1) + 1;
  if (tokens[verb]?.lower === 'to') verb++;
  const moves = verbsOf(tokens[verb]?.lower ?? '').some(
    ({ lemma, form }) => form === 'base' && (['carry', 'take', 'exchange'] as const).some((sense) => has(lemma, sense)),
  );
  if (moves)
    throw new NotationError(
      tokens[0]?.start ?? 0,
      tokens.at(-1)?.end ?? 0,
      'whether what had to be done is done is not said: write what they do',
    );
}

/** `does nothing but`, and not `could do nothing but`, of which it is not said that it is done. */
function withoutNothingBut(tokens: Token[]): Token[] {
  const at = tokens.findIndex(
    ({ lower }, k) =>
      ['did', 'does'].includes(lower) &&
      tokens[k + 1]?.lower === 'nothing' &&
      ['but', 'except'].includes(tokens[k + 2]?.lower ?? '') &&
      isBase(tokens[k + 3]),
  );
  return at < 0 ? tokens : [...tokens.slice(0, at + 1), ...tokens.slice(at + 3)];
}

/** `What Ann did was give`, `All she did then was to swap`, `The only thing Ann did was give`. */
function withoutCleft(tokens: Token[]): Token[] {
  const at = tokens.findIndex(({ lower, text }, k) => lower === 'what' || lower === 'all' || isThing(tokens, k, text));
  if (at < 0 || (at > 0 && !['then', 'and', ',', 'so', 'but'].includes(tokens[at - 1]?.lower ?? ''))) return tokens;
  const did = tokens.findIndex(
    ({ lower }, k) =>
      k > at &&
      ['did', 'does'].includes(lower) &&
      ['was', 'is'].includes(tokens[behindAdverbs(tokens, k + 1)]?.lower ?? ''),
  );
  if (did < 0) return tokens;
  const from = at + (isThing(tokens, at, tokens[at]?.text ?? '') ? 3 : 1);
  const who = tokens.slice(tokens[from]?.lower === 'that' ? from + 1 : from, did);
  const isPlain = who.length > 0 && who.length < 5 && who.every((token) => isOfName(token));
  let verb = behindAdverbs(tokens, did + 1) + 1;
  if (tokens[verb]?.lower === 'to') verb++;
  if (!isPlain || !isBase(tokens[verb])) return tokens;
  return [...tokens.slice(0, at), ...who, tokens[did] as Token, ...tokens.slice(verb)];
}

function behindAdverbs(tokens: readonly Token[], from: number): number {
  let at = from;
  while (['then', 'now', 'next', 'instead'].includes(tokens[at]?.lower ?? '')) at++;
  return at;
}

/** `the only thing`, `the next thing` */
function isThing(tokens: readonly Token[], at: number, text: string): boolean {
  return (
    text.toLowerCase() === 'the' &&
    /^(?:only|first|next|last|one)$/.test(tokens[at + 1]?.lower ?? '') &&
    tokens[at + 2]?.lower === 'thing'
  );
}

function isOfName({ kind, lower }: Token): boolean {
  return kind === 'word' && !NEGATIONS.has(lower) && !ADVERBS.has(lower) && !['almost', 'nearly'].includes(lower);
}

function isBase(token: Token | undefined): boolean {
  return token !== undefined && verbsOf(token.lower).some(({ form }) => form === 'base');
}
