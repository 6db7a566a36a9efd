import type { Expr, Stmt } from '../../core/ir';
import type { Syntax } from '../../syntax';

/** How what stands within is lowered. */
export interface Inner {
  expression: (node: Syntax) => Expr;
  block: (nodes: readonly Syntax[]) => Stmt[];
}
