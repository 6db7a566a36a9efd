import { asPlain } from '../core/constants';
import { splice } from '../core/cells';
import { drain } from '../core/iteration';
import { LIMITS } from '../core/limits';
import type { Machine } from '../core/machine';
import { Sequence, type Box, type Data, type RecordData } from '../core/values';
import type { Span } from '../syntax';
import { isBounded, trim } from './bounded';
import { isAnySet, joinedFlags, otherFlags } from './flags';
import { iterate } from './iteration';
import { counters, factories } from './missing';
import { arithmetic, asInt, int } from './numbers';
import { become, combined } from './sets';
import { show } from './show';
import { combinedBy, combinedInPlace, truth } from './special';
import { textOf } from './texts';

export function truthy(m: Machine, data: Data, at: Span): boolean {
  switch (data.t) {
    case 'bool':
      return data.v;
    case 'int':
      return data.v !== 0n;
    case 'num':
      return data.v !== 0;
    case 'str':
      return data.v !== '';
    case 'nothing':
      return false;
    case 'sequence':
      return data.cells.length > 0;
    case 'record':
      if (data.constant?.like) return truthy(m, data.constant.like, at);
      return data.flavor === 'instance' ? (isAnySet(data) ?? truth(m, data, at)) : data.entries.size > 0;
    case 'range':
      return data.step > 0n ? data.start < data.stop : data.start > data.stop;
    case 'unknown':
      return m.notKnown(data, at);
    default:
      return true;
  }
}

export function unary(m: Machine, operator: string, operand: Box, at: Span): Box {
  const data = m.inspect(operand, at);
  const others = operator === '~' ? otherFlags(m, data, at) : undefined;
  if (others) return others;
  const value = asInt(data);
  if (value !== undefined) {
    if (operator === '-') return constant(m, operand, int(-value));
    if (operator === '+') return constant(m, operand, int(value));
    if (operator === '~') return m.fresh(int(~value));
  }
  if (data.t === 'num' && operator === '-') return constant(m, operand, { t: 'num', v: -data.v });
  return m.fail(at, `${operator}${show(data)} is not followed`);
}

/** `-1` is as much a constant as `1`. */
function constant(m: Machine, operand: Box, data: Data): Box {
  return m.recorder.fresh(data, operand.home === null && operand.literal);
}

export function binary(m: Machine, operator: string, left: Box, right: Box, at: Span): Box {
  const a = left.data;
  const b = right.data;
  if ((operator === '+' || operator === '*') && (isBounded(a) || isBounded(b)))
    return m.fail(at, `${operator} of a bounded deque is not followed: use extend`);
  if (a.t === 'sequence' && b.t === 'sequence' && operator === '+') {
    if (a.flavor !== b.flavor) m.fail(at, `a ${a.flavor} and a ${b.flavor} cannot be joined`);
    return m.fresh(m.sequence(a.flavor, [...a.cells, ...b.cells], at));
  }
  if (operator === '*' && (a.t === 'sequence' || b.t === 'sequence')) {
    const [list, count] = a.t === 'sequence' ? [a, m.inspect(right, at)] : [b, m.inspect(left, at)];
    const times = asInt(count);
    if (list.t === 'sequence' && times !== undefined) return repeat(m, list, times, at);
  }
  const own = combinedBy(m, operator, left, right, at);
  if (own) return own;
  const [first, second] = [m.inspect(left, at), m.inspect(right, at)];
  const flags = joinedFlags(m, operator, first, second, at);
  if (flags) return flags;
  const [x, y] = [asPlain(first), asPlain(second)];
  if (x.t === 'str' && y.t === 'str' && operator === '+') return m.fresh(textOf(m, x.v + y.v, at));
  if (operator === '*' && (x.t === 'str' || y.t === 'str')) {
    const [s, n] = x.t === 'str' ? [x.v, asInt(y)] : [y.t === 'str' ? y.v : '', asInt(x)];
    if (n !== undefined) {
      if (n > 0n && BigInt(s.length) * n > BigInt(LIMITS.size)) m.fail(at, 'this text is too long');
      return m.fresh({ t: 'str', v: s.repeat(n < 0n ? 0 : Number(n)) });
    }
  }
  if (x.t === 'record' && y.t === 'record' && x.flavor === 'set' && y.flavor === 'set') {
    const made = combined(m, operator, x, y, at);
    if (made) return m.fresh(made);
  }
  if (operator === '|' && isPlainDictionary(x) && isPlainDictionary(y)) {
    const merged = m.record('dict');
    for (const { key, box } of [...x.entries.values(), ...y.entries.values()]) m.setEntry(merged, key, box, at);
    return m.fresh(merged);
  }
  const result = arithmetic(m, operator, x, y, at);
  return result ? m.fresh(result) : m.fail(at, `${operator} between ${show(x)} and ${show(y)} is not followed`);
}

function isPlainDictionary(data: Data): data is RecordData {
  return data.t === 'record' && data.flavor === 'dict' && !counters.has(data) && !factories.has(data);
}

function repeat(m: Machine, list: Sequence, times: bigint, at: Span): Box {
  const count = times < 0n ? 0 : Number(times);
  if (count * list.cells.length > LIMITS.writes) m.fail(at, 'this list is too long');
  // `[0] * 5` makes five values of their own, of which one tells; a value of another cell is copied five times.
  const one = list.cells.map((cell) => (cell.source ? cell : m.recorder.fresh(cell.data, cell.literal)));
  const boxes = Array.from({ length: count * one.length }, (_, at) => one[at % one.length] as Box);
  return m.fresh(m.sequence(list.flavor, boxes, at));
}

/** Lists grow in place; the name keeps the list that other names may have too. */
export function inPlace(m: Machine, operator: string, left: Box, right: Box, at: Span): Box | undefined {
  const list = left.data;
  if (list.t === 'record' && list.flavor === 'instance') return combinedInPlace(m, operator, left, right, at);
  if (list.t === 'record' && right.data.t === 'record') {
    const made = binary(m, operator, left, right, at).data;
    if (made.t === 'record') become(m, list, made);
    return left;
  }
  if (list.t !== 'sequence' || list.flavor === 'tuple' || (operator !== '+' && operator !== '*')) return undefined;
  if (operator === '+') {
    splice(m, list, list.cells.length, 0, drain(m, iterate(m, right, 'values', at), at), at);
    trim(m, list, 'left', at);
  } else {
    const repeated = binary(m, '*', left, right, at).data;
    if (repeated.t === 'sequence') splice(m, list, 0, list.cells.length, repeated.cells, at);
  }
  return left;
}
