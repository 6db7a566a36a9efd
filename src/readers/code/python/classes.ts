import type { ClassDeclaration, Expr, FunctionDeclaration, Parameter, Stmt } from '../core/ir';
import type { Machine } from '../core/machine';
import type { Call } from '../core/library/library';
import { Scope, type Box, type ClassData, type Data } from '../core/values';
import { show } from './show';

/** Classes that are there to be extended and that move nothing themselves. */
const EMPTY_CLASSES: ReadonlySet<string> = new Set([
  ...['object', 'abc.ABC', 'typing.Generic', 'typing.Protocol', 'unittest.TestCase'],
]);

const made = new WeakMap<Machine, Map<string, ClassData>>();

export function emptyClass(m: Machine, name: string): ClassData | undefined {
  if (!EMPTY_CLASSES.has(name)) return undefined;
  const classes = made.get(m) ?? new Map<string, ClassData>();
  made.set(m, classes);
  const known = classes.get(name);
  if (known) return known;
  const scope = new Scope(null, m.frame, 'block');
  const declaration = { at: NOWHERE, name, methods: [], fields: [] };
  const type: ClassData = { t: 'class', declaration, scope, shared: m.record('class'), methods: new Map() };
  classes.set(name, type);
  return type;
}

const NOWHERE = { start: 0, end: 0 };

/** The one class that is extended where several are named: of the others nothing is known that could move. */
export function baseAmong({ m, args, at }: Call): Box {
  const known = args.positional.filter(
    ({ data }) => !(data.t === 'class' && EMPTY_CLASSES.has(data.declaration.name) && data.declaration.at === NOWHERE),
  );
  const [only, second] = known;
  if (second) return m.fail(at, 'a class that extends several is not followed');
  return only ?? args.positional[0] ?? m.fail(at, 'a class is missing');
}

/** `@dataclass`: https://docs.python.org/3/library/dataclasses.html. Its fields become the parameters of `__init__`. */
export function dataClass({ m, args, at }: Call): Box {
  const [given] = args.positional;
  const isOrdered = args.keywords.get('order')?.data;
  for (const name of ['init', 'eq'])
    if (args.keywords.get(name)?.data.t === 'bool') m.fail(at, `a dataclass with ${name}= is not followed`);
  if (!given) return m.fresh(isOrdered?.t === 'bool' && isOrdered.v ? ORDERED : DATA_CLASS);
  if (given.data.t !== 'class') return m.fail(at, `${show(given.data)} is no class`);
  const type = given.data;
  const fields = fieldsOf(type);
  for (const { name, value } of fields) if (value && factoryOf(value)) type.shared.entries.delete(`s${name}`);
  if (!type.methods.has('__init__')) add(type, initializer(type, fields));
  const compared = fields.filter(({ value }) => !isLeftOut(value)).map(({ name }) => name);
  if (!type.methods.has('__eq__')) add(type, comparison('__eq__', '==', compared, type));
  return given;
}

const DATA_CLASS: Data = { t: 'builtin', name: 'dataclasses.dataclass' };
const ORDERED: Data = { t: 'builtin', name: ' ordered dataclass' };

export function orderedDataClass(asked: Call): Box {
  const given = dataClass(asked);
  if (given.data.t !== 'class') return given;
  const type = given.data;
  const compared = fieldsOf(type)
    .filter(({ value }) => !isLeftOut(value))
    .map(({ name }) => name);
  const ORDER = { __lt__: '<', __le__: '<=', __gt__: '>', __ge__: '>=' };
  for (const [name, operator] of Object.entries(ORDER)) add(type, comparison(name, operator, compared, type));
  return given;
}

type Field = ClassDeclaration['fields'][number];

/** Those of the class that is extended come first; a field that is there again keeps its place. */
function fieldsOf(type: ClassData): Field[] {
  const fields = new Map((type.base ? fieldsOf(type.base) : []).map((field): [string, Field] => [field.name, field]));
  for (const field of type.declaration.fields) if (field.annotated) fields.set(field.name, field);
  return [...fields.values()];
}

function add(type: ClassData, declaration: FunctionDeclaration): void {
  type.methods.set(declaration.name, { t: 'function', declaration, scope: type.scope });
}

function optionOf(value: Expr | undefined, name: string): Expr | undefined {
  if (value?.op !== 'call') return undefined;
  const { callee } = value;
  const called = callee.op === 'name' || callee.op === 'member' ? callee.name : '';
  return called === 'field' ? value.args.find(({ keyword }) => keyword === name)?.value : undefined;
}

function isField(value: Expr): boolean {
  return (
    value.op === 'call' && (value.callee.op === 'name' || value.callee.op === 'member') && value.callee.name === 'field'
  );
}

function factoryOf(value: Expr): Expr | undefined {
  return optionOf(value, 'default_factory');
}

function isFalse(option: Expr | undefined): boolean {
  return option?.op === 'literal' && option.value.t === 'bool' && !option.value.v;
}

function isLeftOut(value: Expr | undefined): boolean {
  return isFalse(optionOf(value, 'compare'));
}

function initializer(type: ClassData, fields: readonly Field[]): FunctionDeclaration {
  const { at } = type.declaration;
  const place = { at };
  const name = (text: string): Expr => ({ ...place, op: 'name', name: text });
  const parameter = (text: string, fallback?: Expr): Parameter => ({
    ...place,
    pattern: { ...place, to: 'name', name: text, declare: 'function' },
    ...(fallback && { fallback }),
  });
  const set = (field: string, value: Expr): Stmt => ({
    ...place,
    do: 'assign',
    targets: [{ ...place, to: 'place', place: { ...place, op: 'member', object: name('self'), name: field } }],
    value,
  });
  const parameters = [parameter('self')];
  const body: Stmt[] = [];
  for (const { name: field, value } of fields) {
    const factory = value && factoryOf(value);
    const fallback = value && isField(value) ? optionOf(value, 'default') : value;
    const made: Expr | undefined = factory ? { ...place, op: 'call', callee: factory, args: [] } : fallback;
    if (isFalse(optionOf(value, 'init'))) {
      if (made) body.push(set(field, made));
      continue;
    }
    // A list that is made for each object is made where the object is, and only where none is given.
    if (!factory) parameters.push(parameter(field, made));
    else parameters.push(parameter(field, { ...place, op: 'unknown', name: MISSING }));
    const given = name(field);
    const isGiven: Expr = { ...place, op: 'call', callee: name(' is given'), args: [{ value: given }] };
    body.push(
      set(
        field,
        factory && made ? { ...place, op: 'conditional', test: isGiven, then: given, otherwise: made } : given,
      ),
    );
  }
  if (type.methods.has('__post_init__'))
    body.push({
      ...place,
      do: 'expression',
      expression: {
        ...place,
        op: 'call',
        callee: { ...place, op: 'member', object: name('self'), name: '__post_init__' },
        args: [],
      },
    });
  return { ...place, name: '__init__', takesSelf: true, parameters, body: () => body };
}

const MISSING = ' not given';

export function isGiven(data: Data): boolean {
  return !(data.t === 'unknown' && data.name === MISSING);
}

/** Objects of one class are compared as tuples of their fields. */
function comparison(name: string, operator: string, fields: readonly string[], type: ClassData): FunctionDeclaration {
  const { at } = type.declaration;
  const place = { at };
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
  const parameters = ['self', 'other'].map((text): Parameter => ({
    ...place,
    pattern: { ...place, to: 'name', name: text, declare: 'function' },
  }));
  const compared: Expr = { ...place, op: 'compare', first: tuple('self'), rest: [{ operator, right: tuple('other') }] };
  const value: Expr = {
    ...place,
    op: 'conditional',
    test: sameType,
    then: compared,
    otherwise: read('NotImplemented'),
  };
  return { ...place, name, takesSelf: true, parameters, body: () => [{ ...place, do: 'return', value }] };
}
