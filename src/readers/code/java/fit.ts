import type { Fit } from '../core/dialect';
import type { Machine } from '../core/machine';
import type { RecordData, Scope, Sequence } from '../core/values';
import { kindOf } from './kinds';
import { isOf } from './throwing';

/** What a value may be where a parameter's type is written so, from narrow to wide. */
const WIDENING = ['i8', 'i16', 'i32', 'i64', 'f32', 'f64'];
const BOXED: Readonly<Record<string, string>> = {
  Byte: 'i8',
  Short: 'i16',
  Character: 'u16',
  Integer: 'i32',
  Long: 'i64',
  Double: 'f64',
};
const LISTS = /^(List|ArrayList|LinkedList|ArrayDeque|PriorityQueue|Deque|Queue|Vector|Stack|Collection|Iterable)\b/;
const MAPS = /^(Map|HashMap|LinkedHashMap|TreeMap)\b/;
const SETS = /^(Set|HashSet|LinkedHashSet|TreeSet|Collection|Iterable)\b/;

/** `?` stands for a type parameter. Whether an `Object` was meant as such only the text could tell, so that is NaN. */
export const fit: Fit<Machine> = (_m, type, { data }, scope) => {
  const isPrimitive = /^([iuf]\d+|boolean)$/.test(type);
  switch (data.t) {
    case 'int':
    case 'num': {
      const rank = numberFit(data.type ?? (data.t === 'int' ? 'i32' : 'f64'), type, scope);
      return rank !== undefined && data.boxed && isPrimitive ? NaN : rank;
    }
    case 'bool':
      return type === 'boolean' ? 0 : type === 'Boolean' || isOpen(type, scope) ? NaN : undefined;
    case 'str':
      return type === 'String' ? 0 : isOpen(type, scope) ? NaN : undefined;
    case 'unknown':
      return data.isText ? (type === 'String' ? 0 : isOpen(type, scope) ? NaN : undefined) : NaN;
    case 'nothing':
      return isPrimitive ? undefined : NaN;
    case 'view':
      return LISTS.test(type) ? 0 : isOpen(type, scope) ? NaN : undefined;
    case 'sequence':
      if (data.flavor === 'array')
        return type.endsWith('[]') ? arrayFit(data, type.slice(0, -2)) : isOpen(type, scope) ? NaN : undefined;
      return LISTS.test(type) ? 0 : isOpen(type, scope) ? NaN : undefined;
    case 'record':
      return recordFit(data, type, scope);
    default:
      return isOpen(type, scope) ? NaN : undefined;
  }
};

function recordFit(data: RecordData, type: string, scope: Scope): number | undefined {
  const kind = kindOf(data);
  const open = isOpen(type, scope) ? NaN : undefined;
  if (kind === 'map') return MAPS.test(type) ? 0 : open;
  if (kind === 'set') return SETS.test(type) ? 0 : open;
  const named = scope.find(type.replace(/<.*$/, ''))?.box?.data;
  if (named?.t !== 'class') return open;
  if (data.type?.declaration === named.declaration) return 0;
  // By which of the classes that it is of the object is known where it is given, only the text could tell.
  return isOf(data.type, named) ? NaN : undefined;
}

function numberFit(from: string, type: string, scope: Scope): number | undefined {
  if (type === from) return 0;
  const wide = WIDENING.indexOf(type);
  const narrow = from === 'u16' ? 1 : WIDENING.indexOf(from);
  if (wide >= 0) return wide > narrow ? wide - narrow : undefined;
  return BOXED[type] === from || isOpen(type, scope) ? NaN : undefined;
}

function arrayFit(array: Sequence, element: string): number | undefined {
  const isNumber = /^[iuf]\d/.test(element);
  if (array.type !== undefined && (isNumber || /^[iuf]\d/.test(array.type)))
    return array.type === element ? 0 : undefined;
  if (isNumber) return undefined;
  if (array.type === element) return 0;
  const kinds = new Set(array.cells.map(({ data }) => (data.t === 'sequence' ? '[]' : data.t)));
  if (element.endsWith('[]')) return kinds.has('[]') ? 0 : undefined;
  if (element === 'boolean') return kinds.has('bool') ? 0 : undefined;
  if (element === 'String') return kinds.has('str') || kinds.has('nothing') ? 0 : undefined;
  if (element === '?') return kinds.has('bool') ? NaN : 1;
  return NaN;
}

/** A type that may hold things of many classes: an interface, `Object`, a type parameter. */
function isOpen(type: string, scope: Scope): boolean {
  if (/^[iuf]\d|^boolean$|^String$|\[\]$/.test(type) || BOXED[type] !== undefined || type === 'Boolean') return false;
  if (LISTS.test(type) || MAPS.test(type)) return false;
  return scope.find(type.replace(/<.*$/, ''))?.box?.data.t !== 'class';
}
