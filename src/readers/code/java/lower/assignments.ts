import type { Expr, Pattern, Stmt } from '../../core/ir';
import { at, required, shapes } from '../../core/lowering';
import type { Syntax } from '../../syntax';
import type { Lower } from './lower';

/** An expression as a statement. */
export function asStatement(node: Syntax, inner: Syntax, lower: Lower): Stmt {
  if (isPlain(inner)) return shapes(lower).assignment(node, inner, placeOf(required(inner, 'left'), lower));
  return { at: at(node), do: 'expression', expression: lower.expression(inner) };
}

/** `a = b`, `a += b`. */
export function assigned(node: Syntax, lower: Lower): Expr {
  const shape = shapes(lower);
  return isPlain(node) ? shape.assigned(node, placeOf(required(node, 'left'), lower)) : shape.augmented(node);
}

function isPlain(node: Syntax): boolean {
  return node.type === 'assignment_expression' && required(node, 'operator').text === '=';
}

function placeOf(node: Syntax, { expression }: Lower): Pattern {
  return { at: at(node), to: 'place', place: expression(node) };
}
