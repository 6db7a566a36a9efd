import type { Expr, Stmt } from '../../core/ir';
import type { Syntax } from '../../syntax';

/** How what stands within is lowered. */
export interface Lower {
  expression: (node: Syntax) => Expr;
  block: (nodes: readonly Syntax[]) => Stmt[];
  statement: (node: Syntax) => Stmt[];
  /** The statements of a block; none where there is none. */
  body: (node: Syntax | undefined) => Stmt[];
}
