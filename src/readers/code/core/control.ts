import { destructure, nameEntry, namesCells } from './assign';
import { readOnly, sequenceCell } from './cells';
import type { Completion } from './completion';
import { abandon } from './thrown';
import type { Expr, Pattern, Stmt } from './ir';
import type { Machine } from './machine';
import { Scope, type Box, type Place } from './values';

/** Statements that a compound statement wants to have run, in a block of their own. */
interface Part {
  body: readonly Stmt[];
  scope: Scope;
  /** It is a round of a loop. */
  isRound?: true;
}

/**
 * The way through a compound statement: it asks for parts to be run, is told how each of them ended (or thrown what was
 * thrown in it), and tells in the end how it ended itself. Who runs the parts may do so at once, or stop in their middle.
 */
export type Flow = Generator<Part, Completion | undefined, Completion | undefined>;

/** A condition is an update of its own if it moves something: `while (x = a.shift())`. */
export function condition(m: Machine, test: Expr, scope: Scope): boolean {
  const result = m.test(m.evaluate(test, scope), test.at);
  m.recorder.end(test.at, m.frame);
  return result;
}

/** The variable of a round that is another name for a cell. */
function isAlias(m: Machine, type: string | undefined): boolean {
  return type !== undefined && m.dialect.isAlias?.(type) === true;
}

export function* branch(m: Machine, s: Stmt & { do: 'if' }, scope: Scope): Flow {
  return yield { body: condition(m, s.test, scope) ? s.then : s.otherwise, scope };
}

/** What a loop does with the way its body ended: go on, or leave (with a completion for those around it). */
function after(completion: Completion | undefined, label: string | undefined): 'on' | 'leave' | Completion {
  if (!completion) return 'on';
  if (completion.kind === 'return' || completion.kind === 'yield') return completion;
  if (completion.label !== undefined && completion.label !== label) return completion;
  return completion.kind === 'break' ? 'leave' : 'on';
}

export function* loop(m: Machine, s: Stmt & { do: 'while' }, scope: Scope): Flow {
  let first = s.after === true;
  for (;;) {
    m.count(s.at);
    m.frame.now = s.test.at;
    if (!first && !condition(m, s.test, scope)) return yield { body: s.otherwise, scope };
    first = false;
    const next = after(yield { body: s.body, scope, isRound: true }, s.label);
    if (next === 'leave') return undefined;
    if (next !== 'on') return next;
  }
}

export function* counted(m: Machine, s: Stmt & { do: 'for' }, parent: Scope): Flow {
  let scope = new Scope(parent, parent.frame, 'block');
  m.run(s.init, scope);
  for (;;) {
    m.count(s.at);
    if (s.test && !condition(m, s.test, scope)) return undefined;
    const next = after(yield { body: s.body, scope, isRound: true }, s.label);
    if (next === 'leave') return undefined;
    if (next !== 'on') return next;
    // Every round has variables of its own, which functions made in it keep (JavaScript, Go since 1.22).
    const variables = [...scope.variables];
    scope = new Scope(parent, parent.frame, 'block');
    for (const [name, variable] of variables) scope.variables.set(name, { ...variable });
    for (const update of s.update) {
      m.frame.now = update.at;
      m.evaluate(update, scope);
      m.recorder.end(update.at, m.frame);
    }
  }
}

export function* each(m: Machine, s: Stmt & { do: 'each' }, scope: Scope): Flow {
  const over = m.evaluate(s.of, scope);
  if (s.target.to === 'name' && isAlias(m, s.target.type)) return yield* eachCell(m, s, s.target.name, over, scope);
  const map = over.data.t === 'record' && namesCells(m, s.target) ? over.data : undefined;
  const next = m.dialect.iterate(m, over, s.how, s.of.at);
  m.recorder.end(s.of.at, m.frame);
  for (let item = next(); item; item = next()) {
    m.count(s.at);
    m.frame.now = s.at;
    const round = new Scope(scope, scope.frame, 'block');
    let following: ReturnType<typeof after>;
    try {
      if (map && s.target.to === 'sequence') nameEntry(m, s.target, item, map, round);
      else destructure(m, s.target, item, round);
      markCounters(s.target, round);
      m.recorder.end(s.target.at, m.frame);
      following = after(yield { body: s.body, scope: round, isRound: true }, s.label);
    } catch (error) {
      abandon(m, next, error, s.at);
      throw error;
    }
    if (following !== 'on') next.leave?.(s.at);
    if (following === 'leave') return undefined;
    if (following !== 'on') return following;
  }
  m.recorder.end(s.of.at, m.frame);
  return yield { body: s.otherwise, scope };
}

/** A loop whose variable is another name for each cell in turn. */
function* eachCell(m: Machine, s: Stmt & { do: 'each' }, name: string, over: Box, scope: Scope): Flow {
  for (const cell of cellsIn(m, over, s)) {
    m.count(s.at);
    m.frame.now = s.at;
    const round = new Scope(scope, scope.frame, 'block');
    m.declare(round, name).alias = cell;
    const following = after(yield { body: s.body, scope: round, isRound: true }, s.label);
    if (following === 'leave') return undefined;
    if (following !== 'on') return following;
  }
  return undefined;
}

/** The cells of a list, which may change as they are gone through; a text has letters, which cannot be changed. */
function* cellsIn(m: Machine, over: Box, { at, of }: Stmt & { do: 'each' }): Generator<Place> {
  const { data } = over;
  if (data.t === 'str') {
    const next = m.dialect.iterate(m, over, 'values', of.at);
    for (let item = next(); item; item = next()) yield readOnly(m, 'a letter of a text', item, at);
  } else if (data.t === 'sequence') {
    for (let index = 0; index < data.cells.length; index++) yield sequenceCell(m, data, index, at);
  } else {
    const known = m.dialect.cells?.(m, data, of.at);
    yield* known ?? m.fail(of.at, `${m.dialect.show(data)} cannot be gone through`);
  }
}

function markCounters(pattern: Pattern, scope: Scope): void {
  if (pattern.to === 'name') {
    const variable = scope.find(pattern.name);
    if (variable) variable.owner.counter = true;
  } else if (pattern.to === 'sequence') {
    for (const item of pattern.items) markCounters(item, scope);
  }
}

export function* choose(m: Machine, s: Stmt & { do: 'switch' }, scope: Scope): Flow {
  const subject = m.evaluate(s.subject, scope);
  m.recorder.end(s.subject.at, m.frame);
  let taken = s.cases.findIndex(({ tests }) =>
    tests?.some((test) => {
      const value = m.dialect.caseOf?.(m, subject, test) ?? m.evaluate(test, scope);
      return m.dialect.compare(m, 'case', subject, value, test.at);
    }),
  );
  if (taken < 0) taken = s.cases.findIndex(({ tests }) => tests === null);
  if (taken < 0) return undefined;
  const bodies = s.falls ? s.cases.slice(taken) : s.cases.slice(taken, taken + 1);
  const completion = yield { body: bodies.flatMap(({ body }) => body), scope };
  return completion?.kind === 'break' && (completion.label === undefined || completion.label === s.label)
    ? undefined
    : completion;
}
