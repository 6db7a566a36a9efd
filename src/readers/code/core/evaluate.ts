import { destructure, placeOf } from './assign';
import { block, run } from './execute';
import type { Argument, Clause, Entry, Expr, FunctionDeclaration } from './ir';
import { FALSE, TRUE, type Machine } from './machine';
import { Scope } from './scope';
import type { Arguments, Box, Place } from './values';

export function evaluate(m: Machine, e: Expr, scope: Scope): Box {
  switch (e.op) {
    case 'literal':
      return m.recorder.fresh(e.value, true);
    case 'name':
      return m.lookup(scope, e.name, e.at);
    case 'sequence':
      return m.fresh(m.sequence(e.flavor, items(m, e.items, scope), e.at));
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
    case 'address':
      return m.fresh({ t: 'reference', place: placeOf(m, e.place, scope) });
    case 'call':
      return callOrCell(m, e, scope).box;
    case 'unary': {
      const operand = evaluate(m, e.operand, scope);
      if (e.operator === 'not') return truth(m, !m.test(operand, e.at));
      return m.dialect.unary(m, e.operator, operand, e.at);
    }
    case 'binary': {
      const left = evaluate(m, e.left, scope);
      return m.dialect.binary(m, e.operator, left, evaluate(m, e.right, scope), e.at);
    }
    case 'compare':
      return compare(m, e, scope);
    case 'logical':
      return logical(m, e, scope);
    case 'conditional': {
      const test = m.test(evaluate(m, e.test, scope), e.test.at);
      return evaluate(m, test ? e.then : e.otherwise, scope);
    }
    case 'function':
      return functionBox(m, e.declaration, scope);
    case 'assign': {
      const box = evaluate(m, e.value, scope);
      destructure(m, e.target, box, scope);
      return box;
    }
    case 'update':
      return update(m, e, scope);
    case 'comprehension':
      return comprehension(m, e, scope);
    case 'all':
      return e.parts.map((part) => evaluate(m, part, scope)).at(-1) ?? m.fail(e.at, 'nothing to evaluate');
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
  return m.fresh({ t: 'function', declaration, scope });
}

type Call = Expr & { op: 'call' };

/** What a call gives, and the cell that it stands in where the function gives a cell. */
export function callOrCell(m: Machine, e: Call, scope: Scope): { box: Box; place?: Place } {
  const callee = calleeOf(m, e, scope);
  // Where `?.` found nothing to call.
  if (!callee) return { box: m.fresh(m.dialect.absent ?? { t: 'nothing', name: 'undefined' }) };
  const args = argumentsOf(m, e.args, scope);
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

function argumentsOf(m: Machine, list: readonly Argument[], scope: Scope): Arguments {
  const positional: Box[] = [];
  const keywords = new Map<string, Box>();
  const places: (Place | undefined)[] = [];
  for (const { value, keyword } of list) {
    if (keyword !== undefined) keywords.set(keyword, evaluate(m, value, scope));
    else if (value.op === 'spread' && value.mapping)
      m.fail(value.at, 'keyword arguments from a dictionary are not followed');
    else if (m.dialect.passesPlaces) {
      const { box, place } = valueOrCell(m, value, scope);
      positional.push(box);
      places.push(place);
    } else positional.push(...items(m, [value], scope));
  }
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

function items(m: Machine, list: readonly Expr[], scope: Scope): Box[] {
  const boxes: Box[] = [];
  for (const item of list) {
    if (item.op === 'spread') {
      const next = m.dialect.iterate(m, evaluate(m, item.value, scope), 'values', item.at);
      for (let box = next(); box; box = next()) {
        m.count(item.at);
        boxes.push(box);
      }
    } else boxes.push(evaluate(m, item, scope));
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
  let left = evaluate(m, e.first, scope);
  for (const { operator, right } of e.rest) {
    const box = evaluate(m, right, scope);
    if (!m.dialect.compare(m, operator, left, box, e.at)) return truth(m, false);
    left = box;
  }
  return truth(m, true);
}

function logical(m: Machine, e: Expr & { op: 'logical' }, scope: Scope): Box {
  const left = evaluate(m, e.left, scope);
  const stop =
    e.operator === 'nullish'
      ? m.inspect(left, e.left.at).t !== 'nothing'
      : m.test(left, e.left.at) === (e.operator === 'or');
  if (m.dialect.logicalGivesOperand) return stop ? left : evaluate(m, e.right, scope);
  return truth(m, stop ? e.operator === 'or' : m.test(evaluate(m, e.right, scope), e.right.at));
}

function update(m: Machine, e: Expr & { op: 'update' }, scope: Scope): Box {
  const place = placeOf(m, e.target, scope);
  const old = place.read();
  const operand = evaluate(m, e.value, scope);
  const box =
    m.dialect.inPlace?.(m, e.operator, old, operand, e.at) ?? m.dialect.binary(m, e.operator, old, operand, e.at);
  place.write(box);
  return e.result === 'old' ? m.fresh(old.data) : box;
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
    for (let item = next(); item; item = next()) {
      m.count(e.at);
      const round = new Scope(scope, scope.frame, 'block');
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
