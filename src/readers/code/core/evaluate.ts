import type { Span } from '../syntax';
import { assignTo, destructure, placeOf, written } from './assign';
import { block, run } from './execute';
import { asSum, inAnyOrder, settled, writing, type Order } from './order';
import type { Argument, Clause, Entry, Expr, FunctionDeclaration, Parameter } from './ir';
import { FALSE, TRUE, type Machine } from './machine';
import { Scope } from './scope';
import { RecordData, type Arguments, type Box, type FunctionData, type Place } from './values';

export function evaluate(m: Machine, e: Expr, scope: Scope): Box {
  switch (e.op) {
    case 'literal':
      return m.recorder.fresh(e.value, true);
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
    case 'member':
      if (e.op === 'member' && e.optional) {
        const object = evaluate(m, e.object, scope);
        return object.data.t === 'nothing'
          ? m.fresh(m.dialect.absent ?? object.data)
          : m.dialect.member(m, object, e.name, e.at).read();
      }
      return placeOf(m, e, scope).read();
    case 'deref':
      return placeOf(m, e, scope).read();
    case 'address': {
      if (e.place.op !== 'call') return m.fresh({ t: 'reference', place: placeOf(m, e.place, scope) });
      // A structure that is made where its address is taken (`&node{1, nil}`) is known by its pointers alone.
      const { box, place } = callOrCell(m, e.place, scope);
      const made = box.data;
      if (!place && made.t === 'record' && made.flavor === 'struct')
        return m.fresh(new RecordData('instance', made.owner, made.entries, made.type));
      return m.fresh({ t: 'reference', place: place ?? m.fail(e.at, 'this has no address') });
    }
    case 'call':
      return callOrCell(m, e, scope).box;
    case 'unary': {
      const operand = evaluate(m, e.operand, scope);
      if (e.operator === 'not') return truth(m, !m.test(operand, e.at));
      return m.dialect.unary(m, e.operator, operand, e.at);
    }
    case 'binary': {
      const [left, right] = inAnyOrder<[Box, Box]>(
        m,
        m.dialect.anyOrder?.binary,
        e.at,
        [e.left, e.right],
        [() => evaluate(m, e.left, scope), () => evaluate(m, e.right, scope)],
      );
      return m.dialect.binary(m, e.operator, left, right, e.at);
    }
    case 'compare':
      return compare(m, e, scope);
    case 'logical':
      return logical(m, e, scope);
    case 'conditional': {
      const test = settled(m, () => m.test(evaluate(m, e.test, scope), e.test.at));
      return evaluate(m, test ? e.then : e.otherwise, scope);
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
      for (const part of e.parts.slice(0, -1)) settled(m, () => evaluate(m, part, scope));
      return evaluate(m, last, scope);
    }
    case 'text':
      return m.fresh(
        m.dialect.text(
          m,
          e.parts.map((part) => evaluate(m, part, scope)),
          e.at,
        ),
      );
    case 'cast': {
      const value = evaluate(m, e.value, scope);
      return m.dialect.cast ? m.dialect.cast(m, e.type, value, e.at) : value;
    }
    case 'block':
      return blockValue(m, e, scope);
    case 'spread':
      return m.fail(e.at, 'a spread is not expected here');
    case 'unsupported':
      return m.fail(e.at, e.what);
  }
}

export function truth(m: Machine, value: boolean): Box {
  return m.fresh(value ? TRUE : FALSE);
}

export function functionBox(m: Machine, declaration: FunctionDeclaration, scope: Scope): Box {
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

export function functionData(m: Machine, declaration: FunctionDeclaration, scope: Scope): FunctionData {
  const made: FunctionData = {
    t: 'function',
    declaration,
    scope: m.dialect.shadows ? asNow(scope, declaration) : scope,
  };
  if (!m.dialect.defaultsOnce) return made;
  const defaults = new Map<Parameter, Box>();
  for (const parameter of declaration.parameters)
    if (parameter.fallback) defaults.set(parameter, evaluate(m, parameter.fallback, scope));
  return defaults.size > 0 ? { ...made, defaults } : made;
}

type Call = Expr & { op: 'call' };

/** What a call gives, and the cell that it stands in where the function gives a cell. */
export function callOrCell(m: Machine, e: Call, scope: Scope): { box: Box; place?: Place } {
  const callee = calleeOf(m, e, scope);
  // Where `?.` found nothing to call.
  if (!callee) return { box: m.fresh(m.dialect.absent ?? { t: 'nothing', name: 'undefined' }) };
  const args = argumentsOf(m, e, scope);
  const place = callee.data.t === 'builtin' ? callee.data.cell?.(m, args, e.at) : undefined;
  return place ? { box: place.read(), place } : { box: m.call(callee, args, e.at) };
}

/** What is called; undefined where `?.` finds nothing to call. */
function calleeOf(m: Machine, e: Call, scope: Scope): Box | undefined {
  let callee: Box;
  if (e.callee.op === 'member' && m.dialect.bindsThis) {
    const object = evaluate(m, e.callee.object, scope);
    if (e.callee.optional && object.data.t === 'nothing') return undefined;
    callee = m.dialect.member(m, object, e.callee.name, e.callee.at).read();
    if (callee.data.t === 'function' && !callee.data.declaration.arrow)
      callee = m.fresh({ ...callee.data, self: callee.data.self ?? object });
  } else callee = evaluate(m, e.callee, scope);
  if (callee.data.t === 'class' && m.dialect.bindsThis && !e.fresh) return m.fail(e.at, 'a class is called with new');
  return callee;
}

function argumentsOf(m: Machine, e: Call, scope: Scope): Arguments {
  const positional: Box[] = [];
  const keywords = new Map<string, Box>();
  const places: (Place | undefined)[] = [];
  const take = ({ value, keyword }: Argument): void => {
    if (keyword !== undefined) keywords.set(keyword, evaluate(m, value, scope));
    else if (value.op === 'spread' && value.mapping)
      m.fail(value.at, 'keyword arguments from a dictionary are not followed');
    else if (m.dialect.passesPlaces) {
      const { box, place } = valueOrCell(m, value, scope);
      positional.push(box);
      places.push(place);
    } else if (value.op === 'spread') positional.push(...spread(m, value.value, scope));
    else positional.push(evaluate(m, value, scope));
  };
  inAnyOrder(
    m,
    m.dialect.anyOrder?.call,
    e.at,
    e.args.map(({ value }) => value),
    e.args.map((one) => () => take(one)),
  );
  return { positional, keywords, ...(m.dialect.passesPlaces && { places }) };
}

/** The cell that an expression names, where it names one, and its value. */
export function valueOrCell(m: Machine, e: Expr, scope: Scope): { box: Box; place?: Place } {
  if (e.op === 'call') return callOrCell(m, e, scope);
  if (!PLACES.has(e.op)) return { box: evaluate(m, e, scope) };
  const place = placeOf(m, e, scope);
  return { box: place.read(), place };
}

/** Expressions that name a cell. */
const PLACES: ReadonlySet<string> = new Set(['name', 'index', 'member', 'deref']);

function items(m: Machine, list: readonly Expr[], scope: Scope, order?: Order, at?: Span): Box[] {
  return inAnyOrder<Box[][]>(
    m,
    order,
    at ?? list[0]?.at ?? { start: 0, end: 0 },
    list,
    list.map((item) => () => (item.op === 'spread' ? spread(m, item.value, scope) : [evaluate(m, item, scope)])),
  ).flat();
}

function spread(m: Machine, value: Expr, scope: Scope): Box[] {
  const boxes: Box[] = [];
  const next = m.dialect.iterate(m, evaluate(m, value, scope), 'values', value.at);
  for (let box = next(); box; box = next()) {
    m.count(value.at);
    boxes.push(box);
  }
  return boxes;
}

function record(m: Machine, flavor: string, entries: readonly Entry[], scope: Scope, e: Expr): Box {
  const data = m.record(flavor);
  for (const entry of entries) {
    if ('spread' in entry) {
      const from = m.container(evaluate(m, entry.spread, scope), e.at);
      if (from.t !== 'record') return m.fail(entry.spread.at, 'only dictionaries and objects can be spread here');
      for (const { key, box } of from.entries.values()) m.setEntry(data, key, box, e.at);
    } else {
      const key = m.inspect(evaluate(m, entry.key, scope), entry.key.at);
      m.setEntry(data, key, evaluate(m, entry.value, scope), entry.value.at);
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
      [() => evaluate(m, e.first, scope), () => evaluate(m, only.right, scope)],
    );
    return truth(m, m.dialect.compare(m, only.operator, left, right, e.at));
  }
  let left = evaluate(m, e.first, scope);
  for (const { operator, right } of e.rest) {
    const box = evaluate(m, right, scope);
    if (!m.dialect.compare(m, operator, left, box, e.at)) return truth(m, false);
    left = box;
  }
  return truth(m, true);
}

function logical(m: Machine, e: Expr & { op: 'logical' }, scope: Scope): Box {
  const left = settled(m, () => evaluate(m, e.left, scope));
  const stop =
    e.operator === 'nullish'
      ? m.inspect(left, e.left.at).t !== 'nothing'
      : m.test(left, e.left.at) === (e.operator === 'or');
  if (m.dialect.logicalGivesOperand) return stop ? left : evaluate(m, e.right, scope);
  return truth(m, stop ? e.operator === 'or' : m.test(evaluate(m, e.right, scope), e.right.at));
}

/** `a += b`. `isStatement`: nobody asks for its value. */
export function update(m: Machine, e: Expr & { op: 'update' }, scope: Scope, isStatement = false): Box {
  const isSum = isStatement && (e.operator === '+' || e.operator === '-');
  const once = <T>(run: () => T): T => (isSum ? asSum(m, run) : run());
  const target = (): { place: Place; old: Box } => {
    const place = placeOf(m, e.target, scope);
    return { place, old: once(() => place.read()) };
  };
  const operand = (): Box => evaluate(m, e.value, scope);
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

function comprehension(m: Machine, e: Expr & { op: 'comprehension' }, parent: Scope): Box {
  const [first] = e.clauses;
  if (!first || !('each' in first)) return m.fail(e.at, 'a comprehension goes over something first');
  // What the first clause goes over is evaluated at once, the rest when asked for.
  const over = evaluate(m, first.of, parent);
  const boxes = elements(m, e, e.clauses, new Scope(parent, parent.frame, 'block'), over);
  if (e.flavor === 'iterator') return m.fresh({ t: 'iterator', next: () => boxes.next().value?.[0] });
  if (e.flavor === 'list')
    return m.fresh(
      m.sequence(
        'list',
        [...boxes].map(([box]) => box),
        e.at,
      ),
    );
  if (e.flavor === 'set') return m.fail(e.at, 'sets have no places, so they are not followed');
  const dictionary = m.record('dict');
  for (const [key, value] of boxes) if (value) m.setEntry(dictionary, m.inspect(key, e.element.at), value, e.at);
  return m.fresh(dictionary);
}

type Element = [box: Box, value: Box | undefined];

function* elements(
  m: Machine,
  e: Expr & { op: 'comprehension' },
  [clause, ...rest]: readonly Clause[],
  scope: Scope,
  over?: Box,
): Generator<Element, undefined> {
  if (!clause) yield [evaluate(m, e.element, scope), e.value && evaluate(m, e.value, scope)];
  else if ('when' in clause) {
    if (m.test(evaluate(m, clause.when, scope), clause.when.at)) yield* elements(m, e, rest, scope);
  } else {
    const next = m.dialect.iterate(m, over ?? evaluate(m, clause.of, scope), 'values', clause.of.at);
    // Functions made in it see the last value of its variable, as there is only one.
    const round = new Scope(scope, scope.frame, 'block');
    for (let item = next(); item; item = next()) {
      m.count(e.at);
      destructure(m, clause.each, item, round);
      yield* elements(m, e, rest, round);
    }
  }
}

function blockValue(m: Machine, e: Expr & { op: 'block' }, parent: Scope): Box {
  const scope = new Scope(parent, parent.frame, 'block');
  const completion = e.value ? run(m, e.body, scope) : block(m, e.body, parent);
  if (completion) return m.fail(e.at, 'leaving a block in the middle of an expression is not followed');
  if (e.value) return evaluate(m, e.value, scope);
  return m.fresh(m.dialect.absent ?? { t: 'nothing', name: '()' });
}
