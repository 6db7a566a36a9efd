import type { Expr } from '../../core/ir';
import { at, only } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** The statements of a block, and the expression at its end that is its value: `{ { x } }` is one, `{ { x }; }` is none. */
export function parts(block: Syntax): { before: Syntax[]; last?: Syntax } {
  const inner = named(block);
  const end = inner.at(-1);
  const last = end?.type === 'expression_statement' && !end.text.endsWith(';') ? only(end) : end;
  if (!last || /_(statement|declaration|item)$/.test(last.type)) return { before: inner };
  return { before: inner.slice(0, -1), last };
}

/** A block that is a value. */
export function blockValue(node: Syntax, lower: Lower): Expr {
  if (node.type !== 'block') return lower.expression(node);
  const { before, last } = parts(node);
  return { at: at(node), op: 'block', body: lower.block(before), ...(last && { value: lower.expression(last) }) };
}
