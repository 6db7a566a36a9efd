import { destructure } from './assign';
import type { Completion, Suspended } from './completion';
import { branch, choose, counted, each, loop, type Flow } from './control';
import { attempt } from './exceptions';
import { abandon } from './thrown';
import { execute } from './execute';
import type { Expr, Stmt } from './ir';
import type { Machine } from './machine';
import { Scope, type Box } from './values';

/** Runs the body of a generator: all that does not stop in its middle is run as everywhere. */
export function* suspended(m: Machine, body: readonly Stmt[], scope: Scope): Suspended<Completion | undefined> {
  for (const statement of body) {
    const completion = gives(statement) ? yield* step(m, statement, scope) : execute(m, statement, scope);
    if (completion) return completion;
  }
  return undefined;
}

function* step(m: Machine, s: Stmt, scope: Scope): Suspended<Completion | undefined> {
  m.count(s.at);
  m.frame.now = s.at;
  const flow = flowOf(m, s, scope);
  if (flow) return yield* through(m, flow);
  if (s.do === 'expression' && s.expression.op === 'yield') yield* given(m, s.expression, scope);
  else if (s.do === 'assign' && s.value.op === 'yield') {
    const box = yield* given(m, s.value, scope);
    for (const target of s.targets) destructure(m, target, box, scope);
  } else if (s.do === 'declare' && s.value?.op === 'yield') {
    destructure(m, s.target, yield* given(m, s.value, scope), scope);
  } else if (s.do === 'return' && s.value?.op === 'yield') {
    return { kind: 'return', value: yield* given(m, s.value, scope) };
  } else return m.fail(s.at, 'yield in the middle of an expression is not followed: give it a statement of its own');
  m.recorder.end(s.at, m.frame);
  return undefined;
}

function flowOf(m: Machine, s: Stmt, scope: Scope): Flow | undefined {
  switch (s.do) {
    case 'if':
      return branch(m, s, scope);
    case 'while':
      return loop(m, s, scope);
    case 'for':
      return counted(m, s, scope);
    case 'each':
      return each(m, s, scope);
    case 'switch':
      return choose(m, s, scope);
    case 'try':
      return m.dialect.closesGenerators || !isOwed(s) ? attempt(m, s, scope) : owing(m, s, scope);
    case 'block':
      return only(s, scope);
    default:
      return undefined;
  }
}

/**
 * Whether a generator that is left alone in the middle of it would still have something done, when nobody knows it any
 * more. That a name is forgotten nobody can see then.
 */
function isOwed({ last, handlers }: Attempt): boolean {
  if (last?.some((one) => one.do !== 'delete')) return true;
  return handlers.some(({ type }) => !type || mayBeLast(type));
}

/** Whether a handler may be one for what ends a generator: all but a name of another exception. */
function mayBeLast(type: Expr): boolean {
  if (type.op === 'sequence') return type.items.some(mayBeLast);
  return type.op !== 'name' || type.name === 'BaseException' || type.name === 'GeneratorExit';
}

type Attempt = Stmt & { do: 'try' };

function* owing(m: Machine, s: Attempt, scope: Scope): Flow {
  const debt = { at: s.at };
  m.owed.add(debt);
  try {
    return yield* attempt(m, s, scope);
  } finally {
    m.owed.delete(debt);
  }
}

function* only({ body, label }: Stmt & { do: 'block' }, scope: Scope): Flow {
  const completion = yield { body, scope };
  const isLeft = completion?.kind === 'break' && completion.label !== undefined && completion.label === label;
  return isLeft ? undefined : completion;
}

function* through(m: Machine, flow: Flow): Suspended<Completion | undefined> {
  let step = flow.next();
  while (!step.done) {
    const { body, scope } = step.value;
    let completion: Completion | undefined;
    try {
      completion = yield* suspended(m, body, new Scope(scope, scope.frame, 'block'));
    } catch (error) {
      step = flow.throw(error);
      continue;
    }
    step = flow.next(completion);
  }
  return step.value;
}

/** `yield` gives one value; `yield from` all values of something, and is what that gave in the end. */
function* given(m: Machine, e: Expr & { op: 'yield' }, scope: Scope): Suspended<Box> {
  const value = e.value ? m.evaluate(e.value, scope) : m.absent();
  if (!e.each) return (yield value) ?? m.absent();
  const next = m.dialect.iterate(m, value, 'values', e.at);
  let sent: Box | undefined;
  for (let box = next(); box; box = next(sent)) {
    m.count(e.at);
    try {
      sent = yield box;
    } catch (error) {
      abandon(m, next, error, e.at);
      throw error;
    }
  }
  return next.result?.() ?? m.absent();
}

const known = new WeakMap<Stmt, boolean>();

/** Whether a statement gives a value from its middle. */
function gives(statement: Stmt): boolean {
  let result = known.get(statement);
  if (result === undefined) known.set(statement, (result = within(statement)));
  return result;
}

/** Bodies of functions are made when they are called: what they give is theirs. */
function within(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(within);
  if (typeof node !== 'object' || node === null) return false;
  return ('op' in node && node.op === 'yield') || Object.values(node).some(within);
}
