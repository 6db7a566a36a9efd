import type { Span } from '../syntax';
import type { Box } from './values';

/** How a statement ended, if not by going on to the next. */
export type Completion =
  | { kind: 'break' | 'continue'; label?: string | undefined }
  | { kind: 'return'; value?: Box }
  | { kind: 'yield'; value: Box };

/** Statements that stop where a value is given, and go on when the next one is wanted: with a value, or with nothing. */
export type Suspended<T> = Generator<Box, T, Box | undefined>;

/** A generator that is left before its end goes on with this: what stands in `finally` is run on its way out. */
export class Left extends Error {
  constructor(readonly at: Span) {
    super('a generator is left');
  }
}

/** The function is left in the middle of an expression, whose statement ends with that: `let x = f()?;` of Rust. */
export class Leaving extends Error {
  constructor(readonly completion: Completion) {
    super('a function is left');
  }
}
