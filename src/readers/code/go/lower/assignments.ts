import type { Expr, Pattern, Stmt } from '../../core/ir';
import { at, compound, name, required, unsupportedStatement, variable } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { asIndices } from '../indices';
import { received } from './channels';
import { asserted } from './dynamic';
import type { Lower } from './lower';

export function target(node: Syntax, declare: boolean, lower: Lower): Pattern {
  if (node.text === '_') return { at: at(node), to: 'nothing' };
  if (declare && node.type === 'identifier') return variable(node, 'block');
  return { at: at(node), to: 'place', place: lower.expression(node) };
}

/** Several values become a list of places and a list of values, all read before any is written. */
export function sides(
  node: Syntax,
  left: readonly Syntax[],
  right: readonly Expr[],
  declare: boolean,
  lower: Lower,
): { target: Pattern; value: Expr } | undefined {
  const [first, ...others] = left;
  const [value, ...more] = right;
  if (!first || !value) return undefined;
  if (others.length === 0) return { target: target(first, declare, lower), value };
  const items = left.map((one) => target(one, declare, lower));
  return {
    target: { at: at(node), to: 'sequence', items },
    value: more.length === 0 ? value : { at: at(node), op: 'sequence', flavor: 'tuple', items: [...right] },
  };
}

/** `v, ok := m[key]`. */
function lookedUp(given: Syntax, lower: Lower): Expr {
  const node = asIndices(given) ?? given;
  if (node.type === 'unary_expression' && field(node, 'operator')?.text === '<-') return received(node, lower, true);
  if (node.type === 'type_assertion_expression') return asserted(node, lower, true);
  if (node.type !== 'index_expression') return lower.expression(node);
  const args = ['operand', 'index'].map((part) => ({ value: lower.expression(required(node, part)) }));
  return { at: at(node), op: 'call', callee: name(node, 'looked up'), args };
}

export function assignment(node: Syntax, lower: Lower): Stmt {
  const operator = field(node, 'operator')?.text ?? '=';
  const left = named(required(node, 'left'));
  const given = named(required(node, 'right'));
  const right =
    left.length === 2 && given.length === 1 ? given.map((one) => lookedUp(one, lower)) : given.map(lower.expression);
  const [first] = left;
  const [value] = right;
  if (operator !== '=' && operator !== ':=' && first && value)
    return {
      at: at(node),
      do: 'expression',
      expression: compound(node, lower.expression(first), operator.slice(0, -1), value),
    };
  const both = sides(node, left, right, node.type === 'short_var_declaration', lower);
  return both ? { at: at(node), do: 'assign', targets: [both.target], value: both.value } : unsupportedStatement(node);
}
