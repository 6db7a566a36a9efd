import { asPlain } from '../core/constants';
import type { Machine } from '../core/machine';
import { keyOfData } from '../core/keys';
import type { Box, RecordData } from '../core/values';
import type { Span } from '../syntax';
import { asInt, asNumber } from './numbers';
import { comparedBy } from './special';
import { counters } from './missing';
import { isSubset } from './sets';
import { show } from './show';

export function equal(m: Machine, left: Box, right: Box, at: Span): boolean {
  // Something unknown is equal to itself; whether two unknown things are equal cannot be told.
  if (left.data === right.data && left.data.t === 'unknown') return true;
  const own = comparedBy(m, '==', left, right, at);
  if (own !== undefined) return own;
  const a = asPlain(m.inspect(left, at));
  const b = asPlain(m.inspect(right, at));
  const x = asNumber(a);
  const y = asNumber(b);
  if (x !== undefined && y !== undefined) {
    const i = asInt(a);
    const j = asInt(b);
    return i !== undefined && j !== undefined ? i === j : x === y;
  }
  if (a.t === 'str' && b.t === 'str') return a.v === b.v;
  if (a.t === 'sequence' && b.t === 'sequence') {
    if (a.flavor !== b.flavor || a.cells.length !== b.cells.length) return false;
    return a.cells.every((cell, index) => {
      const other = b.cells[index];
      return other !== undefined && equal(m, cell, other, at);
    });
  }
  if (a.t === 'record' && b.t === 'record') {
    if (a.flavor === 'instance' || a.flavor !== b.flavor) return a === b;
    if (
      (counters.has(a) || counters.has(b)) &&
      [a, b].some((of) => [...of.entries.values()].some(({ box }) => asInt(box.data) === 0n))
    )
      return m.fail(at, 'comparing Counters that count something no times is not followed');
    if (a.flavor === 'set')
      return a.entries.size === b.entries.size && [...a.entries.keys()].every((key) => b.entries.has(key));
    if (a.entries.size !== b.entries.size) return false;
    return [...a.entries].every(([key, { box }]) => {
      const other = b.entries.get(key);
      return other !== undefined && equal(m, box, other.box, at);
    });
  }
  if (a.t === 'builtin' && b.t === 'builtin') return a.name === b.name && a.of === b.of;
  const keys = [keyOfData(a), keyOfData(b)];
  if (!keys.includes(undefined)) return keys[0] === keys[1];
  return a === b;
}

export function less(m: Machine, left: Box, right: Box, at: Span): boolean {
  return ordered(m, '<', left, right, at);
}

/** Whether a comparison holds where one thing is less than another one (-1), as much, or more. */
const HOLDS: Readonly<Record<string, (difference: number) => boolean>> = {
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
};

/** `<`, `<=`, `>` and `>=`: by the operands' own methods for that very one, or as the language orders its own things. */
export function ordered(m: Machine, operator: string, left: Box, right: Box, at: Span): boolean {
  const own = comparedBy(m, operator, left, right, at);
  if (own !== undefined) return own;
  const a = asPlain(m.inspect(left, at));
  const b = asPlain(m.inspect(right, at));
  const holds = HOLDS[operator] ?? m.fail(at, `${operator} is not followed`);
  const x = asInt(a) ?? asNumber(a);
  const y = asInt(b) ?? asNumber(b);
  // NaN is neither.
  if (x !== undefined && y !== undefined) return (x < y && holds(-1)) || (x > y && holds(1)) || (x == y && holds(0));
  if (a.t === 'str' && b.t === 'str') return holds(differenceOf(a.v, b.v));
  if (a.t === 'sequence' && b.t === 'sequence' && a.flavor === b.flavor) {
    for (let index = 0; index < Math.min(a.cells.length, b.cells.length); index++) {
      const one = a.cells[index];
      const other = b.cells[index];
      if (one && other && !equal(m, one, other, at)) return ordered(m, operator, one, other, at);
    }
    return holds(a.cells.length - b.cells.length);
  }
  if (a.t === 'record' && b.t === 'record') {
    if (a.flavor === 'set' && b.flavor === 'set') return asSets(operator, a, b);
    if (counters.has(a) && counters.has(b)) return m.fail(at, 'comparing Counters by size is not followed');
  }
  return m.raise(at, 'TypeError', `${show(a)} and ${show(b)} cannot be ordered`);
}

/** One set is less than another one that holds all of it, and more. */
function asSets(operator: string, a: RecordData, b: RecordData): boolean {
  const [small, large] = operator.startsWith('<') ? [a, b] : [b, a];
  const isStrict = operator.length === 1;
  return isSubset(small, large) && (!isStrict || small.entries.size < large.entries.size);
}

/** Python compares texts by code points, not by UTF-16 units. */
function differenceOf(a: string, b: string): number {
  const x = [...a];
  const y = [...b];
  for (let index = 0; index < Math.min(x.length, y.length); index++) {
    const difference = (x[index]?.codePointAt(0) ?? 0) - (y[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}
