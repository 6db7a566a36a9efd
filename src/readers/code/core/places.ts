import { append } from '../../../lists/append';
import type { Span } from '../syntax';
import { call } from './calls';
import { readOnly, unknownPlace } from './cells';
import { drain } from './iteration';
import type { Argument, Expr } from './ir';
import type { Machine } from './machine';
import { memberOf } from './members';
import { inAnyOrder } from './order';
import type { Arguments, Box, Data, Place, Scope, Taking, Unknown } from './values';

/** The cell that an expression names. */
export function placeOf(m: Machine, expr: Expr, scope: Scope): Place {
  const { at } = expr;
  switch (expr.op) {
    case 'name': {
      // What nothing defines becomes an input of the snippet.
      const known = m.find(scope, expr.name, at) ? undefined : m.lookup(scope, expr.name, at);
      const variable = m.find(scope, expr.name, at);
      if (variable?.alias) return variable.alias;
      // What the language has by that name.
      if (!variable && known) return readOnly(m, expr.name, known, at);
      if (!variable) return m.fail(at, `${expr.name} cannot be assigned to`);
      return {
        name: expr.name,
        read: () => {
          m.noteAccess(variable.owner, undefined, 'read');
          return variable.box ?? m.fail(at, `${expr.name} has no value here`);
        },
        write: (box) => m.setVariable(variable, box, at),
        peek: () => variable.box,
      };
    }
    case 'index': {
      const [object, index] = inAnyOrder<[Box, Box]>(
        m,
        m.dialect.anyOrder?.index,
        at,
        [expr.object, expr.index],
        [() => m.evaluate(expr.object, scope), () => indexValue(m, expr.index, scope)],
      );
      if (object.data.t === 'unknown' && index.data.t === 'unknown') return unknownIndex(m, object.data, index, at);
      return m.dialect.element(m, object, index, at);
    }
    case 'slice': {
      const object = m.evaluate(expr.object, scope);
      const bounds = {
        ...(expr.low && { low: m.evaluate(expr.low, scope) }),
        ...(expr.high && { high: m.evaluate(expr.high, scope) }),
        ...(expr.step && { step: m.evaluate(expr.step, scope) }),
        ...(expr.inclusive && { inclusive: true }),
      };
      return m.dialect.slice(m, object, bounds, at);
    }
    case 'member':
      return memberOf(m, m.evaluate(expr.object, scope), expr.name, at);
    case 'deref': {
      const box = m.evaluate(expr.pointer, scope);
      const pointer = m.inspect(box, at);
      if (pointer.t === 'reference') return pointer.place;
      if (pointer.t === 'sequence' || (pointer.t === 'str' && !m.dialect.valuesAsReferences))
        return m.dialect.element(m, m.fresh(pointer), m.fresh({ t: 'int', v: 0n }), at);
      // What an iterator of Rust gives is a reference in name only.
      if (m.dialect.valuesAsReferences) return readOnly(m, 'this', box, at);
      return m.dialect.pointed?.(m, pointer) ?? m.fail(at, 'this is not a pointer');
    }
    case 'call':
      return callOrCell(m, expr, scope).place ?? m.fail(at, 'this cannot be assigned to');
    case 'unsupported':
      return m.fail(at, expr.what);
    default:
      return m.fail(at, 'this cannot be assigned to');
  }
}

/** The value of an index. Of `n - 1 - i` nothing need be known but that: it is called by what stands there. */
function indexValue(m: Machine, e: Expr, scope: Scope): Box {
  const name = isSumOfNames(e) ? unknownSum(m, e, scope) : undefined;
  return name === undefined ? m.evaluate(e, scope) : m.unknown(name);
}

function isSumOfNames(e: Expr): boolean {
  return e.op === 'binary' && /^[-+]$/.test(e.operator) && [e.left, e.right].every((part) => isTerm(part));
}

function isTerm(e: Expr): boolean {
  return e.op === 'name' || (e.op === 'literal' && /^(?:int|num)$/.test(e.value.t)) || isSumOfNames(e);
}

/** What a sum is called in which a name stands that is not known; undefined where all are. */
function unknownSum(m: Machine, e: Expr, scope: Scope): string | undefined {
  const unknown = new Set<string>();
  const called = (part: Expr): string => {
    if (part.op === 'binary') return `${called(part.left)} ${part.operator} ${called(part.right)}`;
    if (part.op !== 'name') return part.op === 'literal' ? m.dialect.show(part.value) : '';
    const { data } = m.lookup(scope, part.name, part.at);
    if (data.t !== 'unknown') return m.dialect.show(data);
    unknown.add(data.name);
    return data.name;
  };
  const name = called(e);
  return unknown.size === 0 ? undefined : name;
}

/** The place of something unknown that an unknown index names: different indices are taken to be different places. */
function unknownIndex(m: Machine, object: Unknown, index: Box, at: Span): Place {
  if (index.home) index.home.inspected = true;
  const { name } = index.data.t === 'unknown' ? index.data : { name: '' };
  // A key that is called by its name, and is equal to itself alone.
  return unknownPlace(m, object, { t: 'nothing', name }, at);
}

type Call = Expr & { op: 'call' };

/** What a call gives, and the cell that it stands in where the function gives a cell. */
export function callOrCell(m: Machine, e: Call, scope: Scope): { box: Box; place?: Place } {
  const callee = calleeOf(m, e, scope);
  // Where `?.` found nothing to call.
  if (!callee) return { box: m.absent() };
  const args = argumentsOf(m, e, scope, callee.data.t);
  if (callee.data.t === 'builtin') return m.dialect.apply(m, callee.data, args, e.at);
  return cellGiven(callee.data, call(m, callee, args, e.at));
}

/** What a call gives, and the cell that it names where the function gives one. */
export function cellGiven(callee: Data, box: Box): { box: Box; place?: Place } {
  const gives =
    callee.t === 'function' && (callee.overloads ?? [callee]).some(({ declaration }) => declaration.givesCell);
  return gives && box.data.t === 'reference' ? { box: box.data.place.read(), place: box.data.place } : { box };
}

/** What is called; undefined where `?.` finds nothing to call. */
function calleeOf(m: Machine, e: Call, scope: Scope): Box | undefined {
  let callee: Box;
  if (e.callee.op === 'member' && m.dialect.bindsThis) {
    const object = m.evaluate(e.callee.object, scope);
    if (e.callee.optional && object.data.t === 'nothing') return undefined;
    callee = memberOf(m, object, e.callee.name, e.callee.at).read();
    // `Point::turn(&mut p)`: of a method that is called by its type the first argument is the object.
    const isOfType = object.data.t === 'class' && callee.data.t === 'function' && callee.data.declaration.takesSelf;
    if (callee.data.t === 'function' && !callee.data.declaration.arrow && !isOfType)
      callee = m.fresh({ ...callee.data, self: callee.data.self ?? object });
  } else callee = m.evaluate(e.callee, scope);
  if (e.fresh && callee.data.t === 'function') {
    const type = m.dialect.classOf?.(m, callee.data);
    if (type) callee = m.fresh(type);
  }
  // In C++ `Row(3)` makes a row; what `Row()` leaves open depends on how the class is written.
  const isPlain = m.dialect.qualified !== undefined && e.args.length > 0;
  if (callee.data.t === 'class' && m.dialect.bindsThis && !e.fresh && !isPlain)
    return m.fail(
      e.at,
      m.dialect.qualified ? 'what this object holds is not followed: give it values' : 'a class is called with new',
    );
  return callee;
}

/** @param of what is called: a function of the text may put values into variables that have none */
function argumentsOf(m: Machine, e: Call, scope: Scope, of: Data['t']): Arguments {
  const positional: Box[] = [];
  const keywords = new Map<string, Box>();
  const places: (Place | undefined)[] = [];
  const offers: (Taking | undefined)[] = [];
  const isOwn = of === 'function' || of === 'class';
  let rest: Box | undefined;
  const take = ({ value, keyword }: Argument): void => {
    if (keyword !== undefined) keywords.set(keyword, m.evaluate(value, scope));
    else if (value.op === 'spread' && value.mapping) named(m, m.evaluate(value.value, scope), keywords, value.at);
    else if (m.dialect.passesPlaces) {
      const offered = isOwn ? m.dialect.offered?.(m, value, scope) : undefined;
      const { box, place } = offered
        ? { ...offered, box: offered.place.read() }
        : of === 'function'
          ? outOrCell(m, value, scope)
          : valueOrCell(m, value, scope);
      positional.push(box);
      places.push(place);
      offers.push(offered?.take);
    } else if (value.op === 'spread' && m.dialect.spreadIsRest && of === 'function')
      rest = m.evaluate(value.value, scope);
    else if (value.op === 'spread') append(positional, spread(m, value.value, scope));
    else positional.push(m.evaluate(value, scope));
  };
  inAnyOrder(
    m,
    m.dialect.anyOrder?.call,
    e.at,
    e.args.map(({ value }) => value),
    e.args.map((one) => () => take(one)),
  );
  return { positional, keywords, ...(rest && { rest }), ...(m.dialect.passesPlaces && { places, offers }) };
}

/** A variable without a value may be given to a function that puts one there; what would read it fails at that. */
function outOrCell(m: Machine, value: Expr, scope: Scope): { box: Box; place?: Place } {
  const variable = value.op === 'name' ? m.find(scope, value.name, value.at) : undefined;
  if (!variable || variable.box || variable.alias) return valueOrCell(m, value, scope);
  return { box: m.recorder.fresh({ t: 'nothing', name: 'unset' }, true), place: m.place(value, scope) };
}

/** `f(**options)`: every key is the name of an argument. */
function named(m: Machine, from: Box, keywords: Map<string, Box>, at: Span): void {
  m.container(from, at);
  const entries = m.dialect.entries?.(m, from, at);
  if (!entries) return m.fail(at, `${m.dialect.show(from.data)} holds no arguments by name`);
  for (const { key, box } of entries) {
    if (key.t !== 'str' || keywords.has(key.v))
      return m.fail(at, `${m.dialect.show(key)} is no name, or is there twice`);
    keywords.set(key.v, box);
  }
}

/** The cell that an expression names, where it names one, and its value. */
export function valueOrCell(m: Machine, e: Expr, scope: Scope): { box: Box; place?: Place } {
  if (e.op === 'call') return callOrCell(m, e, scope);
  if (!PLACES.has(e.op)) return { box: m.evaluate(e, scope) };
  const place = m.place(e, scope);
  return { box: place.read(), place };
}

/** Expressions that name a cell. */
const PLACES: ReadonlySet<string> = new Set(['name', 'index', 'member', 'deref']);

/** All that something gone through gives. */
export function spread(m: Machine, value: Expr, scope: Scope): Box[] {
  return drain(m, m.dialect.iterate(m, m.evaluate(value, scope), 'values', value.at), value.at);
}
