import { box } from '../../core/library/parameters';
import type { Call, Entry } from '../../core/library/library';
import type { Parameter } from '../../core/library/table';
import type { Int, Num } from '../../core/scalars';
import type { Box, Data, RecordData, Sequence } from '../../core/values';
import { boxed } from '../boxes';
import { called } from '../comparing';
import { stepsOf } from '../iterate';
import { cellsIn } from '../kinds';
import { calculate, converted } from '../numbers';
import { thrown } from '../throwing';
import { checkView } from '../views';
import { drain } from '../../core/iteration';

/** What the functions of Java's library take, and what they give. */
export const int: Parameter<number> = { read: ({ m, at }, given) => Number(numberAt(given, { m, at }, 'i32').v) };
export const long: Parameter<bigint> = { read: ({ m, at }, given) => BigInt(numberAt(given, { m, at }, 'i64').v) };
export const real: Parameter<number> = { read: ({ m, at }, given) => Number(numberAt(given, { m, at }, 'f64').v) };
export const number: Parameter<Int | Num> = { read: ({ m, at }, given) => numberAt(given, { m, at }, undefined) };

function numberAt(given: Box, { m, at }: Pick<Call, 'm' | 'at'>, type: string | undefined): Int | Num {
  const data = m.inspect(given, at);
  if (data.t === 'nothing') throw thrown(m, 'NullPointerException', 'null is no number', at);
  if (data.t !== 'int' && data.t !== 'num') return m.fail(at, `${m.dialect.show(data)} is no number`);
  const made = type === undefined ? data : converted(m, data, type, at);
  return made.t === 'int' || made.t === 'num' ? made : m.fail(at, 'this is no number');
}

/** What is put into something that holds objects. */
export const item: Parameter<Box> = { read: ({ m }, given) => boxed(m, given) };

/** A text, or what has the characters of one. */
export const text: Parameter<string> = {
  read: ({ m, at }, given) => {
    const data = m.inspect(given, at);
    if (data.t === 'str') return data.v;
    if (data.t === 'nothing') throw thrown(m, 'NullPointerException', 'the text is null', at);
    return m.fail(at, `${m.dialect.show(data)} is no text`);
  },
};

export const row: Parameter<Sequence> = {
  read: ({ m, at }, given) => {
    const data = m.container(given, at);
    if (data.t === 'nothing') throw thrown(m, 'NullPointerException', 'the list is null', at);
    checkView(m, data, at);
    return data.t === 'sequence' ? data : m.fail(at, `${m.dialect.show(data)} is no list of its own`);
  },
};

/** The things in a list, an array, a set, or what else can be gone through. */
export const all: Parameter<Box[]> = {
  read: ({ m, at }, given) => {
    const data = m.container(given, at);
    checkView(m, data, at);
    if (data.t === 'sequence' || data.t === 'view') return [...cellsIn(data)];
    return drain(m, stepsOf(m, given, at), at);
  },
};

export const table: Parameter<RecordData> = {
  read: ({ m, at }, given) => {
    const data = m.container(given, at);
    if (data.t === 'nothing') throw thrown(m, 'NullPointerException', 'the map is null', at);
    return data.t === 'record' ? data : m.fail(at, `${m.dialect.show(data)} has no keys`);
  },
};

export type Function = (...given: Box[]) => Box;

/** A lambda, a reference to a method, or an object with one of these methods. */
export function functional(...names: string[]): Parameter<Function> {
  return {
    read:
      ({ m, at }, given) =>
      (...values) => {
        m.count(at);
        return called(m, given, names, values, at);
      },
  };
}

export { box };

export function i32(v: number | bigint): Data {
  return { t: 'int', v: BigInt.asIntN(32, BigInt(v)), type: 'i32' };
}

export function i64(v: number | bigint): Data {
  return { t: 'int', v: BigInt.asIntN(64, BigInt(v)), type: 'i64' };
}

export function f64(v: number): Data {
  return { t: 'num', v };
}

export function character(code: number): Data {
  return { t: 'int', v: BigInt(code), type: 'u16' };
}

export const NULL: Data = { t: 'nothing', name: 'null' };

export function outside({ m, at }: Call, index: number, length: number): never {
  throw thrown(m, 'IndexOutOfBoundsException', `Index ${index} out of bounds for length ${length}`, at);
}

export function missing({ m, at }: Call, what: string, kind = 'NoSuchElementException'): never {
  throw thrown(m, kind, what, at);
}

/** The sum of numbers, as `+` adds them. */
export function sumOf({ m, at }: Call, boxes: readonly Box[], start: Data): Data {
  return boxes.reduce((sum, each) => calculate(m, '+', sum, m.inspect(each, at), at), start);
}

/** Functions by their names alone, as those of a class. */
export function prefixed(name: string, entries: Readonly<Record<string, Entry>>): Record<string, Entry> {
  return Object.fromEntries(Object.entries(entries).map(([own, entry]) => [`${name}.${own}`, entry]));
}
