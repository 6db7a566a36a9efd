import type { Expr, Stmt } from '../../core/ir';
import type { Syntax } from '../../syntax';

/** How what stands within is lowered. */
export interface Lower {
  expression: (node: Syntax) => Expr;
  block: (nodes: readonly Syntax[]) => Stmt[];
  /** A statement, or an expression that is one; `whole` includes the semicolon. */
  control: (node: Syntax, whole: Syntax) => Stmt[];
  /** The statements of a branch; none where there is none. */
  body: (node: Syntax | undefined) => Stmt[];
}
