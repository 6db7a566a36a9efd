import { destructure } from './assign';
import type { Flow } from './control';
import type { Handler, Stmt } from './ir';
import type { Machine } from './machine';
import { Left, type Completion } from './completion';
import { exceptionOf, Thrown } from './thrown';
import { Scope, type Box, type Frame } from './values';

export function raise(m: Machine, s: Stmt & { do: 'throw' }, scope: Scope): never {
  const given = s.value && m.evaluate(s.value, scope);
  const value = given ? (m.dialect.thrown?.(m, given, s.at) ?? given) : inHand(m.frame);
  m.recorder.end(s.at, m.frame);
  if (!value) return m.fail(s.at, 'there is no exception here that could be raised again', 'failure');
  throw new Thrown(value, s.at);
}

/** The exception that is being handled, here or by whoever called. */
function inHand(frame: Frame): Box | undefined {
  for (let at: Frame | null = frame; at; at = at.parent) {
    const last = at.handled.at(-1);
    if (last) return last;
  }
  return undefined;
}

/** `try`: what it does stays done up to where an exception left it. */
export function* attempt(m: Machine, s: Stmt & { do: 'try' }, scope: Scope): Flow {
  if (m.recorder.observer && s.handlers.length > 0)
    return m.fail(s.at, 'what an exception would leave out is not worked out');
  const { frame } = m;
  let completion: Completion | undefined;
  try {
    completion = yield* guarded(m, s, scope);
  } catch (error) {
    const leaving = s.last && (error instanceof Left ? error : exceptionOf(m, error));
    if (!s.last || !leaving) throw error;
    m.frame = frame;
    m.recorder.end(leaving.at, frame);
    const last =
      leaving instanceof Thrown ? yield* holding(m, leaving.value, s.last, scope) : yield { body: s.last, scope };
    if (last) return last;
    throw leaving;
  }
  return (s.last && (yield { body: s.last, scope })) ?? completion;
}

function* guarded(m: Machine, s: Stmt & { do: 'try' }, scope: Scope): Flow {
  const { frame } = m;
  let completion: Completion | undefined;
  try {
    completion = yield { body: s.body, scope };
  } catch (error) {
    const thrown = exceptionOf(m, error);
    if (!thrown) throw error;
    m.frame = frame;
    // What the statement had done before it was left is done.
    m.recorder.end(thrown.at, frame);
    const handler = s.handlers.find((one) => catches(m, one, thrown.value, scope));
    if (!handler) throw thrown;
    return yield* handle(m, handler, thrown.value, scope);
  }
  return completion ?? (yield { body: s.otherwise, scope });
}

function catches(m: Machine, { type, at }: Handler, thrown: Box, scope: Scope): boolean {
  if (!type) return true;
  const wanted = m.evaluate(type, scope);
  return m.dialect.catches?.(m, thrown, wanted, at) ?? m.fail(at, 'what is caught here is not followed');
}

function* handle(m: Machine, { target, body }: Handler, thrown: Box, scope: Scope): Flow {
  const own = new Scope(scope, scope.frame, 'block');
  if (target) destructure(m, target, thrown, own);
  return yield* holding(m, thrown, body, own);
}

/** Statements while an exception is in hand. */
function* holding(m: Machine, thrown: Box, body: readonly Stmt[], scope: Scope): Flow {
  const { handled } = m.frame;
  handled.push(thrown);
  try {
    return yield { body, scope };
  } finally {
    handled.pop();
  }
}
