import type { Argument, Expr } from '../../core/ir';
import { at, literal, name, only, required, unsupported } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { elementType, isSmart, typeOf, within } from '../types';
import { partsOf } from '../shapes';
import type { Declared } from './declarators';
import { functor } from './functors';
import { stringOf } from './literals';
import { firstOfSmart } from './owners';
import type { Inner } from './inner';
import { deducing } from './templates';
import { isOpen } from './within';

/** What a variable holds that is there from the start. */
export function zero(node: Syntax, made: Declared, type: string | undefined, inner: Inner): Expr | undefined {
  const place = { at: at(node) };
  if (made.lengths.length > 0)
    return arrayValue(node, made.lengths, made.elements, node.instead('initializer_list'), inner);
  if (made.isPointer) return { ...place, op: 'literal', value: { t: 'nothing', name: 'nullptr' } };
  if (type === 'f64') return { ...place, op: 'literal', value: { t: 'num', v: 0 } };
  if (type === 'bool') return { ...place, op: 'literal', value: { t: 'bool', v: false } };
  if (type?.startsWith('enum ')) return { ...place, op: 'literal', value: { t: 'int', v: 0n, type: 'i32' } };
  if (type !== undefined && NUMERIC.test(type)) return { ...place, op: 'literal', value: { t: 'int', v: 0n, type } };
  return type !== undefined &&
    !LISTS.has(unlessOwn(node, type) ?? '') &&
    field(node, 'type')?.type === 'struct_specifier'
    ? construct(node, type, [], inner)
    : undefined;
}

export const NUMERIC = /^([iuf]\d|\*)/;

export const LISTS = new Set(['vector', 'deque', 'list', 'array']);

/** What the text declares itself under a name, the last that was asked for. */
let told: { text: string; names: Set<string> } = { text: '', names: new Set() };

/** A type by its name, unless the text has one of its own that is called as one of the library is. */
function unlessOwn(node: Syntax, type: string | undefined): string | undefined {
  if (type === undefined || !(LISTS.has(type) || type === 'priority_queue' || TABLES[type] !== undefined)) return type;
  if (field(node, 'type')?.type === 'struct_specifier') return undefined;
  const text = node.whole;
  if (told.text !== text) {
    const heads = text.matchAll(/\b(?:struct|class)\s+(\w+)[^;(){}]*\{|\}\s*(\w+)\s*;/g);
    told = { text, names: new Set([...heads].map(([, first, last]) => first ?? last ?? '')) };
  }
  return told.names.has(type) ? undefined : type;
}

export function initialValue(
  node: Syntax,
  made: Declared,
  type: string | undefined,
  elements: string | undefined,
  value: Syntax | undefined,
  outer: Inner,
): Expr | undefined {
  const place = { at: at(value ?? node) };
  const said = field(node, 'type');
  const inner = {
    ...outer,
    expression: deducing(node, said?.type === 'type_identifier' ? said.text : undefined, outer),
  };
  const [length] = made.lengths;
  const library = unlessOwn(node, type);
  if (
    length &&
    !value &&
    made.lengths.length === 1 &&
    LISTS.has(partsOf(made.elements ?? '').name) &&
    made.elements !== 'array'
  )
    return listArray(node, `vector<${elements ?? ''}>`, length, inner);
  if (length !== undefined) return arrayValue(node, made.lengths, made.elements, value, inner);
  if (isSmart(type) && !made.isPointer) return firstOfSmart(node, value, inner);
  if (library === 'priority_queue' && !made.isPointer && (!value || isTableValue(value)))
    return newQueue(node, elements, value, inner);
  if (library !== undefined && TABLES[library] !== undefined && !made.isPointer && (!value || isTableValue(value)))
    return newTable(node, library, value, inner);
  if (!value) {
    const isList = library !== undefined && LISTS.has(library) && library !== 'array' && !made.isPointer;
    const isKnown = isList && elements !== undefined && NUMERIC.test(elements);
    return isKnown ? sized(node.instead('argument_list'), elements, library, inner) : undefined;
  }
  const isBraced = value.type === 'initializer_list' || value.type === 'argument_list';
  if (!isBraced)
    return (made.pattern.to === 'name' && madeObject(node, made.pattern.type, value)) || inner.expression(value);
  if (library !== undefined && LISTS.has(library)) {
    return value.type === 'argument_list'
      ? sized(value, elements, library, inner)
      : braced(value, elements, inner, field(node, 'type'));
  }
  if ((library === 'pair' || library === 'tuple') && !made.isPointer && named(value).length > 1)
    return { ...place, op: 'sequence', flavor: 'tuple', items: named(value).map(inner.expression) };
  if (library === 'string' && !made.isPointer) {
    const args = named(value).map((one): Argument => ({ value: inner.expression(one) }));
    return { ...place, op: 'call', callee: name(node, ' string'), args };
  }
  if (made.isPointer || type === undefined || /^[iuf]\d/.test(type) || type === 'bool' || isOpen(type)) {
    const [first] = named(value);
    return first ? inner.expression(first) : { ...place, op: 'literal', value: { t: 'int', v: 0n } };
  }
  return construct(value, type, named(value), inner);
}

/** `{1, 2}` as a list; `{{1, 2}}` is one, too. */
function braced(value: Syntax, elements: string | undefined, inner: Inner, type: Syntax | undefined): Expr {
  const [first, ...others] = named(value);
  const isInside = first?.type === 'initializer_list' && others.length === 0;
  // `{{1, 2}}` of structures is one of them.
  const isPair = /^(pair|tuple)\b/.test(elements ?? '');
  const isOne =
    (isClass(elements) || isPair) && !(first && named(first).every(({ type }) => type === 'initializer_list'));
  const items = isInside && !isOne ? named(first) : named(value);
  return typedList(
    value,
    'vector',
    elements,
    items.map((one) =>
      one.type === 'initializer_list' && isClass(elements)
        ? construct(one, elements, named(one), inner)
        : rows(one, inner, within(type)),
    ),
  );
}

/** Neither a number nor anything that the library makes of braces. */
function isClass(type: string | undefined): type is string {
  return (
    type !== undefined && /^[A-Za-z_]\w*$/.test(type) && !NUMERIC.test(type) && !LIBRARY.has(type) && !isOpen(type)
  );
}

/** Braces inside braces are rows, or pairs; what is in them becomes of the type that is written. */
export function rows(node: Syntax, inner: Inner, type?: Syntax): Expr {
  const place = { at: at(node) };
  const known = typeOf(type);
  const isNumber = known !== undefined && /^[iuf]\d/.test(known);
  if (node.type !== 'initializer_list') {
    const value = inner.expression(node);
    return isNumber ? { ...place, op: 'cast', type: known, value } : value;
  }
  const isPair = known === 'pair' || known === 'tuple';
  const items = named(node).map((one, index) => rows(one, inner, within(type, isPair ? index : 0)));
  const element = isPair ? undefined : typeOf(within(type));
  return {
    ...place,
    op: 'sequence',
    flavor: isPair ? 'tuple' : 'vector',
    items,
    type: element !== undefined && NUMERIC.test(element) ? element : undefined,
  };
}

/** What the braces do not give is zero. */
export function construct(node: Syntax, type: string, args: readonly Syntax[], inner: Inner): Expr {
  const made: Expr = {
    at: at(node),
    op: 'call',
    callee: name(node, type),
    args: args.map((one) => given(one, args, inner)),
    fresh: true,
  };
  return { at: at(node), op: 'call', callee: name(node, 'zero filled'), args: [{ value: made }] };
}

/** `1`, or `.x = 1` where all have their names: places after a name are counted from it, which is not followed. */
function given(node: Syntax, all: readonly Syntax[], inner: Inner): Argument {
  if (node.type !== 'initializer_pair') return { value: inner.expression(node) };
  const designator = required(node, 'designator');
  if (designator.type !== 'field_designator' || !all.every(({ type }) => type === 'initializer_pair'))
    return { value: unsupported(node) };
  return { value: inner.expression(required(node, 'value')), keyword: only(designator).text };
}

function typedList(node: Syntax, flavor: string, type: string | undefined, items: Expr[]): Expr {
  const typed =
    type !== undefined && /^[iuf]\d/.test(type)
      ? items.map((value): Expr => ({ at: value.at, op: 'cast', type, value }))
      : items;
  return {
    at: at(node),
    op: 'sequence',
    flavor,
    items: typed,
    type: type !== undefined && NUMERIC.test(type) ? type : undefined,
  };
}

/** Maps and sets, whose keys have an order or are in one that the language leaves open. */
const TABLES: Readonly<Record<string, string>> = {
  map: 'ordered map',
  set: 'ordered set',
  unordered_map: 'unordered map',
  unordered_set: 'unordered set',
};

const LIBRARY: ReadonlySet<string> = new Set([
  '',
  'bool',
  'float',
  'string',
  'pair',
  'tuple',
  'auto',
  'optional',
  ...LISTS,
  ...Object.keys(TABLES),
]);

function isTableValue({ type }: Syntax): boolean {
  return type === 'initializer_list' || type === 'argument_list';
}

/** `map<int, int> m;`, `set<int> s = {1, 2}`, `s(v.begin(), v.end())`: what a map gives under a new key is told by its type. */
function newTable(node: Syntax, type: string, value: Syntax | undefined, inner: Inner): Expr {
  const isMap = type.endsWith('map');
  const held = elementType(field(node, 'type'), isMap ? 1 : 0);
  const flavor = literal(node, { t: 'str', v: `${TABLES[type] ?? ''} of ${held ?? '?'}` });
  const pairs = value?.type === 'initializer_list';
  const given = (value ? named(value) : []).map((one): Argument => {
    if (!pairs || !isMap) return { value: inner.expression(one) };
    const items = named(one).map(inner.expression);
    return {
      value:
        one.type === 'initializer_list'
          ? { at: at(one), op: 'sequence', flavor: 'tuple', items }
          : inner.expression(one),
    };
  });
  const callee = name(node, pairs ? 'table of' : 'new table');
  return { at: at(node), op: 'call', callee, args: [{ value: flavor }, ...given] };
}

/** `priority_queue<int, vector<int>, greater<int>> q;`: what tells the order is the third in the brackets, or is given. */
function newQueue(node: Syntax, elements: string | undefined, value: Syntax | undefined, inner: Inner): Expr {
  const place = { at: at(node) };
  const order = within(field(node, 'type'), 2);
  const given = (value ? named(value) : []).map((one): Argument => ({ value: inner.expression(one) }));
  const isType = order !== undefined && /^\w+$/.test(order.text);
  const own = order && (functor(node, order) ?? (isType ? construct(node, order.text, [], inner) : undefined));
  const [first, second, third, more] = given;
  // Two places in a list, or what tells the order and perhaps a list.
  const isRange = own !== undefined || order === undefined ? second !== undefined : third !== undefined;
  const by = own ?? (isRange ? third?.value : first?.value) ?? literal(node, { t: 'nothing', name: 'nullptr' });
  if (more || (isRange && !second)) return unsupported(node);
  const range: Expr = { ...place, op: 'call', callee: name(node, 'new vector'), args: given.slice(0, 2) };
  const from = isRange ? [{ value: range }] : second ? [second] : [];
  const type = { value: literal(node, { t: 'str', v: elements ?? '' }) };
  return { ...place, op: 'call', callee: name(node, 'new priority queue'), args: [{ value: by }, type, ...from] };
}

/** `vector<int> a[5];`: an array of empty lists. */
function listArray(node: Syntax, type: string, length: Syntax, inner: Inner): Expr {
  const args = [{ value: literal(node, { t: 'str', v: type }) }, { value: inner.expression(length) }];
  return { at: at(node), op: 'call', callee: name(node, 'array of lists'), args };
}

/** `vector<int> v(5)`, `v(5, 1)`, `v(a.begin(), a.end())`, `v(other)`. */
export function sized(node: Syntax, type: string | undefined, list: string, inner: Inner): Expr {
  const args: Argument[] = named(node).map((one) => ({ value: inner.expression(one) }));
  const of: Argument = { keyword: 'type', value: { at: at(node), op: 'literal', value: { t: 'str', v: type ?? '' } } };
  return { at: at(node), op: 'call', callee: name(node, `new ${list}`), args: [...args, of] };
}

function arrayValue(
  node: Syntax,
  lengths: (Syntax | null)[],
  type: string | undefined,
  value: Syntax | undefined,
  inner: Inner,
): Expr | undefined {
  const place = { at: at(value ?? node) };
  if (value?.type === 'string_literal') {
    const text = stringOf(value);
    if (text === undefined) return unsupported(value);
    const points = [...Buffer.from(text, 'utf8'), 0];
    const items = points.map((v): Expr => ({ ...place, op: 'literal', value: { t: 'int', v: BigInt(v), type: 'i8' } }));
    return { ...place, op: 'sequence', flavor: 'array', items, type: 'i8' };
  }
  if (value && value.type !== 'initializer_list') return unsupported(value);
  const [length, ...rest] = lengths;
  const items: Expr[] = value
    ? named(value).map((one) => {
        if (one.type === 'initializer_pair') return unsupported(one);
        if (rest.length > 0) return arrayValue(one, rest, type, one, inner) ?? unsupported(one);
        if (one.type === 'initializer_list' && type !== undefined) return construct(one, type, named(one), inner);
        return type !== undefined && /^[iuf]\d/.test(type)
          ? { at: at(one), op: 'cast', type, value: inner.expression(one) }
          : inner.expression(one);
      })
    : [];
  const numeric = type !== undefined && NUMERIC.test(type) ? type : undefined;
  const list: Expr = { ...place, op: 'sequence', flavor: 'array', items, type: rest.length > 0 ? undefined : numeric };
  if (!length) return list;
  // `int a[2][3];`, and `= {0}`, which is zero in all of them.
  const isZero = value !== undefined && named(value).every(({ text }) => text === '0') && named(value).length < 2;
  if (rest.length > 0 && (!value || isZero)) {
    if (lengths.includes(null)) return unsupported(node);
    const each = lengths.flatMap((one) => (one ? [{ value: inner.expression(one) }] : []));
    const of = { value: literal(node, { t: 'str', v: (isZero ? type : numeric) ?? '' }) };
    return { ...place, op: 'call', callee: name(node, isZero ? 'zero rows' : 'unset rows'), args: [of, ...each] };
  }
  // What an array is not given is zero (with braces), or not known to anybody (without).
  return {
    ...place,
    op: 'call',
    callee: name(node, value ? 'filled array' : 'unset array'),
    args: [{ value: list }, { value: inner.expression(length) }],
  };
}

/** `(P){1, 2}` and `(int[]){1, 2}` of C, `P{1, 2}` and `vector<int>{1, 2}` of C++. */
export function compound(node: Syntax, inner: Inner): Expr {
  const type = required(node, 'type');
  const value = required(node, 'value');
  const array = field(type, 'declarator');
  if (array?.type === 'abstract_array_declarator') {
    const of = typeOf(field(type, 'type'));
    return field(array, 'declarator')
      ? unsupported(node)
      : (arrayValue(node, [field(array, 'size') ?? null], of, value, inner) ?? unsupported(node));
  }
  const known = typeOf(type.type === 'type_descriptor' ? field(type, 'type') : type) ?? type.text;
  const called = named(value).length === 0 ? functor(node, type) : undefined;
  if (called) return called;
  return LISTS.has(known)
    ? braced(value, elementType(type), inner, type.type === 'type_descriptor' ? field(type, 'type') : type)
    : construct(node, known, named(value), inner);
}

/** One structure from `malloc(sizeof(struct node))`; undefined where it is something else. */
export function madeObject(node: Syntax, type: string | undefined, value: Syntax): Expr | undefined {
  if (type === undefined || !/^\*[A-Za-z_]\w*$/.test(type) || /^\*([iuf]\d+|float|bool|void)$/.test(type))
    return undefined;
  if (isOpen(type.slice(1)) || value.type !== 'call_expression') return undefined;
  const how = required(value, 'function').text.replace(/^std::/, '');
  const given = named(required(value, 'arguments'));
  const isOne =
    how === 'malloc'
      ? given.length === 1 && given[0]?.type === 'sizeof_expression'
      : how === 'calloc' && given[0]?.text === '1' && given[1]?.type === 'sizeof_expression';
  if (!isOne) return undefined;
  const made: Expr = {
    at: at(node),
    op: 'call',
    callee: name(node, 'new object'),
    args: [{ value: name(node, type.slice(1)) }],
  };
  return how === 'malloc'
    ? made
    : { at: at(node), op: 'call', callee: name(node, 'zero filled'), args: [{ value: made }] };
}
