import type { Expr } from '../../core/ir';
import { at, required } from '../../core/lowering';
import type { Syntax } from '../../syntax';
import type { Lower } from './lower';

/** What a chain of `>>` from `cin` fills. */
export function readInto(node: Syntax, lower: Lower): Expr[] {
  if (node.type !== 'binary_expression') return [];
  const right = required(node, 'right');
  return [...readInto(required(node, 'left'), lower), { at: at(right), op: 'address', place: lower.expression(right) }];
}

/** What a chain of `<<` to `cout` prints. */
export function printed(node: Syntax, lower: Lower): Expr[] {
  if (node.type !== 'binary_expression') return [];
  const right = required(node, 'right');
  const rest = printed(required(node, 'left'), lower);
  return /^(std::)?(endl|flush)$/.test(right.text) ? rest : [...rest, lower.expression(right)];
}
