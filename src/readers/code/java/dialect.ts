import { call } from '../core/calls';
import { entryCell, readOnly, unknownPlace } from '../core/cells';
import type { Dialect } from '../core/dialect';
import type { ClassDeclaration, Expr } from '../core/ir';

import { methodOf, type Machine } from '../core/machine';
import { fieldKey, type Arguments, type Box, type ClassData, type Data, type Place, type Scope } from '../core/values';
import { nativeDialect } from '../native/dialect';
import type { Span } from '../syntax';
import { boxed, isBoxed, isSame, plainOf } from './boxes';
import { constantOf } from './enums';
import { fit } from './fit';
import { kindsOf } from './kinds';
import { library } from './library';
import { stepsOf } from './iterate';
import { calculate, certain, complement, converted, isNear, negative } from './numbers';
import { cellName, show } from './show';
import { concatenated } from './texts';
import { isOf, thrown, thrownClass, thrownText } from './throwing';
import { checkView } from './views';
import { isInstance } from './instances';
import { typeOfValue } from './promotion';

const native = nativeDialect({
  natural: 'i32',
  wraps: () => true,
  library,
  kindsOf,
  copied: new Set(),
  numbersAreConditions: false,
  options: {},
});

export const dialect: Dialect<Machine> = {
  ...native,
  fit,
  show,
  cellName,
  restIsArray: true,
  self: 'this',
  implicitThis: true,
  classScopes: true,
  targetFirst: () => true,
  builtin: (name) => library.names.get(name) ?? thrownClass(name),
  truthy: (m, data, at) => {
    if (data.t === 'bool') return data.v;
    if (data.t === 'nothing') throw thrown(m, 'NullPointerException', 'null is no truth value', at);
    return m.fail(at, `${show(data)} is no truth value`);
  },
  text: (m, parts, at) => concatenated(m, parts, at),
  unary,
  binary,
  compare,
  inPlace: (m, operator, left, right, at) => {
    const { data } = left;
    const box = binary(m, operator, left, right, at);
    if (data.t !== 'int' && data.t !== 'num') return box;
    const type = data.t === 'int' ? (data.type ?? 'i32') : (data.type ?? 'f64');
    const value = box.data.t === 'int' || box.data.t === 'num' ? m.fresh(converted(m, box.data, type, at)) : box;
    return isBoxed(data) ? boxed(m, value) : value;
  },
  element: (m, object, index, at) => {
    const { data } = object;
    const position = m.inspect(index, at);
    if (data.t === 'nothing') throw thrown(m, 'NullPointerException', 'the array is null', at);
    if (data.t === 'sequence' && position.t === 'int') {
      const { length } = data.cells;
      if (position.v < 0n || position.v >= length)
        throw thrown(m, 'ArrayIndexOutOfBoundsException', `Index ${position.v} out of bounds for length ${length}`, at);
    }
    return native.element(m, object, index, at);
  },
  cast,
  member,
  iterate: (m, of, _how, at) => stepsOf(m, of, at),
  thrown: (m, value, at) => {
    const { data } = value;
    return data.t === 'nothing' ? thrown(m, 'NullPointerException', 'what is thrown is null', at).value : value;
  },
  catches: (m, { raw }, { data: kind }, at) => {
    if (kind.t === 'unknown') m.fail(at, `${kind.name} is not known here, so whether it catches this is not`);
    return raw.t === 'record' && kind.t === 'class' && isOf(raw.type, kind);
  },
  uncaught: (_m, { raw }) => thrownText(raw),
  caseOf: (m, subject, test) => enumCase(m, subject, test),
  chosen: (m, e, value, scope) => {
    const { data } = value;
    if (data.t !== 'int' && data.t !== 'num') return value;
    const type = typeOfValue(m, e, scope);
    return type === undefined || isBoxed(data) ? value : cast(m, type, value, e.at);
  },
  hasMember: (m, self, name) =>
    kindsOf(m, self).some((kind) => library.method(self, [kind], plainName(name)) !== undefined),
  apply: (m, builtin, args, at) => {
    if (builtin.of?.kind === '::') return { box: referred(m, builtin.of.object, builtin.name, args, at) };
    return library.apply(m, builtin, args, at);
  },
};

/** A method's name without its brackets. */
function plainName(name: string): string {
  return name.endsWith('()') ? name.slice(0, -2) : name;
}

function unary(m: Machine, operator: string, operand: Box, at: Span): Box {
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

function binary(m: Machine, operator: string, left: Box, right: Box, at: Span): Box {
  if (operator === '+' && (isText(left) || isText(right))) return m.fresh(concatenated(m, [left, right], at));
  const [x, y] = [m.inspect(left, at), m.inspect(right, at)];
  if (x.t === 'nothing' || y.t === 'nothing') throw thrown(m, 'NullPointerException', 'a number is null here', at);
  if (x.t === 'bool' && y.t === 'bool' && '&|^'.includes(operator)) {
    const v = operator === '&' ? x.v && y.v : operator === '|' ? x.v || y.v : x.v !== y.v;
    return m.fresh({ t: 'bool', v });
  }
  return m.fresh(calculate(m, operator, x, y, at));
}

function compare(m: Machine, operator: string, left: Box, right: Box, at: Span): boolean {
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

/** Types whose values are no objects, and what is no type of its own. */
const PLAIN = /^([iuf]\d+|boolean|void|var|)$|\]$/;
const BOXES: Readonly<Record<string, string>> = {
  Byte: 'i8',
  Short: 'i16',
  Long: 'i64',
  Float: 'f32',
  Double: 'f64',
  Character: 'u16',
  Integer: 'i32',
};

function cast(m: Machine, type: string, box: Box, at: Span): Box {
  const { data } = box;
  if (!PLAIN.test(type)) {
    const wanted = BOXES[type];
    const isLiteral = wanted !== undefined && (data.t === 'int' || data.t === 'num') && !isBoxed(data);
    // A number that is written goes into the box of what it is put into: `Byte b = 1`.
    return boxed(m, isLiteral ? cast(m, wanted, box, at) : box);
  }
  if (!/^[iuf]\d+$/.test(type)) {
    if (type === 'boolean' && data.t === 'nothing')
      throw thrown(m, 'NullPointerException', 'null is no truth value', at);
    return box;
  }
  if (data.t === 'nothing') throw thrown(m, 'NullPointerException', 'null is no number', at);
  if (data.t !== 'int' && data.t !== 'num') return box;
  const made = converted(m, plainOf(data), type, at);
  if (made === data) return box;
  // A value that fits stays the thing that it was.
  return Number(made.t === 'int' || made.t === 'num' ? made.v : NaN) === Number(data.v)
    ? m.recorder.guise(box, made)
    : m.fresh(made);
}

function member(m: Machine, object: Box, name: string, at: Span): Place {
  const { data } = object;
  const plain = plainName(name);
  if (name !== 'getKey()') checkView(m, data, at);
  const isCall = plain !== name;
  const found = (value: Data): Place => readOnly(m, plain, m.fresh(value), at);
  switch (data.t) {
    case 'nothing':
      throw thrown(m, 'NullPointerException', `.${name} of null`, at);
    case 'unknown':
      return unknownPlace(m, data, { t: 'str', v: `.${plain}` }, at);
    case 'module': {
      const known = library.names.get(`${data.name}.${plain}`);
      return known ? found(known) : m.fail(at, `what ${data.name}.${plain} does is not known here`);
    }
    case 'class':
      return classMember(m, data, name, at);
    case 'sequence':
      if (name === 'length' && data.flavor === 'array')
        return found({ t: 'int', v: BigInt(data.cells.length), type: 'i32' });
      break;
    case 'record': {
      if (!data.type) break;
      if (isCall) {
        const method = methodOf(data.type, [name]);
        if (method) return found({ ...method, self: object });
        break;
      }
      const field = data.entries.has(fieldKey(name)) ? undefined : data.type.inside?.own(name);
      if (field) return variablePlace(m, field, name, at);
      return entryCell(m, data, { t: 'str', v: name }, at, () => m.fail(at, `there is no field ${name}`));
    }
  }
  const method = isCall ? library.method(object, kindsOf(m, object), plain) : undefined;
  if (method) return found(method);
  // A lambda is called by the name that its interface gives it.
  if (isCall && (data.t === 'function' || data.t === 'builtin')) {
    const around = data.t === 'function' ? data.scope : m.frame.method?.scope;
    if (isDefault(plain) || isOwnDefault(around, plain)) return m.fail(at, `${plain} of a lambda is not followed`);
    return readOnly(
      m,
      plain,
      data.t === 'function' ? m.fresh({ ...data, declaration: { ...data.declaration, arrow: true } }) : object,
      at,
    );
  }
  return m.fail(at, `what .${plain} of ${show(data)} does is not known here`);
}

/** Whether an interface of the text has a method of that name with a body: a lambda does not know which interface it is of. */
function isOwnDefault(around: Scope | undefined, name: string): boolean {
  for (let scope: Scope | null = around ?? null; scope; scope = scope.parent)
    for (const { declaration } of scope.late.values()) if (hasDefault(declaration, name)) return true;
  return false;
}

function hasDefault({ kind, methods, statics = [] }: ClassDeclaration, name: string): boolean {
  if (kind === 'interface' && methods.some((one) => one.name === name && one.isStatic !== true)) return true;
  return statics.some((one) => one.do === 'class' && hasDefault(one.declaration, name));
}

/** Methods of interfaces of the library that are no lambda's own, and are not in the tables. */
function isDefault(name: string): boolean {
  return [
    'reversed',
    'thenComparing',
    'andThen',
    'compose',
    'negate',
    'and',
    'or',
    'hashCode',
    'toString',
    'getClass',
  ].includes(name);
}

function classMember(m: Machine, type: ClassData, name: string, at: Span): Place {
  if (name === 'new') {
    if (type.declaration.isAbstract)
      return m.fail(at, `no object is made of ${type.declaration.name}, which is abstract`);
    if (type.lacks !== undefined) return m.fail(at, type.lacks);
    type.ready?.();
    return readOnly(m, name, m.fresh(type), at);
  }
  type.ready?.();
  const method = methodOf(type, [name]);
  if (method) return readOnly(m, name, m.fresh(method), at);
  const variable = type.inside?.own(name);
  return variable
    ? variablePlace(m, variable, name, at)
    : m.fail(at, `what ${type.declaration.name}.${plainName(name)} is is not known here`);
}

function variablePlace(m: Machine, variable: NonNullable<ReturnType<Scope['own']>>, name: string, at: Span): Place {
  return (
    variable.alias ?? {
      name,
      read: () => {
        m.noteAccess(variable.owner, undefined, 'read');
        return variable.box ?? m.fail(at, `${name} has no value here`);
      },
      write: (box) => m.setVariable(variable, box, at),
      peek: () => variable.box,
    }
  );
}

/** `case RED`: a name of the enumeration that the subject is of. */
function enumCase(m: Machine, { data }: Box, test: Expr): Box | undefined {
  if (test.op !== 'name' || data.t !== 'record' || !constantOf(data)) return undefined;
  for (let type = data.type; type; type = type.base) {
    const found = type.inside?.own(test.name)?.box;
    if (found) return found;
  }
  return m.fail(test.at, `${test.name} is not known here`);
}

/** `Integer::compare`, `String::length`, `this::less`, `Node::new`: what a reference to a method does when it is called. */
function referred(m: Machine, of: Box, name: string, args: Arguments, at: Span): Box {
  const { data } = of;
  const plain = plainName(name);
  if (data.t === 'class') {
    if (name === 'new') return call(m, member(m, of, 'new', at).read(), args, at);
    const method = methodOf(data, [name]);
    const isOwn = method && !(method.overloads ?? [method]).some(({ declaration }) => declaration.isStatic);
    if (method && !isOwn) return call(m, m.fresh(method), args, at);
  }
  const isType = data.t === 'module' || data.t === 'class' || (data.t === 'builtin' && !data.of);
  if (data.t === 'module') {
    const known = library.names.get(`${data.name}.${plain}`);
    // `Integer::toString` of one value is that value's own.
    if (known && !(args.positional.length === 1 && ['toString', 'hashCode'].includes(plain)))
      return call(m, m.fresh(known), args, at);
  }
  if (!isType) return call(m, member(m, of, name, at).read(), args, at);
  const [first, ...rest] = args.positional;
  if (!first) return m.fail(at, `what ${show(data)}::${plain} does is not known here`);
  const method = member(m, first, name, at).read();
  return call(
    m,
    method.data.t === 'function' ? m.fresh({ ...method.data, self: method.data.self ?? first }) : method,
    { ...args, positional: rest },
    at,
  );
}
