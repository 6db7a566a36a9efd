import type { Bounds, Dialect } from '../core/dialect';
import { asPlain } from '../core/constants';
import { entryCell, readOnly, sequenceCell, splice, unknownPlace } from '../core/cells';
import { drain } from '../core/iteration';
import { LIMITS } from '../core/limits';
import type { Machine } from '../core/machine';
import { fieldKey, keyOfData, Sequence, type Box, type Data, type Place, type RecordData } from '../core/values';
import type { Span } from '../syntax';
import { holderOf, ofClass, ofObject, refuseFrozen } from './attributes';
import { emptyClass } from './bases';
import { isBounded, trim } from './bounded';
import { knownClass } from '../core/known-classes';
import { enumClass, makeMembers, memberByName, memberByValue } from './enums';
import { hasFlags, isAnySet, joinedFlags, otherFlags } from './flags';
import { equal, ordered } from './compare';
import { catches, exception, exceptionClass, outOfGenerator, thrown, uncaught } from './exceptions';
import { iterate, rangeLength } from './iteration';
import { kindsOf, library } from './library';
import { counters, factories } from './missing';
import { fieldOf, madeByClass, makeTupleClass, NAMED_TUPLE } from './named-tuples';
import { arithmetic, asInt, int } from './numbers';
import { call } from '../core/calls';
import { become, combined } from './sets';
import { combinedBy, combinedInPlace, comparedBy, item, special, specialMethod, truth } from './special';
import { cellName, show } from './show';

export const pythonDialect: Dialect<Machine> = {
  builtin: (name) => library.names.get(name),
  apply: library.apply,
  truthy,
  unary,
  binary,
  compare,
  inPlace,
  element,
  slice,
  member,
  remove,
  iterate,
  entries: (_m, { data }) => (data.t === 'record' && data.flavor === 'dict' ? [...data.entries.values()] : undefined),
  show,
  cellName,
  text,
  absent: { t: 'nothing', name: 'None' },
  constructors: () => ['__init__'],
  instanceFlavor: 'instance',
  logicalGivesOperand: true,
  restFlavor: 'tuple',
  starFlavor: 'list',
  namesFlavor: 'dict',
  looseArguments: false,
  defaultsOnce: true,
  known: knownClassOf,
  called: (m, callee, args, at) => {
    const method = specialMethod(callee.data, '__call__');
    return method && call(m, m.fresh({ ...method, self: callee }), args, at);
  },
  classMade: (m, type, at) => {
    makeMembers(m, type, at);
    makeTupleClass(m, type, at);
  },
  make: (m, type, args, at) => memberByValue(m, type, args, at) ?? madeByClass(m, type, args, at),
  outOfGenerator,
  thrown,
  exception,
  catches,
  uncaught,
};

function knownClassOf(m: Machine, name: string): Data | undefined {
  return (
    exceptionClass(m, name) ??
    emptyClass(m, name) ??
    enumClass(m, name) ??
    (name === NAMED_TUPLE ? knownClass(m, name) : undefined)
  );
}

function truthy(m: Machine, data: Data, at: Span): boolean {
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

function unary(m: Machine, operator: string, operand: Box, at: Span): Box {
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

function binary(m: Machine, operator: string, left: Box, right: Box, at: Span): Box {
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

function textOf(m: Machine, value: string, at: Span): Data {
  if (value.length > LIMITS.size) m.fail(at, 'this text is too long');
  return { t: 'str', v: value };
}

function repeat(m: Machine, list: Sequence, times: bigint, at: Span): Box {
  const count = times < 0n ? 0 : Number(times);
  if (count * list.cells.length > LIMITS.writes) m.fail(at, 'this list is too long');
  // `[0] * 5` makes five values of their own, of which one tells; a value of another cell is copied five times.
  const one = list.cells.map((cell) => (cell.source ? cell : m.recorder.fresh(cell.data, cell.literal)));
  const boxes = Array.from({ length: count * one.length }, (_, at) => one[at % one.length] as Box);
  return m.fresh(m.sequence(list.flavor, boxes, at));
}

function compare(m: Machine, operator: string, left: Box, right: Box, at: Span): boolean {
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

/** Lists grow in place; the name keeps the list that other names may have too. */
function inPlace(m: Machine, operator: string, left: Box, right: Box, at: Span): Box | undefined {
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

/** An index of an element that was used already: all are counted from the same end, so that one tells of all. */
function someIndex({ entries }: Data & { t: 'unknown' }): bigint | undefined {
  for (const { key } of entries.values()) {
    const number = asInt(key);
    if (number !== undefined) return number;
  }
  return undefined;
}

function element(m: Machine, object: Box, index: Box, at: Span): Place {
  const data = object.data;
  const key = m.inspect(index, at);
  if (data.t === 'unknown') {
    const number = asInt(key);
    // Whether a[-1] is also a[3] depends on a length that is not known.
    if (number !== undefined) {
      const other = someIndex(data);
      if (other !== undefined && other < 0n !== number < 0n)
        m.fail(at, `which place of ${data.name} this is depends on its length, which is not known here`);
    }
    return unknownPlace(m, data, key, at);
  }
  // `Generic[T]` is the class; what it is of moves nothing.
  if (data.t === 'class') return readOnly(m, 'a class', memberByName(m, data, index, at) ?? object, at);
  const own = item(m, object, index, at);
  if (own) return own;
  if (data.t === 'record' && data.flavor === 'dict')
    return entryCell(m, data, key, at, () => missing(m, data, key, at));
  const position = asInt(key);
  if (data.t === 'sequence' && position !== undefined) {
    const length = data.cells.length;
    const at0 = position < 0n ? position + BigInt(length) : position;
    if (at0 < 0n || at0 >= BigInt(length))
      m.raise(at, 'IndexError', `index ${position} is out of range: the length is ${length}`);
    if (data.flavor === 'tuple')
      return readOnly(m, 'a tuple', data.cells[Number(at0)] ?? m.fail(at, 'no such item'), at);
    return sequenceCell(m, data, Number(at0), at);
  }
  if (data.t === 'str' && position !== undefined) {
    const characters = [...data.v];
    const character = characters.at(Number(position));
    if (character === undefined) m.raise(at, 'IndexError', `index ${position} is out of range`);
    return readOnly(m, 'a text', m.fresh({ t: 'str', v: character }), at);
  }
  if (data.t === 'range' && position !== undefined) {
    const all = rangeLength(data);
    const at0 = position < 0n ? position + all : position;
    if (at0 < 0n || at0 >= all) m.raise(at, 'IndexError', `index ${position} is out of range`);
    return readOnly(m, 'a range', m.fresh(int(data.start + at0 * data.step)), at);
  }
  return m.fail(at, `${show(data)} has no element ${show(key)}`);
}

/** What a dictionary gives under a key that is missing: dictionaries with a default keep it. */
function missing(m: Machine, of: RecordData, key: Data, at: Span): Box {
  if (counters.has(of)) return m.fresh(int(0));
  const make = factories.get(of) ?? m.raise(at, 'KeyError', `there is no key ${show(key)}`);
  m.setEntry(of, key, make(), at);
  return of.entries.get(keyOfData(key) ?? '')?.box ?? m.fail(at, `${show(key)} cannot be a key`);
}

/** The indices that a slice picks, by Python's rules (`slice.indices`). */
function indices(
  m: Machine,
  length: number,
  bounds: Bounds,
  at: Span,
): { picked: number[]; start: number; step: number } {
  const number = (box: Box | undefined): number | undefined => {
    if (!box) return undefined;
    const data = m.inspect(box, at);
    if (data.t === 'nothing') return undefined;
    const value = asInt(data);
    if (value === undefined) return m.fail(at, 'slices are made by integers');
    return Number(value);
  };
  const step = number(bounds.step) ?? 1;
  if (step === 0) m.fail(at, 'the step of a slice cannot be zero');
  const clamp = (value: number | undefined, otherwise: number): number => {
    if (value === undefined) return otherwise;
    const low = step < 0 ? -1 : 0;
    const high = step < 0 ? length - 1 : length;
    return value < 0 ? Math.max(value + length, low) : Math.min(value, high);
  };
  const start = clamp(number(bounds.low), step < 0 ? length - 1 : 0);
  const stop = clamp(number(bounds.high), step < 0 ? -1 : length);
  const picked: number[] = [];
  for (let index = start; step > 0 ? index < stop : index > stop; index += step) picked.push(index);
  return { picked, start, step };
}

function slice(m: Machine, object: Box, bounds: Bounds, at: Span): Place {
  const data = m.container(object, at);
  if (data.t === 'str') {
    const characters = [...data.v];
    const { picked } = indices(m, characters.length, bounds, at);
    const value = picked.map((index) => characters[index] ?? '').join('');
    return readOnly(m, 'a text', m.fresh({ t: 'str', v: value }), at);
  }
  if (data.t !== 'sequence' || data.flavor === 'deque')
    return m.fail(at, `${show(data)} has no slices that are followed`);
  return {
    name: 'slice',
    read: () => {
      const { picked } = indices(m, data.cells.length, bounds, at);
      return m.fresh(
        m.sequence(
          data.flavor,
          picked.flatMap((index) => data.cells[index] ?? []),
          at,
        ),
      );
    },
    write: (box) => {
      if (data.flavor === 'tuple') m.fail(at, 'a tuple cannot be changed');
      const boxes = drain(m, iterate(m, box, 'values', at), at);
      const { picked, start, step } = indices(m, data.cells.length, bounds, at);
      if (step === 1 && boxes.length !== picked.length) {
        splice(m, data, start, picked.length, boxes, at);
        return;
      }
      if (boxes.length !== picked.length) m.fail(at, `${boxes.length} values for a slice of ${picked.length} places`);
      picked.forEach((index, position) => {
        const value = boxes[position];
        if (value) data.cells[index] = m.recorder.put(value, data.owner, at);
      });
    },
  };
}

function member(m: Machine, object: Box, name: string, at: Span): Place {
  const data = object.data;
  if (data.t === 'unknown') return unknownPlace(m, data, { t: 'str', v: `.${name}` }, at);
  if (data.t === 'module') {
    const whole = `${data.name}.${name}`;
    const known = library.names.get(whole) ?? knownClassOf(m, whole);
    if (!known) m.fail(at, `what ${data.name}.${name} does is not known here`);
    return readOnly(m, name, m.fresh(known), at);
  }
  const likeText = data.t === 'record' && data.constant?.like?.t === 'str' ? m.fresh(data.constant.like) : undefined;
  const textMethod = likeText && library.method(likeText, ['text'], name);
  if (textMethod) return readOnly(m, name, m.fresh(textMethod), at);
  if (data.t === 'record' && data.flavor === 'instance') return ofObject(m, object, data, name, at);
  if (data.t === 'builtin' && !data.of && library.names.has(`${data.name}.${name}`))
    return readOnly(m, name, m.fresh(library.names.get(`${data.name}.${name}`) ?? { t: 'module', name }), at);
  if (data.t === 'class' && name === '__setattr__' && data === emptyClass(m, 'object'))
    return readOnly(m, name, m.fresh({ t: 'builtin', name: ' set' }), at);
  if (data.t === 'class') return ofClass(m, data, name, at);
  const field = data.t === 'sequence' ? fieldOf(m, object, data, name, at) : undefined;
  if (field) return field;
  const method = library.method(object, kindsOf(data), name);
  if (!method) return m.fail(at, `what .${name} of ${show(data)} does is not known here`);
  return readOnly(m, name, m.fresh(method), at);
}

function remove(m: Machine, object: Box, key: Box | Bounds, at: Span): void {
  const data = m.container(object, at);
  if ('data' in key && special(m, object, '__delitem__', [key], at)) return;
  if (data.t === 'sequence' && data.flavor !== 'tuple') {
    const length = data.cells.length;
    if ('data' in key) {
      const index = asInt(m.inspect(key, at)) ?? m.fail(at, 'lists are indexed by integers');
      const position = index < 0n ? Number(index) + length : Number(index);
      if (position < 0 || position >= length)
        m.raise(at, 'IndexError', `index ${index} is out of range: the length is ${length}`);
      splice(m, data, position, 1, [], at);
    } else {
      const gone = new Set(indices(m, length, key, at).picked);
      data.cells = data.cells.filter((_, index) => !gone.has(index));
      m.recorder.shift(data.owner);
    }
    return;
  }
  if (data.t === 'record' && 'data' in key) {
    if (data.flavor === 'instance') {
      removeAttribute(m, data, m.inspect(key, at), at);
      return;
    }
    const text = keyOfData(m.inspect(key, at));
    if (text === undefined || !data.entries.delete(text)) m.raise(at, 'KeyError', 'there is no such key');
    m.recorder.shift(data.owner);
    return;
  }
  m.fail(at, 'this cannot be deleted');
}

function removeAttribute(m: Machine, data: RecordData, key: Data, at: Span): void {
  const name = key.t === 'str' ? key.v : '';
  refuseFrozen(m, data, name, at);
  if (holderOf(data.type, name)) m.fail(at, 'deleting what a class has, too, is not followed');
  if (!data.entries.delete(fieldKey(name))) m.raise(at, 'AttributeError', `there is no attribute ${name}`);
  m.recorder.shift(data.owner);
}

function text(m: Machine, parts: Box[], at: Span): Data {
  const shown = parts.map(({ data: given }) => {
    const data = asPlain(given);
    if (data.t === 'str') return data.v;
    return ['int', 'bool', 'nothing'].includes(data.t) ? show(data) : undefined;
  });
  for (const { home } of parts) if (home) home.inspected = true;
  if (shown.includes(undefined)) return m.unknown('a formatted text').data;
  return textOf(m, shown.join(''), at);
}
