import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';
import type { Span } from '../syntax';
import { isBoxed, isSame, plainOf } from './boxes';
import { isInstance } from './instances';
import { native } from './native';
import { calculate, certain, complement, converted, isNear, negative } from './numbers';
import { show } from './show';
import { concatenated } from './texts';
import { thrown } from './throwing';

export function unary(m: Machine, operator: string, operand: Box, at: Span): Box {
  const data = m.inspect(operand, at);
  const literal = operand.home === null && operand.literal;
  if (data.t === 'nothing') throw thrown(m, 'NullPointerException', 'a number is null here', at);
  if (data.t !== 'int' && data.t !== 'num') return m.fail(at, `${operator}${show(data)} is not followed`);
  if (operator === '-') return m.recorder.fresh(negative(data), literal);
  if (operator === '~' && data.t === 'int') return m.fresh(complement(data));
  if (operator === '+')
    return m.fresh(data.t === 'int' ? converted(m, data, data.type === 'i64' ? 'i64' : 'i32', at) : plainOf(data));
  return m.fail(at, `${operator} is not followed`);
}

function isText({ data }: Box): boolean {
  return data.t === 'str' || (data.t === 'unknown' && data.isText);
}

export function binary(m: Machine, operator: string, left: Box, right: Box, at: Span): Box {
  if (operator === '+' && (isText(left) || isText(right))) return m.fresh(concatenated(m, [left, right], at));
  const [x, y] = [m.inspect(left, at), m.inspect(right, at)];
  if (x.t === 'nothing' || y.t === 'nothing') throw thrown(m, 'NullPointerException', 'a number is null here', at);
  if (x.t === 'bool' && y.t === 'bool' && '&|^'.includes(operator)) {
    const v = operator === '&' ? x.v && y.v : operator === '|' ? x.v || y.v : x.v !== y.v;
    return m.fresh({ t: 'bool', v });
  }
  return m.fresh(calculate(m, operator, x, y, at));
}

export function compare(m: Machine, operator: string, left: Box, right: Box, at: Span): boolean {
  if (operator === 'instanceof') return isInstance(m, left, right, at);
  const isSwitch = operator === 'case';
  const [x, y] = [m.inspect(left, at), m.inspect(right, at)];
  if (!isSwitch && operator !== '==' && operator !== '!=') {
    if (x.t === 'nothing' || y.t === 'nothing') throw thrown(m, 'NullPointerException', 'a number is null here', at);
    if (isNear(x) || isNear(y)) certain(m, difference(x, y), at);
    return native.compare(m, operator, left, right, at);
  }
  const isEqual = same(m, x, y, { left, right, isSwitch }, at);
  return isEqual === (operator !== '!=');
}

function difference(a: Data, b: Data): number {
  const number = (data: Data): number => (data.t === 'int' || data.t === 'num' ? Number(data.v) : NaN);
  return number(a) - number(b);
}

function same(
  m: Machine,
  x: Data,
  y: Data,
  { left, right, isSwitch }: { left: Box; right: Box; isSwitch: boolean },
  at: Span,
): boolean {
  if (x.t === 'nothing' || y.t === 'nothing') {
    if (isSwitch) throw thrown(m, 'NullPointerException', 'a switch over null', at);
    return x.t === y.t;
  }
  if (isBoxed(x) && isBoxed(y) && !isSwitch) return isSame(m, x, y, at);
  if (isNear(x) || isNear(y)) certain(m, difference(x, y), at);
  if (x.t === 'str' && y.t === 'str' && !isSwitch) {
    if (x === y || x.v !== y.v || (left.literal && right.literal)) return x.v === y.v;
    return m.fail(
      at,
      `${show(x)} stands here twice, and == asks whether that is one object, which is up to the Java machine: compare with .equals`,
    );
  }
  if (isObject(x) && isObject(y)) return x === y;
  return native.compare(m, isSwitch ? 'case' : '==', left, right, at);
}

function isObject({ t }: Data): boolean {
  return t === 'record' || t === 'sequence' || t === 'view' || t === 'iterator' || t === 'class';
}
