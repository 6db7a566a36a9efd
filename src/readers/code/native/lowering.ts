import type { Expr, Pattern, Stmt } from '../core/ir';
import { at } from '../core/lowering';
import type { Span, Syntax } from '../syntax';

/** Pieces that the fronts of C, C++, Java, Go and Rust share. */

/** `i++`, `--i`. */
export function step(node: Syntax, target: Expr, operator: string, isPrefix: boolean): Expr {
  const value: Expr = { at: at(node), op: 'literal', value: { t: 'int', v: 1n } };
  return { at: at(node), op: 'update', target, operator, value, result: isPrefix ? 'new' : 'old' };
}

export function variable(node: Syntax, declare: 'block' | 'function', type?: string): Pattern {
  return { at: at(node), to: 'name', name: node.text, declare, ...(type !== undefined && { type }) };
}

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

const ESCAPES: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, '0': 0, "'": 39, '"': 34, '\\': 92 };

/** The code point of a character literal. */
export function characterOf(text: string): bigint | undefined {
  const inner = text.slice(text.indexOf("'") + 1, -1);
  const points = [...inner];
  if (points.length === 1) return BigInt(inner.codePointAt(0) ?? 0);
  const escaped = points.length === 2 && points[0] === '\\' ? ESCAPES[points[1] ?? ''] : undefined;
  return escaped === undefined ? undefined : BigInt(escaped);
}
