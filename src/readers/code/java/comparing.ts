import { callWith } from '../core/calls';
import { methodOf } from '../core/ancestry';
import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';
import type { Span } from '../syntax';
import { constantOf } from './enums';
import { kindOf } from './kinds';
import { isNear } from './numbers';
import { thrown } from './throwing';
import { checkView, mapOf } from './views';

/** Something that may be called: a lambda, or an object of a class that implements an interface with one method. */
export function called(m: Machine, f: Box, names: readonly string[], given: Box[], at: Span): Box {
  const { data } = f;
  if (data.t === 'nothing') throw thrown(m, 'NullPointerException', 'a function is null here', at);
  if (data.t !== 'record') return callWith(m, f, given, at);
  const method =
    data.type &&
    methodOf(
      data.type,
      names.map((name) => `${name}()`),
    );
  if (!method) return m.fail(at, `${m.dialect.show(data)} is no function`);
  return callWith(m, m.fresh({ ...method, self: f }), given, at);
}

/** The order that a comparator tells. */
export function comparing(m: Machine, by: Box, at: Span): (a: Box, b: Box) => number {
  return (a, b) => {
    const result = m.inspect(called(m, by, ['compare'], [a, b], at), at);
    return result.t === 'int' ? Number(result.v) : m.fail(at, 'a comparator gives an int');
  };
}

/** What `compareTo` gives. */
export function compared(m: Machine, a: Box, b: Box, at: Span): number {
  const [x, y] = [m.inspect(a, at), m.inspect(b, at)];
  if (x.t === 'nothing' || y.t === 'nothing') throw thrown(m, 'NullPointerException', 'null is compared here', at);
  if (x.t === 'str' && y.t === 'str') return textOrder(x.v, y.v);
  if (x.t === 'bool' && y.t === 'bool') return Number(x.v) - Number(y.v);
  if (x.t === 'int' && y.t === 'int') {
    if (x.type !== y.type) throw thrown(m, 'ClassCastException', 'numbers of two classes are compared here', at);
    // Narrow numbers give their difference.
    if (x.type === 'u16' || x.type === 'i8' || x.type === 'i16') return Number(x.v - y.v);
    return x.v < y.v ? -1 : x.v > y.v ? 1 : 0;
  }
  if (x.t === 'num' && y.t === 'num') {
    if (isNear(x) || isNear(y)) return m.fail(at, 'this depends on the last digits of a logarithm or the like');
    return realOrder(x.v, y.v);
  }
  const [c, d] = [constantOf(x), constantOf(y)];
  if (c && d) return c.ordinal - d.ordinal;
  if (x.t === 'record' && x.type && kindOf(x) === undefined) {
    const method = methodOf(x.type, ['compareTo()']);
    const result = method && m.inspect(callWith(m, m.fresh({ ...method, self: a }), [b], at), at);
    if (result?.t === 'int') return Number(result.v);
  }
  return m.fail(at, `comparing ${m.dialect.show(x)} and ${m.dialect.show(y)} is not followed`);
}

/** Of texts the difference of the first letters that differ, or of the lengths, as Java tells it. */
export function textOrder(a: string, b: string): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = a.charCodeAt(index) - b.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function realOrder(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  // -0.0 comes before 0.0, and NaN after all.
  if (Object.is(a, b)) return 0;
  if (Number.isNaN(a)) return 1;
  if (Number.isNaN(b)) return -1;
  return Object.is(a, -0) ? -1 : 1;
}

/** What `equals` gives. */
export function equal(m: Machine, a: Box, b: Box, at: Span): boolean {
  const [x, y] = [m.inspect(a, at), m.inspect(b, at)];
  if (x === y) return true;
  for (const one of [x, y]) {
    checkView(m, one, at);
    if (one.t === 'sequence' && mapOf(one))
      m.fail(at, 'whether what a map shows as a collection equals another one is not followed');
  }
  if (x.t === 'record' && x.type && kindOf(x) === undefined) {
    const own = methodOf(x.type, ['equals()']);
    if (own) return m.test(callWith(m, m.fresh({ ...own, self: a }), [b], at), at);
    if (x.type.declaration.kind !== 'record') return false;
    if (y.t !== 'record' || y.type?.declaration !== x.type.declaration) return false;
    return [...x.entries].every(([key, { box }]) => {
      const other = y.entries.get(key)?.box;
      return other !== undefined && equal(m, box, other, at);
    });
  }
  if (x.t !== y.t && !(isRow(x) && isRow(y))) return false;
  if (x.t === 'int' && y.t === 'int') return x.v === y.v && x.type === y.type;
  if (x.t === 'num' && y.t === 'num') return Object.is(x.v, y.v) && x.type === y.type;
  if (x.t === 'str' && y.t === 'str') return x.v === y.v;
  if (x.t === 'bool' && y.t === 'bool') return x.v === y.v;
  if (x.t === 'nothing') return y.t === 'nothing';
  if (isRow(x) && isRow(y)) {
    if (NO_EQUALS.has(flavorOf(x)) || NO_EQUALS.has(flavorOf(y))) return false;
    const [left, right] = [rowOf(x), rowOf(y)];
    return left.length === right.length && left.every((box, index) => equal(m, box, right[index] ?? box, at));
  }
  if (x.t === 'record' && y.t === 'record' && kindOf(x) === kindOf(y)) {
    if (x.entries.size !== y.entries.size) return false;
    return [...x.entries].every(([key, { key: own, box }]) => {
      const other = y.entries.get(key);
      return other !== undefined && sameKind(own, other.key) && equal(m, box, other.box, at);
    });
  }
  if (x.t === 'function' || x.t === 'iterator') return false;
  return m.fail(at, `whether ${m.dialect.show(x)} equals ${m.dialect.show(y)} is not followed`);
}

/** Keys of two classes are never equal: `1` and `1L`. */
export function sameKind(a: Data, b: Data): boolean {
  if (a.t === 'int' && b.t === 'int') return a.type === b.type;
  return a.t === b.t;
}

/** Those that are equal to themselves alone. */
const NO_EQUALS: ReadonlySet<string> = new Set(['array', 'builder', 'ArrayDeque', 'PriorityQueue']);

type Row = Data & { t: 'sequence' | 'view' };

function isRow(data: Data): data is Row {
  return data.t === 'sequence' || data.t === 'view';
}

function flavorOf(data: Row): string {
  return data.t === 'view' ? 'list' : data.flavor;
}

function rowOf(data: Row): readonly Box[] {
  return data.t === 'view' ? data.base.cells.slice(data.from, data.to) : data.cells;
}
