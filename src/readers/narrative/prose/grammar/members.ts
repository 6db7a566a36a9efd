import { numberOf } from '../../language/lexicon';
import type { Token } from '../../language/tokens';
import * as words from './words';

/**
 * Tokens of a sentence that counts things and then tells them apart, with each for itself: `two tickets, one for the opera and one for
 * the ballet` as `an opera ticket and a ballet ticket`, `two balls, one red and the other blue` as `a red ball and a blue ball`.
 */
export function eachOfThem(tokens: readonly Token[]): readonly Token[] {
  for (let at = 0; at < tokens.length; at++) {
    const count = tokens[at]?.kind === 'mark' ? undefined : numberOf(tokens[at]?.lower ?? '');
    const noun = tokens[at + 1];
    const head = words.singularOf(noun?.lower ?? '');
    const isPlural = noun?.kind === 'word' && head !== noun.lower;
    if (count === undefined || count < 2 || !isPlural || ![',', ':'].includes(tokens[at + 2]?.text ?? '')) continue;
    const members = membersFrom(tokens, at + 3);
    if (members?.said.length !== count) continue;
    const each = members.said.flatMap((said, k): Token[] => [
      ...(k === 0 ? [] : [{ ...noun, text: 'and', lower: 'and' }]),
      { ...noun, text: 'a', lower: 'a', possessive: false },
      ...said,
      { ...noun, text: head, lower: head },
    ]);
    return [...tokens.slice(0, at), ...each, ...tokens.slice(members.to)];
  }
  return tokens;
}

/** What tells them apart, one behind the other up to the end of the clause. */
function membersFrom(tokens: readonly Token[], from: number): { said: Token[][]; to: number } | undefined {
  const said: Token[][] = [];
  let at = from;
  for (;;) {
    while ([',', 'and'].includes(tokens[at]?.lower ?? '') && said.length > 0) at++;
    const one = memberAt(tokens, at);
    if (!one) break;
    said.push(one.said);
    at = one.to;
  }
  const next = tokens[at];
  const isEnd = next === undefined || next.kind === 'end' || [',', 'and', ';'].includes(next.lower);
  // The comma before `and Lee …` is of the sentence.
  const back = [',', 'and'].includes(tokens[at - 1]?.lower ?? '') ? at - 1 : at;
  return said.length > 1 && (isEnd || back < at)
    ? { said, to: tokens[back - 1]?.text === ',' ? back - 1 : back }
    : undefined;
}

/** `one red`, `a red one`, `the other for the opera`, `one of wood` */
function memberAt(tokens: readonly Token[], at: number): { said: Token[]; to: number } | undefined {
  const text = (k: number) => tokens[k]?.lower ?? '';
  const isColour = (k: number) => words.ADJECTIVES.has(text(k)) && !['other', 'same', 'own'].includes(text(k));
  if (['a', 'the'].includes(text(at)) && isColour(at + 1) && text(at + 2) === 'one')
    return { said: tokens.slice(at + 1, at + 2), to: at + 3 };
  const from =
    text(at) === 'one' ? at + 1 : ['the', 'another'].includes(text(at)) && text(at + 1) === 'other' ? at + 2 : -1;
  if (from < 0) return undefined;
  const verb = ['is', 'was'].includes(text(from)) ? 1 : 0;
  if (isColour(from + verb)) return { said: tokens.slice(from + verb, from + verb + 1), to: from + verb + 1 };
  if (!['for', 'to', 'of', 'from'].includes(text(from))) return undefined;
  const noun = from + (['the', 'a', 'an'].includes(text(from + 1)) ? 2 : 1);
  const behind = tokens[noun + 1];
  const isWhole = behind === undefined || behind.kind === 'end' || [',', 'and', ';'].includes(behind.lower);
  return tokens[noun]?.kind === 'word' && isWhole ? { said: tokens.slice(noun, noun + 1), to: noun + 1 } : undefined;
}
