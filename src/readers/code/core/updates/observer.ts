import type { Completion } from '../completion';
import type { Stmt } from '../ir';
import type { Box, Owner, Scope } from '../values';

/** What runs a program, as far as it tries a statement: see `Machine.trial`. */
export interface Tries {
  trial: (statement: Stmt, scope: Scope, prepare: () => void) => ReadonlySet<Owner> | undefined;
}

/** Sees a run of a program: its statements as they nest, the values that are looked at, the cells that are written. */
export interface Observer {
  /** The statements of a block begin; those of a function that is called, where `call` is true. */
  open: (call: boolean) => void;
  enter: (statement: Stmt, tries: Tries, scope: Scope) => void;
  leave: () => void;
  close: (completion: Completion | undefined) => void;
  /** Absent where nobody wants to know. */
  reads?: (box: Box) => void;
  put?: (box: Box) => void;
  /** Functions are called by the statement that runs whose results, and what they look at, do not tell it anything. */
  aside?: (isAside: boolean) => void;
}
