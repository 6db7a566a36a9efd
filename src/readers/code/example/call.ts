/**
 * An example call as it is written after `--call`: `bubble([3, 1, 2], 3)`, `new Sorter().sort([3, 1])`, `sorting::heap([2, 1], 2)`;
 * statements before it make what it needs: `s = Stack(); s.push(3); s.pop()`.
 */
export interface Call {
  /** Statements that run before it. */
  before: readonly string[];
  /** The function's own name. */
  name: string;
  /** What stands before its arguments: `bubble`, `new Sorter().sort`. */
  callee: string;
  /** The source text of each argument; a list in brackets is apart, for not every language has such literals. */
  args: readonly Argument[];
}

type Argument = { list: readonly string[] } | { text: string };

/** What is wrong with an example: it is no call, or one that is not taken. */
interface NoCall {
  reason: string;
  kind: 'syntax' | 'unsupported';
}

export function parseCall(text: string): Call | NoCall {
  const statements = statementsOf(text);
  const trimmed = statements.pop() ?? '';
  const open = openingOf(trimmed);
  if (open === undefined) return no('an example is a call with its values, such as sort([3, 1, 2])');
  const callee = trimmed.slice(0, open).trim();
  const name = /[\p{L}\p{N}_$]+$/u.exec(callee)?.[0];
  if (name === undefined) return no(`'${callee}' is no name of a function`);
  const args = pieces(trimmed.slice(open + 1, -1));
  if (!args || args.some((one) => one === '')) return no('the brackets, quotes and commas of the example do not match');
  const read: Argument[] = [];
  for (const one of args) {
    const list = one.startsWith('[') && one.endsWith(']') ? pieces(one.slice(1, -1)) : undefined;
    read.push(list ? { list } : { text: one });
  }
  return { before: statements, name, callee, args: read };
}

/** What stands between the semicolons outside of all brackets and quotes. */
function statementsOf(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [index, sign] of outsideQuotes(text)) {
    if (OPENING.includes(sign)) depth++;
    else if (CLOSING.includes(sign)) depth--;
    else if (sign === ';' && depth === 0) {
      found.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  return [...found, text.slice(start).trim()].filter((one) => one !== '');
}

function no(reason: string, kind: NoCall['kind'] = 'syntax'): NoCall {
  return { reason, kind };
}

/** Where the bracket opens that the last one closes. */
function openingOf(text: string): number | undefined {
  if (!text.endsWith(')')) return undefined;
  const open: number[] = [];
  for (const [index, sign] of outsideQuotes(text)) {
    if (sign === '(') open.push(index);
    else if (sign === ')') {
      const at = open.pop();
      if (index === text.length - 1) return open.length === 0 ? at : undefined;
    }
  }
  return undefined;
}

const OPENING = '([{';
const CLOSING = ')]}';

/** The pieces of a list between its commas; undefined where its brackets do not match. */
export function pieces(text: string): string[] | undefined {
  const found: string[] = [];
  const open: string[] = [];
  let start = 0;
  for (const [index, sign] of outsideQuotes(text)) {
    if (OPENING.includes(sign)) open.push(sign);
    else if (CLOSING.includes(sign)) {
      if (open.pop() !== OPENING[CLOSING.indexOf(sign)]) return undefined;
    } else if (sign === ',' && open.length === 0) {
      found.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  if (open.length > 0) return undefined;
  const last = text.slice(start).trim();
  return last === '' && found.length === 0 ? [] : [...found, last];
}

export function* outsideQuotes(text: string): Generator<[number, string]> {
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const sign = text[index] ?? '';
    if (quote !== '') {
      if (sign === '\\') index++;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else yield [index, sign];
  }
}
