import type { Expr } from '../../core/ir';
import { at } from '../../core/lowering';
import type { Syntax } from '../../syntax';
import type { Lower } from './lower';

/** Whether something can be put there. */
export function isCell({ op }: Expr): boolean {
  return CELLS.has(op);
}

const CELLS: ReadonlySet<Expr['op']> = new Set(['name', 'index', 'slice', 'member', 'deref', 'unsupported']);

/** A reference to a cell; to what has just been made it is that. */
export function addressOf(node: Syntax, value: Syntax, lower: Lower): Expr {
  const made = lower.expression(value);
  return isCell(made) ? { at: at(node), op: 'address', place: made } : made;
}
