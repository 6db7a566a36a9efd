import { accessor, hasAccessor, hasMethod, STATIC } from '../core/accessors';
import { isInstance, nearest } from '../core/ancestry';
import { entryCell, readOnly, sequenceCell, splice, unknownPlace } from '../core/cells';
import type { Bounds, Dialect } from '../core/dialect';
import { LIMITS } from '../core/limits';
import type { Machine } from '../core/machine';
import { fieldKey, keyOfData } from '../core/keys';
import type { Box, Data, Place, Sequence } from '../core/values';
import type { Span } from '../syntax';
import { errorClass, errorName, uncaught } from './errors';
import { make } from './instances';
import { indexOf, iterate, otherFields, spreadEntries } from './iteration';
import { kindsOf, library } from './library';
import { calculate, looselyEqual, strictlyEqual, toNumber, toText } from './operators';
import { classOfFunction, memberOfPrototype, prototypePlace } from './prototypes';
import { cellName, show } from './show';
import { UNDEFINED } from './undefined';

export const javascriptDialect: Dialect<Machine> = {
  builtin: (name) => library.names.get(name),
  apply: library.apply,
  truthy,
  unary,
  binary,
  compare,
  element,
  slice: (m, _object, _bounds, at) => m.fail(at, 'JavaScript has no slices'),
  member,
  remove,
  iterate,
  others: otherFields,
  entries: spreadEntries,
  show,
  cellName,
  text,
  absent: UNDEFINED,
  isMissing: (data) => data.t === 'nothing' && data.name === 'undefined',
  constructors: () => ['constructor'],
  self: 'this',
  instanceFlavor: 'instance',
  initial: (m) => m.fresh(UNDEFINED),
  logicalGivesOperand: true,
  restFlavor: 'array',
  starFlavor: 'array',
  looseArguments: true,
  bindsThis: true,
  closesGenerators: true,
  make,
  classOf: classOfFunction,
  known: errorClass,
  uncaught,
  targetFirst: ({ to }) => to === 'place',
};

function truthy(m: Machine, data: Data, at: Span): boolean {
  switch (data.t) {
    case 'bool':
      return data.v;
    case 'num':
      return data.v !== 0 && !Number.isNaN(data.v);
    case 'str':
      return data.v !== '';
    case 'nothing':
      return false;
    case 'unknown':
      return m.notKnown(data, at);
    default:
      return true;
  }
}

function unary(m: Machine, operator: string, operand: Box, at: Span): Box {
  if (operator === 'void') return m.fresh(UNDEFINED);
  const data = m.inspect(operand, at);
  if (operator === 'typeof') return m.fresh({ t: 'str', v: typeName(data) });
  const value = toNumber(m, data, at);
  const literal = operand.home === null && operand.literal;
  if (operator === '-') return m.recorder.fresh({ t: 'num', v: -value }, literal);
  if (operator === '+') return m.recorder.fresh({ t: 'num', v: value }, literal);
  if (operator === '~') return m.fresh({ t: 'num', v: ~value });
  return m.fail(at, `${operator} is not followed`);
}

function typeName(data: Data): string {
  if (data.t === 'num') return 'number';
  if (data.t === 'str') return 'string';
  if (data.t === 'bool') return 'boolean';
  if (data.t === 'nothing') return data.name === 'undefined' ? 'undefined' : 'object';
  return data.t === 'function' || data.t === 'builtin' || data.t === 'class' ? 'function' : 'object';
}

function binary(m: Machine, operator: string, left: Box, right: Box, at: Span): Box {
  const a = m.inspect(left, at);
  const b = m.inspect(right, at);
  if (operator === '+' && (a.t === 'str' || b.t === 'str')) {
    const v = toText(m, a, at) + toText(m, b, at);
    if (v.length > LIMITS.size) m.fail(at, 'this text is too long');
    return m.fresh({ t: 'str', v });
  }
  return m.fresh({ t: 'num', v: calculate(m, operator, toNumber(m, a, at), toNumber(m, b, at), at) });
}

function compare(m: Machine, operator: string, left: Box, right: Box, at: Span): boolean {
  switch (operator) {
    case 'case':
    case '===':
      return strictlyEqual(m, left, right, at);
    case '!==':
      return !strictlyEqual(m, left, right, at);
    case '==':
      return looselyEqual(m, left, right, at);
    case '!=':
      return !looselyEqual(m, left, right, at);
    case 'in': {
      const object = m.container(right, at);
      const key = m.inspect(left, at);
      if (object.t === 'record') return object.entries.has(keyOfData(nameOfKey(key)) ?? '');
      const index = indexOf(key);
      if (object.t === 'sequence' && index !== undefined) return index < object.cells.length;
      return m.fail(at, `'in' is not followed for ${show(object)}`);
    }
    case 'instanceof': {
      const data = m.inspect(left, at);
      const type = right.data.t === 'function' ? classOfFunction(m, right.data) : right.data;
      if (type?.t !== 'class') return m.fail(at, 'instanceof is followed for classes of this file');
      return isInstance(data, type);
    }
  }
  const a = m.inspect(left, at);
  const b = m.inspect(right, at);
  if (a.t === 'str' && b.t === 'str') return order(operator, a.v, b.v);
  return order(operator, toNumber(m, a, at), toNumber(m, b, at));
}

function order<T extends number | string>(operator: string, a: T, b: T): boolean {
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a >= b;
}

/** Keys of objects are texts; numbers become texts. */
function nameOfKey(key: Data): Data {
  return { t: 'str', v: key.t === 'num' ? String(key.v) : key.t === 'str' ? key.v : show(key) };
}

function element(m: Machine, object: Box, index: Box, at: Span): Place {
  const data = object.data;
  const key = m.inspect(index, at);
  if (data.t === 'unknown') return unknownPlace(m, data, nameOfKey(key), at);
  const position = indexOf(key);
  if (data.t === 'sequence')
    return position === undefined ? member(m, object, textKey(m, key, at), at) : arrayCell(m, data, position, at);
  if (data.t === 'record') return member(m, object, textKey(m, key, at), at);
  if (data.t === 'str' && position !== undefined) {
    const character = data.v[position];
    return readOnly(m, 'a text', m.fresh(character === undefined ? UNDEFINED : { t: 'str', v: character }), at);
  }
  return m.fail(at, `${show(data)} has no element ${show(key)}`);
}

function textKey(m: Machine, key: Data, at: Span): string {
  const name = nameOfKey(key);
  return name.t === 'str' ? name.v : m.fail(at, 'this cannot be a key');
}

/** Beyond the end there is `undefined`; writing just past the end makes an array longer, farther would leave holes. */
function arrayCell(m: Machine, array: Sequence, index: number, at: Span): Place {
  const cell = sequenceCell(m, array, index, at);
  return {
    ...cell,
    read: () => array.cells[index] ?? m.fresh(UNDEFINED),
    write: (box) => {
      if (array.flavor === 'arguments') m.fail(at, 'writing to arguments is not followed: use ...rest');
      if (index > array.cells.length) m.fail(at, 'writing here would leave holes in the array');
      if (index === array.cells.length) splice(m, array, index, 0, [box], at);
      else cell.write(box);
    },
  };
}

function member(m: Machine, object: Box, name: string, at: Span): Place {
  const data = object.data;
  const key: Data = { t: 'str', v: name };
  if (data.t === 'unknown') return unknownPlace(m, data, key, at);
  if (data.t === 'nothing') return m.fail(at, `${data.name} has no member ${name}`);
  if (data.t === 'module' || data.t === 'builtin') {
    const known =
      library.names.get(`${data.name}.${name}`) ?? m.fail(at, `what ${data.name}.${name} does is not known here`);
    return readOnly(m, name, m.fresh(known), at);
  }
  const prototype =
    data.t === 'function' && name === 'prototype'
      ? prototypePlace(m, data, at)
      : data.t === 'record'
        ? memberOfPrototype(m, data, name, at)
        : undefined;
  if (prototype) return prototype;
  if (name === 'length' && data.t === 'sequence') return lengthOf(m, data, at);
  if (name === 'length' && data.t === 'str') return readOnly(m, name, m.fresh({ t: 'num', v: data.v.length }), at);
  if (name === 'size' && data.t === 'record' && (data.flavor === 'map' || data.flavor === 'set'))
    return readOnly(m, name, m.fresh({ t: 'num', v: data.entries.size }), at);
  const method = library.method(object, kindsOf(data), name);
  if (method) return readOnly(m, name, m.fresh(method), at);
  if (data.t === 'record' && data.flavor !== 'map' && data.flavor !== 'set') {
    // Fields of an object are there whatever its class reads and writes by that name.
    const of = nearest(data.type, (one) => hasMethod(one, name));
    const accessed = data.entries.has(fieldKey(name)) ? undefined : accessor(m, object, of, name, at);
    if (accessed) return accessed;
    return entryCell(m, data, key, at, () => {
      const inherited = of?.methods.get(name);
      if (!inherited && (name === 'name' || name === 'stack')) {
        const own = errorName(data);
        if (own !== undefined)
          return name === 'name' ? m.fresh({ t: 'str', v: own }) : m.unknownText('the stack of an error');
      }
      const known = inherited ? undefined : library.method(object, ['object'], name);
      if (known) return m.fresh(known);
      return inherited && !inherited.declaration.isOfClass ? m.fresh(inherited) : m.fresh(UNDEFINED);
    });
  }
  if (data.t === 'class') {
    // What a class shares is read from those that it extends, and written to itself.
    const of = nearest(data, (type) => {
      const { shared, methods } = type;
      if (shared.entries.has(fieldKey(name)) || hasAccessor(type, name, STATIC)) return true;
      return methods.get(name)?.declaration.isOfClass === true;
    });
    const inherited = of?.shared.entries.get(fieldKey(name))?.box;
    const accessed = inherited ? undefined : accessor(m, object, of, name, at, STATIC);
    if (accessed) return accessed;
    const method = of?.methods.get(name);
    const otherwise: Data = name === 'name' ? { t: 'str', v: data.declaration.name } : UNDEFINED;
    return entryCell(m, data.shared, key, at, () => inherited ?? m.fresh(method ?? otherwise));
  }
  return m.fail(at, `what .${name} of ${show(data)} does is not known here`);
}

function lengthOf(m: Machine, array: Sequence, at: Span): Place {
  return {
    name: 'length',
    read: () => m.fresh({ t: 'num', v: array.cells.length }),
    write: (box) => {
      const data = m.inspect(box, at);
      const length = indexOf(data);
      if (length === undefined || length > array.cells.length) m.fail(at, 'this length would leave holes in the array');
      splice(m, array, length, array.cells.length - length, [], at);
    },
  };
}

function remove(m: Machine, object: Box, key: Box | Bounds, at: Span): void {
  const data = m.container(object, at);
  if (data.t !== 'record' || !('data' in key)) return m.fail(at, 'delete is followed for keys of objects');
  if (data.isFixed) m.fail(at, 'deleting from what is frozen is not followed');
  data.entries.delete(keyOfData(nameOfKey(m.inspect(key, at))) ?? '');
  m.recorder.shift(data.owner);
}

function text(m: Machine, parts: Box[], at: Span): Data {
  for (const { home } of parts) if (home) home.inspected = true;
  if (parts.some(({ data }) => data.t === 'unknown')) return m.unknown('a formatted text').data;
  const v = parts.map(({ data }) => toText(m, data, at)).join('');
  if (v.length > LIMITS.size) m.fail(at, 'this text is too long');
  return { t: 'str', v };
}
