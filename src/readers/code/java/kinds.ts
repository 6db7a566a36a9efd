import type { Machine } from '../core/machine';
import type { Box, Data, RecordData, Sequence, View } from '../core/values';
import { constantOf } from './enums';
import { isOf, thrownClass } from './throwing';

/** Flavors of what holds things in a row; an array and a part of one are no lists that grow. */
export const LISTS: ReadonlySet<string> = new Set(['ArrayList', 'LinkedList', 'ArrayDeque', 'Vector', 'Stack']);

export function isBuilder(data: Data): boolean {
  return data.t === 'sequence' && data.flavor === 'builder';
}

export function cellsIn(data: Sequence | View): readonly Box[] {
  return data.t === 'view' ? data.base.cells.slice(data.from, data.to) : data.cells;
}

/** `map`, `set`, … of records that the library makes; undefined for objects of classes. */
export function kindOf({ flavor }: RecordData): string | undefined {
  const last = flavor.split(' ').at(-1) ?? '';
  return ['map', 'set', 'entry', 'optional', 'random', 'statistics', 'scanner', 'lines'].includes(last)
    ? last
    : undefined;
}

/** The kinds of things that an object is, to the library's tables of methods. */
export function kindsOf(_m: Machine, { data }: Box): readonly string[] {
  switch (data.t) {
    case 'int':
      return data.type === 'u16' ? ['character', 'number'] : ['number'];
    case 'num':
      return ['number'];
    case 'bool':
      return ['truth'];
    case 'str':
      return ['text', 'sequence of characters'];
    case 'view':
      return ['list', 'collection'];
    case 'sequence':
      return sequenceKinds(data);
    case 'iterator':
      return data.kind === undefined ? ['iterator'] : [`stream of ${data.kind}`, 'stream'];
    case 'function':
    case 'builtin':
      return ['function'];
    case 'record':
      return recordKinds(data);
    default:
      return [];
  }
}

function sequenceKinds({ flavor }: Sequence): readonly string[] {
  if (flavor === 'array') return ['array'];
  if (flavor === 'builder') return ['builder', 'sequence of characters'];
  if (flavor === 'PriorityQueue') return ['heap', 'collection'];
  if (flavor === 'Stack') return ['stack', 'growing', 'list', 'collection'];
  if (LISTS.has(flavor)) return ['growing', 'deque', 'list', 'collection'];
  return ['list', 'collection'];
}

function recordKinds(data: RecordData): readonly string[] {
  const kind = kindOf(data);
  if (kind === 'set' || kind === 'map') return [`${data.flavor.startsWith('tree') ? 'tree ' : ''}${kind}`, kind];
  if (kind !== undefined) return [kind];
  if (constantOf(data)) return ['constant', 'object'];
  const throwable = thrownClass('Throwable');
  if (throwable && isOf(data.type, throwable)) return ['throwable', 'object'];
  return data.type?.declaration.kind === 'record' ? ['record', 'object'] : ['object'];
}
