import { ofReals } from '../core/arithmetic';
import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';
import type { Span } from '../syntax';
import { show } from './show';

export function toNumber(m: Machine, data: Data, at: Span): number {
  switch (data.t) {
    case 'num':
      return data.v;
    case 'bool':
      return data.v ? 1 : 0;
    case 'str':
      return Number(data.v);
    case 'nothing':
      return data.name === 'null' ? 0 : NaN;
    default:
      return m.fail(at, `${show(data)} is no number`);
  }
}

export function toText(m: Machine, data: Data, at: Span, depth = 0): string {
  if (data.t === 'str') return data.v;
  if (data.t === 'num') return String(data.v);
  if (data.t === 'bool' || data.t === 'nothing') return show(data);
  if (data.t === 'sequence' && depth < 20)
    return data.cells.map((cell) => (cell.data.t === 'nothing' ? '' : toText(m, cell.data, at, depth + 1))).join(',');
  if (data.t === 'unknown') return m.notKnown(data, at);
  return m.fail(at, `the text of ${show(data)} is not followed`);
}

export function calculate(m: Machine, operator: string, a: number, b: number, at: Span): number {
  return ofReals(operator, a, b) ?? ofBits(operator, a, b) ?? m.fail(at, `${operator} is not followed`);
}

function ofBits(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '**':
      return a ** b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    case '>>>':
      return a >>> b;
    default:
      return undefined;
  }
}

export function strictlyEqual(m: Machine, left: Box, right: Box, at: Span): boolean {
  if (left.data === right.data && left.data.t !== 'num') return true;
  const a = m.inspect(left, at);
  const b = m.inspect(right, at);
  if (a.t === 'num' && b.t === 'num') return a.v === b.v;
  if ((a.t === 'str' && b.t === 'str') || (a.t === 'bool' && b.t === 'bool')) return a.v === b.v;
  if (a.t === 'nothing' && b.t === 'nothing') return a.name === b.name;
  if (a.t === 'function' && b.t === 'function') return a.declaration === b.declaration && a.scope === b.scope;
  return false;
}

export function looselyEqual(m: Machine, left: Box, right: Box, at: Span): boolean {
  const a = m.inspect(left, at);
  const b = m.inspect(right, at);
  if (a.t === 'nothing' || b.t === 'nothing') return a.t === b.t;
  const isPlain = (data: Data) => data.t === 'num' || data.t === 'str' || data.t === 'bool';
  if (isPlain(a) && isPlain(b) && a.t !== b.t) return toNumber(m, a, at) === toNumber(m, b, at);
  if (isPlain(a) !== isPlain(b)) return m.fail(at, 'comparing an object with == is not followed');
  return strictlyEqual(m, left, right, at);
}
