import type { Pattern, Stmt } from '../../core/ir';
import { at, required, shapes } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** An expression as a statement. */
export function asStatement(node: Syntax, inner: Syntax, lower: Lower): Stmt {
  if (inner.type === 'assignment_expression' && required(inner, 'operator').text === '=')
    return shapes(lower).assignment(node, inner, lower.pattern(required(inner, 'left')));
  return { at: at(node), do: 'expression', expression: lower.expression(inner) };
}

/** `std::tie(a, b) = …` takes apart; everything else names one cell. */
export function targetOf(node: Syntax, lower: Lower): Pattern {
  if (node.type === 'call_expression' && /^(std::)?tie$/.test(required(node, 'function').text))
    return {
      at: at(node),
      to: 'sequence',
      items: named(required(node, 'arguments')).map((one) => targetOf(one, lower)),
    };
  return { at: at(node), to: 'place', place: lower.expression(node) };
}
