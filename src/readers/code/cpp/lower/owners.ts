import type { Expr } from '../../core/ir';
import { literal } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** What such a pointer is at first: what it is made with, or nothing. */
export function firstOfSmart(node: Syntax, value: Syntax | undefined, lower: Lower): Expr {
  if (value && value.type !== 'argument_list' && value.type !== 'initializer_list') return lower.expression(value);
  const [first] = value ? named(value) : [];
  return first ? lower.expression(first) : literal(node, { t: 'nothing', name: 'nullptr' });
}
