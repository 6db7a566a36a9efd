import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';
import type { Span } from '../syntax';
import { LISTS, kindOf } from './kinds';
import { isOf } from './throwing';

const NUMBERS: Readonly<Record<string, string>> = {
  i8: 'Byte',
  i16: 'Short',
  u16: 'Character',
  i32: 'Integer',
  i64: 'Long',
  f32: 'Float',
  f64: 'Double',
};

/** `x instanceof Kind`. */
export function isInstance(m: Machine, value: Box, kind: Box, at: Span): boolean {
  const data = m.inspect(value, at);
  const type = kind.data;
  if (data.t === 'nothing') return false;
  if (type.t === 'class') return data.t === 'record' && isOf(data.type, type);
  const name = type.t === 'module' ? type.name : type.t === 'str' ? type.v : undefined;
  if (name === 'Object') return true;
  const names = name === undefined ? undefined : namesOf(data);
  if (!names || name === undefined)
    return m.fail(at, `whether ${m.dialect.show(data)} is one of these is not known here`);
  return names.includes(name);
}

/** The classes and interfaces of the library that an object is of; undefined where that is not known. */
function namesOf(data: Data): readonly string[] | undefined {
  switch (data.t) {
    case 'int':
    case 'num':
      return [
        NUMBERS[data.type ?? (data.t === 'int' ? 'i32' : 'f64')] ?? '',
        ...(data.type === 'u16' ? [] : ['Number']),
        'Comparable',
      ];
    case 'bool':
      return ['Boolean', 'Comparable'];
    case 'str':
      return ['String', 'Comparable', 'CharSequence'];
    case 'view':
      return ['List', 'Collection', 'Iterable'];
    case 'sequence':
      if (data.flavor === 'array') return data.type === undefined ? undefined : [`${data.type}[]`];
      if (data.flavor === 'ArrayDeque') return ['ArrayDeque', 'Deque', 'Queue', 'Collection', 'Iterable'];
      if (data.flavor === 'LinkedList') return ['LinkedList', 'List', 'Deque', 'Queue', 'Collection', 'Iterable'];
      if (data.flavor === 'PriorityQueue') return ['PriorityQueue', 'Queue', 'Collection', 'Iterable'];
      if (data.flavor === 'Stack') return ['Stack', 'Vector', 'List', 'Collection', 'Iterable'];
      if (LISTS.has(data.flavor)) return [data.flavor, 'List', 'Collection', 'Iterable'];
      return data.flavor === 'list' ? ['List', 'Collection', 'Iterable'] : undefined;
    case 'record': {
      const kind = kindOf(data);
      if (kind === 'map') return ['Map'];
      if (kind === 'set') return ['Set', 'Collection', 'Iterable'];
      // Interfaces of the library that a class implements are not kept.
      return undefined;
    }
    default:
      return undefined;
  }
}
