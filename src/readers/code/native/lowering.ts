import type { Expr, Stmt } from '../core/ir';
import type { Span } from '../syntax';

/** Pieces that the fronts of C, C++, Java, Go and Rust share. */

/** The names of functions that a list of statements declares. */
export function declared(statements: readonly Stmt[]): string[] {
  return statements.flatMap((statement) => (statement.do === 'function' ? [statement.declaration.name] : []));
}

/** A file that only declares runs its `main`. */
export function callMain(names: ReadonlySet<string>, span: Span): Expr | undefined {
  if (!names.has('main')) return undefined;
  return { at: span, op: 'call', callee: { at: span, op: 'name', name: 'main' }, args: [] };
}

/** An integer as C, Java, Go and Rust write it, without its suffix. */
export function integerOf(text: string): bigint | undefined {
  const digits = text.replaceAll(/[_']/g, '');
  if (/^0[xX][0-9a-fA-F]+$/.test(digits) || /^0[bB][01]+$/.test(digits) || /^0[oO][0-7]+$/.test(digits))
    return BigInt(digits);
  if (/^0[0-7]+$/.test(digits)) return BigInt(`0o${digits.slice(1)}`);
  return /^\d{1,40}$/.test(digits) ? BigInt(digits) : undefined;
}

const ESCAPES: Readonly<Record<string, number>> = {
  ...{ a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, "'": 39, '?': 63, '\\': 92 },
};
const ESCAPE =
  /\\(?:u\{([0-9a-fA-F_]+)\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(\r?\n\s*)|([\s\S]))/g;

/** What stands in a literal of C, C++, Go or Rust, between its quotes; undefined where that is no text, or not known. */
export function unescaped(inner: string): string | undefined {
  const unknown: string[] = [];
  const text = inner.replace(ESCAPE, (whole, braces?: string, ...rest: (string | undefined)[]) => {
    const [short, long, hex, octal, line, one] = rest;
    // A line that goes on in the next one.
    if (line !== undefined) return '';
    const digits = braces?.replaceAll('_', '') ?? short ?? long ?? hex;
    const code = digits !== undefined ? parseInt(digits, 16) : octal !== undefined ? parseInt(octal, 8) : undefined;
    const point = code ?? ESCAPES[one ?? ''];
    // Single bytes beyond ASCII are parts of letters.
    const most = hex !== undefined || octal !== undefined ? 0x7f : 0x10ffff;
    if (point !== undefined && point <= most) return String.fromCodePoint(point);
    unknown.push(whole);
    return '';
  });
  return unknown.length > 0 ? undefined : text;
}

/** The code point of a character literal. */
export function characterOf(text: string): bigint | undefined {
  const points = [...(unescaped(text.slice(text.indexOf("'") + 1, -1)) ?? '')];
  const [only, more] = points;
  return only !== undefined && more === undefined ? BigInt(only.codePointAt(0) ?? 0) : undefined;
}
