import { Unreadable, type Span } from '../syntax';
import { Left } from './completion';
import type { Machine } from './machine';
import type { Box, Next } from './values';

/** An exception of the program that is run, on its way to whoever catches it. */
export class Thrown extends Error {
  constructor(
    readonly value: Box,
    readonly at: Span,
    /** Of an error of the language: what is wrong. */
    readonly reason?: string,
  ) {
    super('an exception of the program');
  }
}

/** Errors of the language itself are exceptions where it is known which; what is not followed is none. */
export function exceptionOf(m: Machine, error: unknown): Thrown | undefined {
  if (error instanceof Thrown) return error;
  if (!(error instanceof Unreadable) || error.raises === undefined) return undefined;
  const box = m.dialect.exception?.(m, error.raises, error.reason, error.at);
  return box && new Thrown(box, error.at, error.reason);
}

/**
 * What is gone through is left because something is thrown: it is told so, and what it throws itself on its way is not
 * heard of.
 */
export function abandon(m: Machine, next: Next, error: unknown, at: Span): void {
  const isLeft = error instanceof Left;
  if (!next.leave || (!isLeft && !exceptionOf(m, error))) return;
  try {
    next.leave(at);
  } catch (own) {
    if (isLeft || !exceptionOf(m, own)) throw own;
  }
}

/** An exception that nobody caught ends the program: what it had done is no trace of a program that runs. */
export function uncaught(m: Machine, { value, at, reason }: Thrown): Unreadable {
  if (reason !== undefined) return new Unreadable(at, reason, 'failure');
  const what = m.dialect.uncaught?.(m, value) ?? m.dialect.show(value.data);
  return new Unreadable(at, `${what} is thrown here, and nothing catches it`, 'failure');
}
