import type { Completion } from '../completion';
import type { Stmt } from '../ir';
import type { Box } from '../values';

/** Sees a run of a program: its statements as they nest, the values that are looked at, the cells that are written. */
export interface Observer {
  /** The statements of a block begin; those of a function that is called, where `call` is true. */
  open: (call: boolean) => void;
  enter: (statement: Stmt) => void;
  leave: () => void;
  close: (completion: Completion | undefined) => void;
  /** Absent where nobody wants to know. */
  reads?: (box: Box) => void;
  put?: (box: Box) => void;
  /** Functions are called by the statement that runs whose results, and what they look at, do not tell it anything. */
  aside?: (isAside: boolean) => void;
}
