import { methodOf, nearest } from '../core/ancestry';
import type { Expr, FunctionDeclaration, Parameter, Stmt } from '../core/ir';
import type { Call } from '../core/library/library';
import { fieldKey } from '../core/keys';
import { Scope, type Box, type ClassData, type Data } from '../core/values';
import { frozen } from './frozen';
import { partialOf } from './partials';
import { show } from './show';

/*
 * `@dataclass`: https://docs.python.org/3/library/dataclasses.html. Its fields become the parameters of `__init__`.
 */

/** One field; `first` and `make` are what it is unless it is given. */
interface Field {
  name: string;
  first?: Box;
  make?: Box;
  isGiven: boolean;
  isCompared: boolean;
}

const FIELD = 'field';
const fieldsOf = new WeakMap<ClassData, readonly Field[]>();

export function isDataClass(type: ClassData): boolean {
  return fieldsOf.has(type);
}

/** What has no say in what values there are. */
const IDLE = new Set(['repr', 'hash', 'metadata', 'doc', 'match_args', 'unsafe_hash', 'weakref_slot']);

/** `field(default=…, default_factory=…, init=…, compare=…)`: what it says of the field in whose place it stands. */
export function field({ m, args, at }: Call): Box {
  const said = m.record(FIELD);
  for (const [name, box] of args.keywords) {
    if (IDLE.has(name)) continue;
    if (!['default', 'default_factory', 'init', 'compare'].includes(name))
      return m.fail(at, `a field with ${name}= is not followed`);
    m.setEntry(said, { t: 'str', v: name }, box, at);
  }
  if (args.keywords.has('default') && args.keywords.has('default_factory'))
    return m.raise(at, 'ValueError', 'cannot specify both default and default_factory');
  return m.fresh(said);
}

const ORDER = { __lt__: '<', __le__: '<=', __gt__: '>', __ge__: '>=' };

export function dataClass(asked: Call): Box {
  const { m, args, at } = asked;
  const [given] = args.positional;
  if (!given) return partialOf(m, m.fresh({ t: 'builtin', name: 'dataclasses.dataclass' }), args);
  if (given.data.t !== 'class') return m.fail(at, `${show(given.data)} is no class`);
  const type = given.data;
  const { init, eq, order, isFrozen } = optionsOf(asked);
  const ancestor = type.base && nearest(type.base, (one) => fieldsOf.has(one));
  if (ancestor && frozen.has(ancestor) !== isFrozen)
    return m.raise(at, 'TypeError', 'a frozen dataclass extends one that is not, or the other way round');
  const fields = new Map((ancestor ? (fieldsOf.get(ancestor) ?? []) : []).map((one) => [one.name, one]));
  for (const name of type.declaration.annotated ?? []) fields.set(name, ownField(asked, type, name));
  const all = [...fields.values()];
  fieldsOf.set(type, all);
  if (isFrozen) frozen.set(type, new Set(fields.keys()));
  if (init && !type.methods.has('__init__')) addInitializer(asked, type, all);
  const compared = all.filter(({ isCompared }) => isCompared).map(({ name }) => name);
  if (eq && !type.methods.has('__eq__')) add(type, comparison('__eq__', '==', compared, type));
  if (!order) return given;
  if (!eq) return m.raise(at, 'ValueError', 'eq must be true if order is true');
  for (const [name, operator] of Object.entries(ORDER)) {
    if (type.methods.has(name)) return m.raise(at, 'TypeError', `${name} is there already, and order=True makes one`);
    add(type, comparison(name, operator, compared, type));
  }
  return given;
}

function optionsOf({ m, args, at }: Call): { init: boolean; eq: boolean; order: boolean; isFrozen: boolean } {
  const said = new Map([...args.keywords].map(([name, box]) => [name, IDLE.has(name) || m.test(box, at)]));
  const followed = new Set(['init', 'eq', 'order', 'frozen', 'slots', ...IDLE]);
  for (const [name, holds] of said)
    if (holds && !followed.has(name)) m.fail(at, `a dataclass with ${name}= is not followed`);
  const option = (name: string, otherwise: boolean): boolean => said.get(name) ?? otherwise;
  return {
    init: option('init', true),
    eq: option('eq', true),
    order: option('order', false),
    isFrozen: option('frozen', false),
  };
}

function ownField({ m, at }: Call, type: ClassData, name: string): Field {
  const method = type.methods.get(name);
  const first = method ? m.fresh(method) : type.shared.entries.get(fieldKey(name))?.box;
  if (first?.data.t !== 'record' || first.data.flavor !== FIELD) {
    if (first) refuseMutable({ m, at }, name, first.data);
    return { name, ...(first && { first: asNew({ m }, first) }), isGiven: true, isCompared: true };
  }
  const said = first.data;
  const option = (option: string): Box | undefined => said.entries.get(fieldKey(option))?.box;
  const isOn = (one: string): boolean => {
    const box = option(one);
    return !box || m.test(box, at);
  };
  const value = option('default');
  const make = option('default_factory');
  // The default is an attribute of the class, as one without `field` is.
  if (value) m.setEntry(type.shared, { t: 'str', v: name }, value, at);
  else type.shared.entries.delete(fieldKey(name));
  if (value) refuseMutable({ m, at }, name, value.data);
  return {
    name,
    ...(value && { first: asNew({ m }, value) }),
    ...(make && { make }),
    isGiven: isOn('init'),
    isCompared: isOn('compare'),
  };
}

/** The default is the same thing for all objects, and none of them takes it out of the class. */
function asNew({ m }: Pick<Call, 'm'>, box: Box): Box {
  return m.recorder.fresh(box.raw, box.literal);
}

function refuseMutable({ m, at }: Pick<Call, 'm' | 'at'>, name: string, data: Data): void {
  const what = `a mutable default for the field ${name} is not allowed: use default_factory`;
  const isSequence = data.t === 'sequence' && data.flavor !== 'tuple';
  if (isSequence || (data.t === 'record' && data.flavor !== 'instance')) m.raise(at, 'ValueError', what);
  // Whether one without a hash is refused depends on the version.
  if (isWithoutHash(data)) m.fail(at, what);
}

function isWithoutHash(data: Data): boolean {
  if (data.t !== 'record' || data.flavor !== 'instance') return false;
  const own = nearest(data.type, ({ methods }) => methods.has('__eq__') || methods.has('__hash__'));
  return own !== undefined && !own.methods.has('__hash__') && !frozen.has(own);
}

function add(type: ClassData, declaration: FunctionDeclaration, scope = type.scope): void {
  type.methods.set(declaration.name, { t: 'function', declaration, scope, of: type });
}

/** `def __init__(self, a, b=…): self.a = a; self.b = b` */
function addInitializer({ m, at }: Call, type: ClassData, fields: readonly Field[]): void {
  const place = { at: type.declaration.at };
  // Defaults are made where the class is, and are known there by names that no text can have.
  const scope = new Scope(type.scope, m.frame, 'block');
  const name = (text: string): Expr => ({ ...place, op: 'name', name: text });
  const kept = (what: string, field: string, box: Box): Expr => {
    m.declare(scope, ` ${what} ${field}`).box = box;
    return name(` ${what} ${field}`);
  };
  const set = (field: string, value: Expr): Stmt =>
    frozen.has(type) ? calling(name(' set'), [name('self'), text(field), value]) : assigning(field, value);
  const text = (v: string): Expr => ({ ...place, op: 'literal', value: { t: 'str', v } });
  const calling = (callee: Expr, args: Expr[]): Stmt => ({
    ...place,
    do: 'expression',
    expression: { ...place, op: 'call', callee, args: args.map((value) => ({ value })) },
  });
  const assigning = (field: string, value: Expr): Stmt => ({
    ...place,
    do: 'assign',
    targets: [{ ...place, to: 'place', place: { ...place, op: 'member', object: name('self'), name: field } }],
    value,
  });
  const parameters = [parameter(type, 'self')];
  const body: Stmt[] = [];
  for (const { name: field, first, make, isGiven: isTaken } of fields) {
    const made: Expr | undefined = make && { ...place, op: 'call', callee: kept('make', field, make), args: [] };
    const otherwise = made ?? (first && kept('first', field, first));
    if (!isTaken) {
      if (otherwise) body.push(set(field, otherwise));
      continue;
    }
    if (!otherwise && parameters.some(({ fallback }) => fallback))
      m.raise(at, 'TypeError', `the field ${field} without a default follows one with a default`);
    // What is made for each object is made where the object is, and only where none is given.
    const missing: Expr | undefined = made && { ...place, op: 'unknown', name: MISSING };
    parameters.push(parameter(type, field, missing ?? otherwise));
    const isGiven: Expr = { ...place, op: 'call', callee: name(' is given'), args: [{ value: name(field) }] };
    const value: Expr = made
      ? { ...place, op: 'conditional', test: isGiven, then: name(field), otherwise: made }
      : name(field);
    body.push(set(field, value));
  }
  if (methodOf(type, ['__post_init__']))
    body.push(calling({ ...place, op: 'member', object: name('self'), name: '__post_init__' }, []));
  add(type, { ...place, name: '__init__', takesSelf: true, parameters, body: () => body }, scope);
}

function parameter({ declaration: { at } }: ClassData, name: string, fallback?: Expr): Parameter {
  return { at, pattern: { at, to: 'name', name, declare: 'function' }, ...(fallback && { fallback }) };
}

const MISSING = ' not given';

export function isGiven(data: Data): boolean {
  return !(data.t === 'unknown' && data.name === MISSING);
}

/** Objects of one class are compared as tuples of their fields. */
function comparison(name: string, operator: string, fields: readonly string[], type: ClassData): FunctionDeclaration {
  const place = { at: type.declaration.at };
  const read = (text: string): Expr => ({ ...place, op: 'name', name: text });
  const tuple = (of: string): Expr => ({
    ...place,
    op: 'sequence',
    flavor: 'tuple',
    items: fields.map((field): Expr => ({ ...place, op: 'member', object: read(of), name: field })),
  });
  const sameType: Expr = {
    ...place,
    op: 'call',
    callee: read(' same type'),
    args: [{ value: read('self') }, { value: read('other') }],
  };
  const compared: Expr = { ...place, op: 'compare', first: tuple('self'), rest: [{ operator, right: tuple('other') }] };
  const value: Expr = {
    ...place,
    op: 'conditional',
    test: sameType,
    then: compared,
    otherwise: read('NotImplemented'),
  };
  const parameters = ['self', 'other'].map((text) => parameter(type, text));
  return { ...place, name, takesSelf: true, parameters, body: () => [{ ...place, do: 'return', value }] };
}
