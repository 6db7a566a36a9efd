import type { Expr } from '../../core/ir';
import { literal } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import type { Inner } from './inner';

/** What such a pointer is at first: what it is made with, or nothing. */
export function firstOfSmart(node: Syntax, value: Syntax | undefined, inner: Inner): Expr {
  if (value && value.type !== 'argument_list' && value.type !== 'initializer_list') return inner.expression(value);
  const [first] = value ? named(value) : [];
  return first ? inner.expression(first) : literal(node, { t: 'nothing', name: 'nullptr' });
}
