import type { Expr } from '../../core/ir';
import { at, required, shapes, unsupported } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

export function binary(node: Syntax, lower: Lower): Expr {
  const { part } = shapes(lower);
  const operator = required(node, 'operator').text;
  return { at: at(node), op: 'binary', operator, left: part(node, 'left'), right: part(node, 'right') };
}

/** `a and b`, `a or b`. */
export function logical(node: Syntax, lower: Lower): Expr {
  const { part } = shapes(lower);
  const operator = required(node, 'operator').text === 'and' ? 'and' : 'or';
  return { at: at(node), op: 'logical', operator, left: part(node, 'left'), right: part(node, 'right') };
}

/** `then if test else otherwise`. */
export function choice(node: Syntax, { expression }: Lower): Expr {
  const [then, test, otherwise] = named(node).map(expression);
  if (!then || !test || !otherwise) return unsupported(node);
  return { at: at(node), op: 'conditional', test, then, otherwise };
}

/** `a < b <= c`. */
export function comparison(node: Syntax, { expression }: Lower): Expr {
  const [first, ...rest] = named(node);
  if (!first) return unsupported(node);
  const operators = node.children.filter((child) => !child.named).map(({ text }) => text.replace(/\s+/g, ' '));
  return {
    at: at(node),
    op: 'compare',
    first: expression(first),
    rest: rest.map((operand, index) => ({ operator: operators[index] ?? '?', right: expression(operand) })),
  };
}
