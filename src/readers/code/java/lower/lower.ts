import type { ClassDeclaration, Expr, Stmt } from '../../core/ir';
import type { Syntax } from '../../syntax';

/** How what stands within is lowered. */
export interface Lower {
  expression: (node: Syntax) => Expr;
  statement: (node: Syntax) => Stmt[];
  block: (nodes: readonly Syntax[]) => Stmt[];
  /** The statements of a loop's or branch's body, with or without braces; none where there is none. */
  body: (node: Syntax | undefined) => Stmt[];
  /** `new Base(…) { … }`: a class of its own, of which one object is made. */
  anonymousClass: (node: Syntax, base: Syntax, body: Syntax) => ClassDeclaration;
}
