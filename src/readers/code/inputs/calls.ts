import { outsideQuotes, parseCall, pieces } from '../example/call';
import type { Signature } from '../example/signature';
import type { Span } from '../syntax';
import { writtenValue } from './values';

/** A call with written values that a text has for one of its functions. */
export interface FoundCall {
  /** In the words of an example call. */
  call: string;
  name: string;
  at: Span;
  /** Such as `the doctest`, `the test test_order`. */
  where: string;
}

/** So many calls of a text are looked at, and of one so many characters. */
const MOST_CALLS = 500;
const MOST_LENGTH = 4000;

/**
 * The calls of a text's functions whose arguments are written there, or are variables that hold what is written just
 * before: in its main program, its tests, its doctests. Those of the main program come first.
 */
export function callsIn(text: string, known: readonly Signature[]): FoundCall[] {
  const names = [...new Set(known.map(({ name }) => name))].filter((name) => /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name));
  if (names.length === 0) return [];
  const found: (FoundCall & { rank: number })[] = [];
  const call = new RegExp(`(?<![\\p{L}\\p{N}_$])(?:${names.map(escaped).join('|')})(?=\\s*\\()`, 'gu');
  let seen = 0;
  for (const match of text.matchAll(call)) {
    if (++seen > MOST_CALLS) break;
    const one = callAt(text, match[0], match.index, known);
    if (one && !found.some((other) => other.call === one.call)) found.push(one);
  }
  return found.sort((a, b) => a.rank - b.rank || Number(isLong(a)) - Number(isLong(b)));
}

/** Calls with large numbers are likely to run for long. */
function isLong({ call }: FoundCall): boolean {
  return /\d{5}/.test(call.replaceAll('_', ''));
}

function callAt(
  text: string,
  name: string,
  start: number,
  known: readonly Signature[],
): (FoundCall & { rank: number }) | undefined {
  const open = text.indexOf('(', start + name.length);
  const end = closingOf(text, open);
  const given = end === undefined ? undefined : pieces(text.slice(open + 1, end));
  if (end === undefined || !given || given.length === 0 || known.some(({ at }) => at.start === start)) return undefined;
  const around = known.filter(({ within }) => within.start <= start && end <= within.end).at(-1);
  const from = around?.within.start ?? 0;
  const args = given.map((one) => writtenValue(one) ?? heldBy(text, one, from, start));
  if (!args.every((one) => one !== undefined)) return undefined;
  const callee = calleeOf(text, name, start, known);
  if (callee === undefined) return undefined;
  const { where, rank } = placeOf(text, start, around);
  return { call: `${callee}(${args.join(', ')})`, name, at: { start, end: end + 1 }, where, rank };
}

/** Where the bracket closes that opens at `open`. */
function closingOf(text: string, open: number): number | undefined {
  let depth = 0;
  for (const [index, sign] of outsideQuotes(text.slice(open, open + MOST_LENGTH))) {
    if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign) && --depth === 0) return sign === ')' ? open + index : undefined;
  }
  return undefined;
}

/** What a variable holds that is given a written value before the call, and is not spoken of between. */
function heldBy(text: string, argument: string, from: number, call: number): string | undefined {
  const name = /^(?:&\s*(?:mut\s+)?)?([\p{L}_$][\p{L}\p{N}_$]*)$/u.exec(argument.trim())?.[1];
  if (name === undefined) return undefined;
  const before = text.slice(Math.max(from, call - MOST_LENGTH), call);
  const spoken = [...before.matchAll(new RegExp(`(?<![\\p{L}\\p{N}_$])${escaped(name)}(?![\\p{L}\\p{N}_$])`, 'gu'))];
  const last = spoken.at(-1);
  if (!last) return undefined;
  const rest = before.slice(last.index + name.length);
  const assigned = /^\s*(?:\[\d*\]\s*)?(?::[^=\n;]+)?:?=(?!=)\s*/.exec(rest) ?? /^(?=\s*\{)/.exec(rest);
  if (assigned) return writtenValue(statementIn(rest.slice(assigned[0].length)));
  return parametrized(text.slice(Math.max(0, from - MOST_LENGTH), from), name);
}

/** A value up to the end of its statement. */
function statementIn(text: string): string {
  let depth = 0;
  for (const [index, sign] of outsideQuotes(text)) {
    if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth--;
    else if (depth === 0 && /[;\n#]/.test(sign)) return text.slice(0, index);
    if (depth < 0) return text.slice(0, index);
  }
  return text;
}

/** The first value that `@pytest.mark.parametrize` gives a parameter of the test right below. */
function parametrized(above: string, name: string): string | undefined {
  const at = above.lastIndexOf('parametrize');
  const open = above.indexOf('(', at);
  const end = at < 0 ? undefined : closingOf(above, open);
  const [names = '', values = ''] = end === undefined ? [] : (pieces(above.slice(open + 1, end)) ?? []);
  if (/\n\s*def\s/.test(above.slice(end))) return undefined;
  const index = names
    .replaceAll(/["'[\]()]/g, '')
    .split(',')
    .map((one) => one.trim())
    .indexOf(name);
  const [first] = pieces(values.slice(1, -1)) ?? [];
  if (index < 0 || first === undefined) return undefined;
  const only = !names.includes(',');
  const cases = only ? [first] : pieces(first.replace(/^pytest\.param/, '').slice(1, -1));
  return writtenValue(cases?.[index] ?? '');
}

/** What the function is called by where nothing but the file is there; undefined where an object is needed that is not. */
function calleeOf(text: string, name: string, start: number, known: readonly Signature[]): string | undefined {
  const before = text.slice(Math.max(0, start - 200), start);
  const receiver = /(?:new\s+)?[\p{L}_$][\p{L}\p{N}_$.:]*(?:\(\s*\))?\s*(?:\.|::|->)\s*$/u.exec(before)?.[0] ?? '';
  const owner = known.find((one) => one.name === name)?.owner;
  const isMade = /\(\s*\)\s*\.\s*$/.test(receiver);
  if (isMade || /^\p{Lu}/u.test(receiver)) return receiver.replaceAll(/\s+(?=[.:])|\s+$/g, '') + name;
  // `super::order` and `sorting.order` are functions of this file, too.
  if (owner === undefined) return name;
  return receiver === '' ? `${owner}.${name}` : undefined;
}

function placeOf(text: string, start: number, around: Signature | undefined): { where: string; rank: number } {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start).trim();
  if (before.startsWith('>>>') || before.startsWith('...')) return { where: 'the doctest', rank: 1 };
  if (!around || around.name === 'main') return { where: 'the main program', rank: 0 };
  // Attributes stand before a function, annotations in its head.
  const above = text.slice(Math.max(0, around.within.start - 80), around.at.start);
  if (/^(?:test|Test|Example)/.test(around.name) || /(?:#\[test\]|@Test\b)[^\n;{}]*(?:\n[^\n;{}]*)?$/.test(above))
    return { where: `the test ${around.name}`, rank: 1 };
  return { where: around.name, rank: 2 };
}

function escaped(name: string): string {
  return name.replaceAll('$', '\\$');
}

/** The values of a call by the parameters that take them. */
export function argumentsOf(call: string, { parameters }: Signature): Record<string, string> {
  const read = parseCall(call);
  if ('reason' in read) return {};
  return Object.fromEntries(
    read.args.flatMap((argument, index) => {
      const name = parameters[index]?.name;
      if (name === undefined) return [];
      return [[name, 'list' in argument ? `[${argument.list.join(', ')}]` : argument.text]];
    }),
  );
}
