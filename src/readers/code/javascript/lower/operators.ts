import type { Expr } from '../../core/ir';
import { at, infix, required, shapes } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

export function unary(node: Syntax, lower: Lower): Expr {
  const place = { at: at(node) };
  if (required(node, 'operator').text !== 'delete') return shapes(lower).unary(node, 'argument');
  return {
    ...place,
    op: 'block',
    body: [{ ...place, do: 'delete', target: lower.expression(required(node, 'argument')) }],
  };
}

/** `a += b`; `a ||= b` is `a || (a = b)` where finding `a` does nothing; elsewhere it would be done twice. */
export function augmented(node: Syntax, lower: Lower): Expr {
  const shape = shapes(lower);
  const operator = required(node, 'operator').text.slice(0, -1);
  if (!['&&', '||', '??'].includes(operator)) return shape.augmented(node);
  const left = required(node, 'left');
  if (!isStill(left))
    return { at: at(node), op: 'unsupported', what: `${operator}= of a place that is found by a call is not followed` };
  return infix(node, operator, lower.expression(left), shape.assigned(node, lower.pattern(left)));
}

/** Names, and members and elements by names and numbers. */
function isStill(node: Syntax): boolean {
  if (['identifier', 'this', 'number', 'string', 'property_identifier'].includes(node.type)) return true;
  return ['member_expression', 'subscript_expression'].includes(node.type) && named(node).every(isStill);
}
