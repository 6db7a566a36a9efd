import type { Expr } from '../../core/ir';
import { literal } from '../../core/lowering';
import type { Scalar } from '../../core/scalars';
import type { Syntax } from '../../syntax';

/** What Java puts into a field or an array that is not given a value. */
export function zero(node: Syntax, type: string | undefined): Expr {
  return literal(node, zeroOf(type));
}

export function zeroOf(type: string | undefined): Scalar {
  if (type === 'boolean') return { t: 'bool', v: false };
  if (type === 'f64') return { t: 'num', v: 0 };
  if (type === 'f32') return { t: 'num', v: 0, type: 'f32' };
  if (type !== undefined && /^[iu]\d+$/.test(type)) return { t: 'int', v: 0n, type };
  return { t: 'nothing', name: 'null' };
}
