import { asPlain } from '../core/constants';
import { LIMITS } from '../core/limits';
import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';
import type { Span } from '../syntax';
import { asInt, calculate } from './integers';
import { bytesOf, textOfBytes } from './letters';
import type { Native } from './native';
import { moved, pointing, target } from './pointers';
import { show } from './show';
import { isNoMap } from './zeros';

export function unary(m: Machine, native: Native, operator: string, operand: Box, at: Span): Box {
  const data = m.inspect(target(m, operand), at);
  const literal = operand.home === null && operand.literal;
  if (operator === '+') return operand;
  if (operator === '-' && data.t === 'num') return m.recorder.fresh({ ...data, v: -data.v }, literal);
  const value = asInt(data);
  if (value === undefined) return m.fail(at, `${operator}${show(data)} is not followed`);
  const zero: Data = { t: 'int', v: operator === '-' ? 0n : -1n };
  if (operator === '-' || operator === '~') return m.recorder.fresh(calculate(m, native, '-', zero, data, at), literal);
  return m.fail(at, `${operator} is not followed`);
}

/** Texts that are known, joined; in C++ a letter is joined to a text, too. */
function joined(m: Machine, operator: string, left: Data, right: Data, at: Span): Box | undefined {
  const parts = [left, right].map((data) => {
    if (data.t === 'str') return data.v;
    return m.dialect.fit && data.t === 'int' && data.type === 'i8' ? textOfBytes([Number(data.v)]) : undefined;
  });
  if (operator !== '+' || parts.includes(undefined) || (left.t !== 'str' && right.t !== 'str')) return undefined;
  const v = parts.join('');
  if (v.length > LIMITS.size) m.fail(at, 'this text is too long', 'bounds');
  return m.fresh({ t: 'str', v });
}

export function binary(m: Machine, native: Native, operator: string, left: Box, right: Box, at: Span): Box {
  // A pointer is not looked through: it may point past the end. References of Rust are.
  const dataOf = (box: Box): Data => (m.dialect.valuesAsReferences ? target(m, box) : box).data;
  const known = joined(m, operator, dataOf(left), dataOf(right), at);
  if (known) return known;
  const a = left.data;
  const b = right.data;
  // References of Rust are reckoned with as what they refer to.
  const isPointer = a.t === 'reference' && !m.dialect.valuesAsReferences;
  const isArray = a.t === 'sequence' || (a.t === 'str' && (asInt(b) !== undefined || b.t === 'reference'));
  if (isPointer || (isArray && native.numbersAreConditions)) {
    const p = pointing(m, native, a);
    const q = b.t === 'reference' || b.t === 'sequence' || b.t === 'str' ? pointing(m, native, b) : undefined;
    if (p && q && operator === '-' && p.base === q.base)
      return m.fresh({ t: 'int', v: BigInt(p.index - q.index), type: 'i64' });
    const by = q ? undefined : asInt(m.inspect(target(m, right), at));
    if (p && by !== undefined && (operator === '+' || operator === '-'))
      return moved(m, p, operator === '+' ? by : -by, at);
  }
  if (operator === '+' && [left, right].some((one) => isText(target(m, one).data)))
    return m.fresh(m.dialect.text(m, [left, right], at));
  const x = m.inspect(target(m, left), at);
  const y = m.inspect(target(m, right), at);
  if (x.t === 'bool' && y.t === 'bool' && '&|^'.includes(operator)) {
    const v = operator === '&' ? x.v && y.v : operator === '|' ? x.v || y.v : x.v !== y.v;
    return m.fresh({ t: 'bool', v });
  }
  return m.fresh(calculate(m, native, operator, x, y, at));
}

function isText(data: Data): boolean {
  return data.t === 'str' || (data.t === 'unknown' && data.isText);
}

/** What an array holds before anybody has put something there is nothing that a program could go by. */
export function checkSet(m: Machine, data: Data, at: Span): void {
  if (data.t === 'nothing' && data.name === 'unset') m.fail(at, 'what is looked at here has no value yet');
}

export function compare(m: Machine, native: Native, operator: string, left: Box, right: Box, at: Span): boolean {
  const isAnywhere = [left, right].some(({ data }) => data.t === 'reference');
  const [p, q] = isAnywhere ? [left, right].map(({ data }) => pointing(m, native, data)) : [];
  const isPointer = [left, right].some(({ data }) => data.t === 'reference') && !m.dialect.valuesAsReferences;
  if (p && q && isPointer) {
    if (p.base !== q.base) return m.fail(at, 'these point into different arrays');
    return ordered(operator === 'case' ? '==' : operator, BigInt(p.index), BigInt(q.index));
  }
  const a = m.inspect(target(m, left), at);
  const b = m.inspect(target(m, right), at);
  for (const data of [a, b]) checkSet(m, data, at);
  const x = asInt(a);
  const y = asInt(b);
  if (x !== undefined && y !== undefined) return ordered(operator, x, y);
  if ((a.t === 'num' || x !== undefined) && (b.t === 'num' || y !== undefined)) {
    const number = (data: Data, int: bigint | undefined): number => (data.t === 'num' ? data.v : Number(int));
    return ordered(operator, number(a, x), number(b, y));
  }
  if (a.t === 'str' && b.t === 'str' && ['==', '!=', 'case'].includes(operator))
    return (a.v === b.v) !== (operator === '!=');
  // As bytes are ordered, so are code points.
  if (a.t === 'str' && b.t === 'str' && !(native.numbersAreConditions && !m.dialect.fit))
    return ordered(operator, Buffer.compare(bytesOf(a.v), bytesOf(b.v)), 0);
  if ((a.t === 'nothing' || b.t === 'nothing') && ['==', '!='].includes(operator))
    return (a.t === b.t || isNoMap(a) || isNoMap(b)) === (operator === '==');
  if (a.t === 'record' && b.t === 'record' && a.flavor !== 'struct' && ['==', '!=', 'case'].includes(operator))
    return (a === b) !== (operator === '!=');
  const [u, v] = [asInt(asPlain(a)), asInt(asPlain(b))];
  if (u !== undefined && v !== undefined) return ordered(operator, u, v);
  return m.fail(at, `comparing ${show(a)} and ${show(b)} is not followed`);
}

function ordered<T extends bigint | number>(operator: string, a: T, b: T): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    case '!=':
      return a !== b;
    default:
      return a === b;
  }
}
