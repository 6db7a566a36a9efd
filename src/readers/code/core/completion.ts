import type { Box } from './values';

/** How a statement ended, if not by going on to the next. */
export type Completion =
  | { kind: 'break' | 'continue'; label?: string | undefined }
  | { kind: 'return'; value?: Box }
  | { kind: 'yield'; value: Box };

/** Statements that stop where a value is given, and go on when the next one is wanted. */
export type Suspended<T> = Generator<Box, T, undefined>;
