import { Unreadable, type Span } from '../syntax';
import { destructure } from './assign';
import type { Flow } from './control';
import type { Handler, Stmt } from './ir';
import type { Machine } from './machine';
import type { Completion } from './completion';
import { Scope, type Box } from './values';

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

export function raise(m: Machine, s: Stmt & { do: 'throw' }, scope: Scope): never {
  const given = s.value && m.evaluate(s.value, scope);
  const value = given ? (m.dialect.thrown?.(m, given, s.at) ?? given) : m.handled.at(-1);
  m.recorder.end(s.at, m.frame);
  if (!value) return m.fail(s.at, 'there is no exception here that could be raised again', 'failure');
  throw new Thrown(value, s.at);
}

/** `try`: what it does stays done up to where an exception left it. */
export function* attempt(m: Machine, s: Stmt & { do: 'try' }, scope: Scope): Flow {
  if (m.recorder.observer && s.handlers.length > 0)
    return m.fail(s.at, 'what an exception would leave out is not worked out');
  const { frame } = m;
  const handled = m.handled.length;
  let completion: Completion | undefined;
  try {
    completion = yield* guarded(m, s, scope);
  } catch (error) {
    const thrown = s.last && exceptionOf(m, error);
    if (!s.last || !thrown) throw error;
    m.frame = frame;
    m.handled.length = handled;
    m.recorder.end(thrown.at, frame);
    const last = yield { body: s.last, scope };
    if (last) return last;
    throw thrown;
  }
  return (s.last && (yield { body: s.last, scope })) ?? completion;
}

function* guarded(m: Machine, s: Stmt & { do: 'try' }, scope: Scope): Flow {
  const { frame } = m;
  const handled = m.handled.length;
  let completion: Completion | undefined;
  try {
    completion = yield { body: s.body, scope };
  } catch (error) {
    const thrown = exceptionOf(m, error);
    if (!thrown) throw error;
    m.frame = frame;
    m.handled.length = handled;
    // What the statement had done before it was left is done.
    m.recorder.end(thrown.at, frame);
    const handler = s.handlers.find((one) => catches(m, one, thrown.value, scope));
    if (!handler) throw thrown;
    return yield* handle(m, handler, thrown.value, scope);
  }
  return completion ?? (yield { body: s.otherwise, scope });
}

/** Errors of the language itself are exceptions where it is known which; what is not followed is none. */
function exceptionOf(m: Machine, error: unknown): Thrown | undefined {
  if (error instanceof Thrown) return error;
  if (!(error instanceof Unreadable) || error.raises === undefined) return undefined;
  const box = m.dialect.exception?.(m, error.raises, error.reason, error.at);
  return box && new Thrown(box, error.at, error.reason);
}

function catches(m: Machine, { type, at }: Handler, thrown: Box, scope: Scope): boolean {
  if (!type) return true;
  const wanted = m.evaluate(type, scope);
  return m.dialect.catches?.(m, thrown, wanted, at) ?? m.fail(at, 'what is caught here is not followed');
}

function* handle(m: Machine, { target, body }: Handler, thrown: Box, scope: Scope): Flow {
  const own = new Scope(scope, scope.frame, 'block');
  if (target) destructure(m, target, thrown, own);
  m.handled.push(thrown);
  const completion = yield { body, scope: own };
  m.handled.pop();
  return completion;
}

/** An exception that nobody caught ends the program: what it had done is no trace of a program that runs. */
export function uncaught(m: Machine, { value, at, reason }: Thrown): Unreadable {
  if (reason !== undefined) return new Unreadable(at, reason, 'failure');
  const what = m.dialect.uncaught?.(m, value) ?? m.dialect.show(value.data);
  return new Unreadable(at, `${what} is thrown here, and nothing catches it`, 'failure');
}
