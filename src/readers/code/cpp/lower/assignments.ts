import type { Pattern, Stmt } from '../../core/ir';
import { at, required, shapes, variable } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** An expression as a statement. */
export function asStatement(node: Syntax, inner: Syntax, lower: Lower): Stmt {
  const declared = arrayByName(inner);
  if (declared) {
    const { name, type } = declared;
    const value = lower.expression(required(inner, 'right'));
    return { at: at(node), do: 'declare', target: variable(name, 'block', type), value };
  }
  if (inner.type === 'assignment_expression' && required(inner, 'operator').text === '=')
    return shapes(lower).assignment(node, inner, lower.pattern(required(inner, 'left')));
  return { at: at(node), do: 'expression', expression: lower.expression(inner) };
}

/** `int (&row)[3] = a;`, `int (*p)[3] = m;`: the grammar takes it for an assignment to a place in what a call of `int` gives. */
function arrayByName(node: Syntax): { name: Syntax; type: '&' | '*' } | undefined {
  const left = node.type === 'assignment_expression' ? field(node, 'left') : undefined;
  const call = left?.type === 'subscript_expression' ? field(left, 'argument') : undefined;
  if (call?.type !== 'call_expression' || required(call, 'function').type !== 'primitive_type') return undefined;
  const [shape, ...more] = named(required(call, 'arguments'));
  const name = shape?.type === 'pointer_expression' && more.length === 0 ? field(shape, 'argument') : undefined;
  if (!shape || name?.type !== 'identifier') return undefined;
  return { name, type: field(shape, 'operator')?.text === '&' ? '&' : '*' };
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
