import { asPlain } from '../core/constants';
import type { Machine } from '../core/machine';
import { keyOfData } from '../core/keys';
import type { Box } from '../core/values';
import type { Span } from '../syntax';
import { equal, ordered } from './compare';
import { hasFlags } from './flags';
import { asInt } from './numbers';
import { show } from './show';
import { comparedBy, special } from './special';

/** `==`, `<`, `in`, `is`. */
export function compare(m: Machine, operator: string, left: Box, right: Box, at: Span): boolean {
  if (operator !== 'case' && operator !== '==') {
    const own = comparedBy(m, operator, left, right, at);
    if (own !== undefined) return own;
  }
  switch (operator) {
    case '==':
    case 'case':
      return equal(m, left, right, at);
    case '!=':
      return !equal(m, left, right, at);
    case '<':
    case '>':
    case '<=':
    case '>=':
      return ordered(m, operator, left, right, at);
    case 'in':
    case 'not in':
      return contains(m, right, left, at) === (operator === 'in');
    case 'is':
    case 'is not':
      return same(m, left, right, at) === (operator === 'is');
    default:
      return m.fail(at, `${operator} is not followed`);
  }
}

function same(m: Machine, left: Box, right: Box, at: Span): boolean {
  const a = left.data;
  const b = right.data;
  if (a === b) return true;
  if (a.t === 'sequence' || a.t === 'record') return false;
  if (a.t === 'nothing' || b.t === 'nothing')
    return m.inspect(left, at).t === 'nothing' && m.inspect(right, at).t === 'nothing';
  if (a.t === 'bool' && b.t === 'bool') return a.v === b.v;
  // Objects of different types are different ones.
  const plain = ['bool', 'int', 'num', 'str'];
  if (plain.includes(a.t) && plain.includes(b.t) && a.t !== b.t) return false;
  if (a.t === 'builtin' && b.t === 'builtin' && !a.of && !b.of) return a.name === b.name;
  if ([a, b].some(({ t }) => t === 'class' || t === 'builtin') && a.t !== b.t) return false;
  if (a.t === 'class' && b.t === 'class') return false;
  return m.fail(at, 'whether these are one object is not known; compare with ==');
}

function contains(m: Machine, list: Box, item: Box, at: Span): boolean {
  const data = asPlain(m.inspect(list, at));
  const own = special(m, list, '__contains__', [item], at);
  if (own) return m.test(own, at);
  const inFlags = hasFlags(list.data, m.inspect(item, at));
  if (inFlags !== undefined) return inFlags;
  if (data.t === 'sequence') return data.cells.some((cell) => equal(m, cell, item, at));
  if (data.t === 'record' && data.flavor !== 'instance') {
    const key = keyOfData(m.inspect(item, at));
    return key !== undefined && data.entries.has(key);
  }
  const value = asPlain(m.inspect(item, at));
  if (data.t === 'str' && value.t === 'str') return data.v.includes(value.v);
  const number = asInt(value);
  if (data.t === 'range' && number !== undefined) {
    const { start, stop, step } = data;
    const inside = step > 0n ? number >= start && number < stop : number <= start && number > stop;
    return inside && (number - start) % step === 0n;
  }
  return m.fail(at, `'in' is not followed for ${show(data)}`);
}
