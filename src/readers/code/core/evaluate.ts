import { Leaving } from './completion';
import type { Span } from '../syntax';
import { assignTo, written } from './assign';
import { comprehension } from './comprehension';
import type { Order } from './dialect';
import type { Entry, Expr, FunctionDeclaration, Parameter } from './ir';
import type { Machine } from './machine';
import { memberOf } from './members';
import { asSum, inAnyOrder, settled, writing } from './order';
import { callOrCell, placeOf, spread } from './places';
import { FALSE, TRUE } from './scalars';
import { Scope, type Box, type FunctionData, type Place, type Variable } from './values';

export function evaluate(m: Machine, e: Expr, scope: Scope): Box {
  switch (e.op) {
    case 'literal':
      return m.recorder.fresh(e.value, true);
    case 'unknown':
      return m.unknown(e.name, true);
    case 'name':
      return m.lookup(scope, e.name, e.at);
    case 'sequence': {
      const boxes = items(m, e.items, scope, m.dialect.anyOrder?.sequence, e.at);
      // Arrays and structures that are put into a list are copies there.
      const own = boxes.map((box) => m.dialect.copied?.(m, box, e.at) ?? box);
      return m.fresh(m.sequence(e.flavor, own, e.at, e.type));
    }
    case 'record':
      return record(m, e.flavor, e.entries, scope, e);
    case 'index':
    case 'slice':
    case 'deref':
      return placeOf(m, e, scope).read();
    case 'member': {
      if (!e.optional) return placeOf(m, e, scope).read();
      const object = m.evaluate(e.object, scope);
      return object.data.t === 'nothing' ? m.absent() : memberOf(m, object, e.name, e.at).read();
    }
    case 'address': {
      if (e.place.op !== 'call') return m.fresh({ t: 'reference', place: m.place(e.place, scope) });
      const { box, place } = callOrCell(m, e.place, scope);
      if (place) return m.fresh({ t: 'reference', place });
      return m.dialect.addressed?.(m, box) ?? m.fail(e.at, 'this has no address');
    }
    case 'call':
      return callOrCell(m, e, scope).box;
    case 'unary': {
      const operand = m.evaluate(e.operand, scope);
      if (e.operator === 'not') return truth(m, !m.test(operand, e.at));
      return m.dialect.unary(m, e.operator, operand, e.at);
    }
    case 'binary': {
      const [left, right] = inAnyOrder<[Box, Box]>(
        m,
        m.dialect.anyOrder?.binary,
        e.at,
        [e.left, e.right],
        [() => m.evaluate(e.left, scope), () => m.evaluate(e.right, scope)],
      );
      return m.dialect.binary(m, e.operator, left, right, e.at);
    }
    case 'compare':
      return compare(m, e, scope);
    case 'logical':
      return logical(m, e, scope);
    case 'conditional': {
      const test = settled(m, () => m.test(m.evaluate(e.test, scope), e.test.at));
      const value = m.evaluate(test ? e.then : e.otherwise, scope);
      return m.dialect.chosen?.(m, e, value, scope) ?? value;
    }
    case 'function':
      return functionBox(m, e.declaration, scope);
    case 'assign':
      return assignTo(m, e.target, e.value, e.at, scope);
    case 'update':
      return update(m, e, scope);
    case 'comprehension':
      return comprehension(m, e, scope);
    case 'all': {
      const last = e.parts.at(-1) ?? m.fail(e.at, 'nothing to evaluate');
      for (const part of e.parts.slice(0, -1)) settled(m, () => m.evaluate(part, scope));
      return m.evaluate(last, scope);
    }
    case 'text':
      return m.fresh(
        m.dialect.text(
          m,
          e.parts.map((part) => m.evaluate(part, scope)),
          e.at,
        ),
      );
    case 'cast':
      return m.typed(e.type, m.evaluate(e.value, scope), e.at);
    case 'block':
      return blockValue(m, e, scope);
    case 'yield':
      return m.fail(e.at, 'yield is followed as a statement of its own');
    case 'spread':
      return m.fail(e.at, 'a spread is not expected here');
    case 'unsupported':
      return m.fail(e.at, e.what);
  }
}

export function truth(m: Machine, value: boolean): Box {
  return m.fresh(value ? TRUE : FALSE);
}

function functionBox(m: Machine, declaration: FunctionDeclaration, scope: Scope): Box {
  return m.fresh(functionData(m, declaration, scope));
}

/** The variables that a closure uses, whatever is declared by their names later; copies of them if it takes them with it. */
function asNow(scope: Scope, declaration: FunctionDeclaration): Scope {
  if (!declaration.arrow || !scope.parent) return scope;
  const now = new Scope(asNow(scope.parent, declaration), scope.frame, scope.kind);
  for (const [name, variable] of scope.variables)
    now.variables.set(name, declaration.moves ? { ...variable } : variable);
  return now;
}

/** Where a function knows its copies of variables by their names. */
function withCopies(m: Machine, names: readonly string[], scope: Scope): Scope {
  const own = new Scope(scope, scope.frame, 'block');
  for (const name of names) {
    const variable = localOf(scope, name);
    const box = variable?.alias ? variable.alias.read() : variable?.box;
    if (!variable || !box) continue;
    const type = variable.type !== undefined && m.dialect.isAlias?.(variable.type) ? undefined : variable.type;
    m.setVariable(m.declare(own, name, type), box, m.frame.now);
  }
  return own;
}

/** A variable that is none of those beside all functions. */
function localOf(scope: Scope, name: string): Variable | undefined {
  let isInside = false;
  for (let next: Scope | null = scope; next; next = next.parent) {
    if (!next.parent && isInside) return undefined;
    const found = next.variables.get(name);
    if (found) return found;
    isInside ||= next.kind === 'function';
  }
  return undefined;
}

export function functionData(m: Machine, declaration: FunctionDeclaration, around: Scope): FunctionData {
  const scope = declaration.copies ? withCopies(m, declaration.copies, around) : around;
  const made: FunctionData = {
    t: 'function',
    declaration,
    scope: m.dialect.shadows ? asNow(scope, declaration) : scope.kind === 'class' ? (scope.parent ?? scope) : scope,
  };
  if (!m.dialect.defaultsOnce) return made;
  const defaults = new Map<Parameter, Box>();
  for (const parameter of declaration.parameters)
    if (parameter.fallback) defaults.set(parameter, m.evaluate(parameter.fallback, scope));
  return defaults.size > 0 ? { ...made, defaults } : made;
}

function items(m: Machine, list: readonly Expr[], scope: Scope, order?: Order, at?: Span): Box[] {
  return inAnyOrder<Box[][]>(
    m,
    order,
    at ?? list[0]?.at ?? { start: 0, end: 0 },
    list,
    list.map((item) => () => (item.op === 'spread' ? spread(m, item.value, scope) : [m.evaluate(item, scope)])),
  ).flat();
}

function record(m: Machine, flavor: string, entries: readonly Entry[], scope: Scope, e: Expr): Box {
  const data = m.record(flavor);
  for (const entry of entries) {
    if ('spread' in entry) {
      const from = m.evaluate(entry.spread, scope);
      m.container(from, e.at);
      const taken = m.dialect.entries?.(m, from, entry.spread.at);
      if (!taken) return m.fail(entry.spread.at, 'only dictionaries and objects can be spread here');
      for (const { key, box } of taken) m.setEntry(data, key, box, e.at);
    } else {
      const key = m.inspect(m.evaluate(entry.key, scope), entry.key.at);
      m.setEntry(data, key, m.evaluate(entry.value, scope), entry.value.at);
    }
  }
  return m.fresh(data);
}

function compare(m: Machine, e: Expr & { op: 'compare' }, scope: Scope): Box {
  const [only, ...more] = e.rest;
  if (only && more.length === 0) {
    const how = m.dialect.anyOrder?.compare;
    const [left, right] = inAnyOrder<[Box, Box]>(
      m,
      how,
      e.at,
      [e.first, only.right],
      [() => m.evaluate(e.first, scope), () => m.evaluate(only.right, scope)],
    );
    return truth(m, m.dialect.compare(m, only.operator, left, right, e.at));
  }
  let left = m.evaluate(e.first, scope);
  for (const { operator, right } of e.rest) {
    const box = m.evaluate(right, scope);
    if (!m.dialect.compare(m, operator, left, box, e.at)) return truth(m, false);
    left = box;
  }
  return truth(m, true);
}

function logical(m: Machine, e: Expr & { op: 'logical' }, scope: Scope): Box {
  const left = settled(m, () => m.evaluate(e.left, scope));
  const stop =
    e.operator === 'nullish'
      ? m.inspect(left, e.left.at).t !== 'nothing'
      : m.test(left, e.left.at) === (e.operator === 'or');
  if (m.dialect.logicalGivesOperand) return stop ? left : m.evaluate(e.right, scope);
  return truth(m, stop ? e.operator === 'or' : m.test(m.evaluate(e.right, scope), e.right.at));
}

/** `a += b`. `isStatement`: nobody asks for its value. */
export function update(m: Machine, e: Expr & { op: 'update' }, scope: Scope, isStatement = false): Box {
  const isSum = isStatement && (e.operator === '+' || e.operator === '-');
  const once = <T>(run: () => T): T => (isSum ? asSum(m, run) : run());
  const target = (): { place: Place; old: Box } => {
    const place = m.place(e.target, scope);
    return { place, old: once(() => place.read()) };
  };
  const operand = (): Box => m.evaluate(e.value, scope);
  const operands = (): [Box, { place: Place; old: Box }] => {
    if (m.dialect.operandFirst) return [operand(), target()];
    const [left, right] = inAnyOrder<[{ place: Place; old: Box }, Box]>(
      m,
      m.dialect.anyOrder?.assign,
      e.at,
      [e.target, e.value],
      [target, operand],
    );
    return [right, left];
  };
  return writing(m, e.at, operands, ([value, { place, old }]) => {
    const box =
      m.dialect.inPlace?.(m, e.operator, old, value, e.at) ?? m.dialect.binary(m, e.operator, old, value, e.at);
    const now = once(() => written(m, place, box, e.at));
    return e.result === 'old' ? m.fresh(old.data) : now;
  });
}

function blockValue(m: Machine, e: Expr & { op: 'block' }, parent: Scope): Box {
  const scope = new Scope(parent, parent.frame, 'block');
  const completion = m.run(e.body, scope);
  if (completion?.kind === 'yield') return completion.value;
  if (completion?.kind === 'return') throw new Leaving(completion);
  if (completion) return m.fail(e.at, 'leaving a block in the middle of an expression is not followed');
  if (e.value) return m.evaluate(e.value, scope);
  return m.absent();
}
