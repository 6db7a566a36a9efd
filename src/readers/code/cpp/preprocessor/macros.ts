import { append } from '../../../../lists/append';
import { LIMITS } from '../../core/limits';
import { Unreadable, type Span } from '../../syntax';
import { isBlank, isName, tokens, type Token } from './tokens';

export interface Macro {
  /** None where it is a name alone. */
  parameters: readonly string[] | undefined;
  body: readonly Token[];
  /** It is a name of a type, which stands for that. */
  isAlias?: true;
}

export type Macros = Map<string, Macro>;

/** What stands after `#define`; undefined where that is no definition. */
export function definition(text: string): [name: string, macro: Macro] | undefined {
  const [, name, , list, body = ''] = /^([A-Za-z_]\w*)(\(([^)]*)\))?([^]*)$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const parameters = list?.split(',').map((one) => one.trim().replace(/^\.\.\.$/, '__VA_ARGS__'));
  if (parameters?.length === 1 && parameters[0] === '') parameters.pop();
  return [name, { parameters, body: trimmed(tokens(body)) }];
}

const BLANK = ' ';
/** Calls of macros in the arguments of others; each needs its part of the stack. */
const MOST_NESTED = 400;

/** Blanks and comments are one blank each; those at the ends are none. */
function trimmed(list: readonly Token[]): Token[] {
  const plain = list.map((token) => (isBlank(token) ? { ...token, text: BLANK } : token));
  const first = plain.findIndex(({ text }) => text !== BLANK);
  const last = plain.findLastIndex(({ text }) => text !== BLANK);
  return first < 0 ? [] : plain.slice(first, last + 1);
}

/**
 * Tokens with all macros in them expanded, as the C standard has it (6.10.3): the arguments first, then what came out
 * together with what follows, a macro never within itself.
 *
 * @throws Unreadable where macros blow the text up
 */
export function expanded(list: readonly Token[], macros: Macros, depth = 0): Token[] {
  const out: Token[] = [];
  const rest = [...list].reverse();
  for (let token = rest.pop(), count = 0; token; token = rest.pop()) {
    if (depth > MOST_NESTED) throw new Unreadable(token.from, 'calls of macros nest too deeply', 'bounds');
    if (++count > LIMITS.text) throw new Unreadable(token.from, 'macros make too much of this text', 'bounds');
    const macro = isName(token) && !token.hidden.has(token.text) ? macros.get(token.text) : undefined;
    const call = macro?.parameters ? argumentsOf(rest, macro.parameters) : undefined;
    if (!macro || (macro.parameters && !call)) {
      out.push(token);
      continue;
    }
    // `space::byte` is the type itself, wherever that was named.
    if (macro.isAlias) while (isScope(out)) out.length -= 3;
    if (call) rest.length -= call.length;
    const closing = call?.closing ?? token;
    const from = { start: token.from.start, end: Math.max(token.from.end, closing.from.end) };
    const hidden = new Set([...token.hidden].filter((name) => closing.hidden.has(name))).add(token.text);
    const made = substituted(macro.body, call?.values ?? new Map<string, Token[]>(), macros, from, depth);
    const blank: Token = { text: BLANK, from, made: true, hidden };
    // Blanks around it keep its signs apart from those beside it: `- -1`.
    for (const one of [blank, ...made, blank].reverse())
      rest.push({ ...one, from, made: true, hidden: new Set([...one.hidden, ...hidden]) });
  }
  return out;
}

/** `space::` at the end. */
function isScope(out: readonly Token[]): boolean {
  const [name, first, second] = out.slice(-3);
  return name !== undefined && isName(name) && first?.text === ':' && second?.text === ':';
}

/** The arguments of a call of a macro that follows (`rest` is reversed); undefined where none does. */
function argumentsOf(rest: readonly Token[], parameters: readonly string[]) {
  let at = rest.length - 1;
  while (at >= 0 && isBlankToken(rest[at])) at--;
  if (rest[at]?.text !== '(') return undefined;
  const values: Token[][] = [[]];
  let depth = 0;
  for (; at >= 0; at--) {
    const token = rest[at];
    if (!token) break;
    if (token.text === '(' && depth++ === 0) continue;
    if (token.text === ')' && --depth === 0) {
      const named = valuesOf(values.map(trimmed), parameters);
      return named && { values: named, closing: token, length: rest.length - at };
    }
    const isLast = parameters.at(-1) === '__VA_ARGS__' && values.length === parameters.length;
    if (token.text === ',' && depth === 1 && !isLast) values.push([]);
    else values.at(-1)?.push(token);
  }
  return undefined;
}

function isBlankToken(token: Token | undefined): boolean {
  return token !== undefined && isBlank(token);
}

function valuesOf(values: Token[][], parameters: readonly string[]): Map<string, Token[]> | undefined {
  if (parameters.length === 0) return values.length === 1 && values[0]?.length === 0 ? new Map() : undefined;
  const isOpen = parameters.at(-1) === '__VA_ARGS__' && values.length === parameters.length - 1;
  if (values.length !== parameters.length && !isOpen) return undefined;
  return new Map(parameters.map((name, index) => [name, values[index] ?? []]));
}

/** The body of a macro with its arguments in it: `#x` is an argument as a text, `a ## b` one token of both. */
function substituted(
  body: readonly Token[],
  values: ReadonlyMap<string, Token[]>,
  macros: Macros,
  from: Span,
  depth: number,
): Token[] {
  const out: Token[] = [];
  const solid = (index: number, by: 1 | -1): number => {
    let at = index + by;
    while (body[at]?.text === BLANK) at += by;
    return at;
  };
  for (let index = 0; index < body.length; index++) {
    const token = body[index];
    if (!token) break;
    const next = solid(index, 1);
    if (token.text === '#' && values.size > 0) {
      const text = (values.get(body[next]?.text ?? '') ?? []).map((one) => one.text).join('');
      out.push({ ...token, text: JSON.stringify(text) });
      index = next;
    } else if (token.text === '##') {
      while (out.at(-1)?.text === BLANK) out.pop();
      const left = out.pop();
      const right = body[next];
      const [first, ...others] = right ? (values.get(right.text) ?? [right]) : [];
      const joined = (left?.text ?? '') + (first?.text ?? '');
      append(out, tokens(joined, from.start));
      append(out, others);
      index = next;
    } else {
      const value = values.get(token.text);
      const isJoined = body[next]?.text === '##';
      if (!value) out.push(token);
      else append(out, isJoined ? value : expanded(value, macros, depth + 1));
    }
  }
  return out;
}
