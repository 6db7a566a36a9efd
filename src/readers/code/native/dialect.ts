import { entryCell, readOnly, sequenceCell, unknownPlace } from '../core/cells';
import { asPlain } from '../core/constants';
import type { Bounds, Dialect } from '../core/dialect';
import { listIterator } from '../core/iteration';
import type { Library } from '../core/library/library';
import { LIMITS } from '../core/limits';
import { methodOf, type Machine } from '../core/machine';
import { Box, fieldKey, isContainer, RecordData, type Data, type Place, type Sequence } from '../core/values';
import type { Span } from '../syntax';
import { asInt, calculate, convert, isIntType, nearest, type Arithmetic } from './integers';
import { bytesOf, cellsOfText, isText as isOfText, letterAt, lettersOf, textOfBytes, type Letters } from './letters';
import { cellName, isMap, show } from './show';

/** What C, C++, Java, Go and Rust do not have in common. */
export interface Native extends Arithmetic {
  library: Library;
  /** The kinds of things that an object is, to the library's tables of methods. */
  kindsOf: (machine: Machine, object: Box) => readonly string[];
  /** What the letters of a text are, where they can be had by their places. */
  letters?: Letters;
  /** What a class shares is named by it: `Color::Red` of Rust. */
  sharedMembers?: boolean;
  /** A floating-point number that is too large for an integer becomes the nearest one (Rust). */
  saturates?: boolean;
  /** Flavors of sequences that are copied when assigned or passed. */
  copied: ReadonlySet<string>;
  /** Going through an array goes through a copy of it, unless a pointer to it is given (Go, Rust). */
  iteratesCopies?: boolean;
  /** Numbers are conditions (C). */
  numbersAreConditions: boolean;
  /** The value of a variable of a type that is declared without one; undefined where it has none. */
  initial?: Dialect<Machine>['initial'];
  options: Partial<Dialect<Machine>>;
}

export function nativeDialect(native: Native): Dialect<Machine> {
  return {
    builtin: (name) => native.library.names.get(name),
    apply: native.library.apply,
    truthy: (m, data, at) => {
      if (data.t === 'bool') return data.v;
      if (native.numbersAreConditions) {
        if (data.t === 'int') return data.v !== 0n;
        if (data.t === 'nothing') return false;
        if (data.t === 'reference' || data.t === 'sequence') return true;
        // A structure that is known by its pointers.
        if (data.t === 'record' && data.flavor === 'instance') return true;
      }
      return m.fail(at, `${m.dialect.show(data)} is no truth value`);
    },
    unary: (m, operator, operand, at) => unary(m, native, operator, operand, at),
    binary: (m, operator, left, right, at) => binary(m, native, operator, left, right, at),
    compare: (m, operator, left, right, at) => compare(m, native, operator, left, right, at),
    element: (m, object, index, at) => element(m, native, object, index, at),
    slice,
    member: (m, object, name, at) => member(m, native, object, name, at),
    iterate: (m, of, how, at) => iterate(m, native, of, how, at),
    show,
    cellName,
    text: (m, parts) => {
      for (const { home } of parts) if (home) home.inspected = true;
      return m.unknownText('a formatted text').data;
    },
    absent: { t: 'nothing', name: 'nothing' },
    logicalGivesOperand: false,
    restFlavor: 'array',
    starFlavor: 'array',
    looseArguments: false,
    constructors: (className) => [className],
    instanceFlavor: 'instance',
    bindsThis: true,
    isAlias: (type) => type === '&',
    isPointer: (type) => type.startsWith('*'),
    addressed,
    pointed,
    cast: (m, type, box, at) => cast(m, native, type, box, at),
    copied: (m, box, at) => copied(m, native.copied, box, at),
    refill: (m, old, value, at) => refilled(m, native.copied, old, value, at),
    ...(native.initial && { initial: native.initial }),
    ...native.options,
  };
}

/** Pointers and references are followed to what they point at, as `.`, `[]` and methods do. */
export function target(_m: Machine, box: Box): Box {
  let at = box;
  for (let depth = 0; at.data.t === 'reference' && depth < LIMITS.nesting; depth++) at = at.data.place.read();
  return at;
}

/** A pointer to what holds the value itself, of a pointer to that. */
export function innermost(given: Box): Box {
  let at = given;
  while (at.data.t === 'reference') {
    const next = at.data.place.peek?.();
    if (next?.data.t !== 'reference') return at;
    at = next;
  }
  return at;
}

function cast(m: Machine, native: Native, type: string, box: Box, at: Span): Box {
  if (type === 'bool' && native.numbersAreConditions && box.data.t === 'int')
    return m.recorder.guise(box, { t: 'bool', v: box.data.v !== 0n });
  const known = box.data.t === 'unknown';
  const single = type === 'float' ? (box.data.t === 'num' ? box.data.v : Number(asInt(box.data) ?? NaN)) : NaN;
  if (!Number.isNaN(single)) {
    const v = Math.fround(single);
    return box.data.t === 'num' && v === box.data.v ? box : m.recorder.guise(box, { t: 'num', v });
  }
  if (known || (!isIntType(type) && type !== 'f64')) return box;
  if (native.saturates && box.data.t === 'num' && isIntType(type)) return m.fresh(nearest(box.data.v, type));
  if (type === 'f64' && box.data.t === 'int' && box.data.v > 1n << 53n) m.fail(at, 'this number has no exact double');
  return convert(m, type, box);
}

/** A structure that is made where its address is taken (`&node{1, nil}`) is shared by its pointers. */
function addressed(m: Machine, { data }: Box): Box | undefined {
  if (data.t !== 'record' || data.flavor !== 'struct') return undefined;
  return m.fresh(new RecordData('instance', data.owner, data.entries, data.type));
}

/** The structure that a pointer leads to: it is copied where it is put, and its fields are those that the pointer sees. */
function pointed(m: Machine, pointer: Data): Place | undefined {
  if (pointer.t !== 'record' || pointer.flavor !== 'instance' || !pointer.type) return undefined;
  const whole = new RecordData('struct', pointer.owner, pointer.entries, pointer.type);
  const box = new Box(whole, null, pointer.owner, 0, false);
  const read = (): Box => box;
  const fail = (): never => m.fail(m.frame.now, 'only another structure of its type can be put here');
  return { name: 'this', read, peek: read, write: fail };
}

function copied(m: Machine, flavors: ReadonlySet<string>, box: Box, at: Span): Box {
  const { data } = box;
  // What has just been made belongs to nobody else.
  if (!box.home) return box;
  if (data.t === 'sequence' && flavors.has(data.flavor)) {
    const cells = data.cells.map((cell) => copied(m, flavors, cell, at));
    return m.fresh(m.sequence(data.flavor, cells, at, data.type));
  }
  if (data.t === 'record' && data.flavor === 'struct') {
    const copy = m.record('struct', data.type);
    // An array is a part of the structure; a pointer to one is not.
    const arrays = new Set(data.type?.declaration.fields.flatMap(({ name, type }) => (type === 'array' ? [name] : [])));
    for (const { key, box: value } of data.entries.values()) {
      const isPart = key.t === 'str' && arrays.has(key.v);
      m.setEntry(copy, key, copied(m, isPart ? new Set([...flavors, 'array']) : flavors, value, at), at);
    }
    return m.fresh(copy);
  }
  return box;
}

/** An array or a structure that is assigned to stays where it is: pointers to its elements see the new ones. */
function refilled(m: Machine, flavors: ReadonlySet<string>, old: Data, value: Data, at: Span): boolean {
  if (old === value) return true;
  if (old.t === 'sequence' && value.t === 'sequence') {
    const isArray = flavors.has(old.flavor) && flavors.has(value.flavor) && old.cells.length === value.cells.length;
    if (!isArray) return false;
    refill(m, { base: old, from: 0, to: old.cells.length }, [...value.cells], at);
    return true;
  }
  if (old.t !== 'record' || value.t !== 'record' || old.flavor !== 'struct' || old.type !== value.type) return false;
  for (const { key, box } of value.entries.values()) m.setEntry(old, key, box, at);
  return true;
}

function unary(m: Machine, native: Native, operator: string, operand: Box, at: Span): Box {
  const data = m.inspect(target(m, operand), at);
  const literal = operand.home === null && operand.literal;
  if (operator === '+') return operand;
  if (operator === '-' && data.t === 'num') return m.recorder.fresh({ t: 'num', v: -data.v }, literal);
  const value = asInt(data);
  if (value === undefined) return m.fail(at, `${operator}${show(data)} is not followed`);
  const zero: Data = { t: 'int', v: operator === '-' ? 0n : -1n };
  if (operator === '-' || operator === '~') return m.recorder.fresh(calculate(m, native, '-', zero, data, at), literal);
  return m.fail(at, `${operator} is not followed`);
}

/** A pointer to the cell `by` cells away. */
function moved(m: Machine, pointer: { base: Sequence; index: number }, by: bigint, at: Span): Box {
  const index = pointer.index + Number(by);
  if (index < -1 || index > pointer.base.cells.length) m.fail(at, 'this points outside of the array');
  return referenceTo(m, pointer.base, index, at);
}

const FIXED = 'the letters of a text are not changed one by one here: put them into an array or a vector of char';

/** A cell of an array; those of a text cannot be written. */
function cellAt(m: Machine, base: Sequence, index: number, at: Span): Place {
  const cell = sequenceCell(m, base, index, at);
  return isOfText(base) ? { ...cell, write: () => m.fail(at, FIXED) } : cell;
}

/** A pointer or reference to a cell. */
export function referenceTo(m: Machine, base: Sequence, index: number, at: Span): Box {
  const place = cellAt(m, base, index, at);
  return m.fresh({
    t: 'reference',
    place: m.dialect.placesLapse && base.flavor === 'vector' ? lapsing(m, place, base) : place,
  });
}

/** An iterator of C++: when the list has grown or shrunk, it is one of other cells, or of none. */
function lapsing(m: Machine, place: Place, base: Sequence): Place {
  const { changes } = base;
  const still = (): Place =>
    base.changes === changes
      ? place
      : m.fail(m.frame.now, 'the list has grown or shrunk since this place in it was taken: take it anew');
  return {
    name: place.name,
    base,
    get index() {
      return still().index ?? 0;
    },
    peek: () => still().peek?.(),
    read: () => still().read(),
    write: (box) => still().write(box),
  };
}

export function pointerOf(data: Data): { base: Sequence; index: number } | undefined {
  if (data.t === 'sequence') return { base: data, index: 0 };
  if (data.t !== 'reference' || !data.place.base || data.place.index === undefined) return undefined;
  return { base: data.place.base, index: data.place.index };
}

/** What points to cells; a text of C does, where something is counted from it. */
function pointing(m: Machine, { letters, numbersAreConditions }: Native, data: Data): ReturnType<typeof pointerOf> {
  const isPointer = data.t === 'str' && letters && numbersAreConditions;
  return isPointer ? { base: cellsOfText(m, data.v, letters), index: 0 } : pointerOf(data);
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

function binary(m: Machine, native: Native, operator: string, left: Box, right: Box, at: Span): Box {
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

function compare(m: Machine, native: Native, operator: string, left: Box, right: Box, at: Span): boolean {
  const isAnywhere = [left, right].some(({ data }) => data.t === 'reference');
  const [p, q] = isAnywhere ? [left, right].map(({ data }) => pointing(m, native, data)) : [];
  const isPointer = [left, right].some(({ data }) => data.t === 'reference') && !m.dialect.valuesAsReferences;
  if (p && q && isPointer) {
    if (p.base !== q.base) return m.fail(at, 'these point into different arrays');
    return ordered(operator === 'case' ? '==' : operator, BigInt(p.index), BigInt(q.index));
  }
  const a = m.inspect(target(m, left), at);
  const b = m.inspect(target(m, right), at);
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

function element(m: Machine, native: Native, object: Box, index: Box, at: Span): Place {
  const pointed =
    object.data.t === 'reference' && pointerOf(object.data) && asInt(index.data) !== undefined
      ? object
      : target(m, object);
  const data = pointed.data;
  const key = m.inspect(target(m, index), at);
  if (data.t === 'unknown') return unknownPlace(m, data, key.t === 'int' ? { t: 'int', v: key.v } : key, at);
  if (data.t === 'record' && isMap(data.flavor)) {
    const zero = (): Box => zeroOf(m, data.flavor.slice(7), at) ?? m.fail(at, `there is no key ${show(key)}`);
    const cell = entryCell(m, data, key, at, zero);
    return isNoMap(data)
      ? { ...cell, write: () => m.fail(at, 'assignment to an entry in a nil map', 'failure') }
      : cell;
  }
  const position = asInt(key);
  if (position === undefined) return m.fail(at, `${show(data)} has no element ${show(key)}`);
  if (data.t === 'str' && native.letters) {
    const one = letterAt(data.v, Number(position), native.letters);
    if (!one) return m.fail(at, `index ${position} is out of range: the length is ${bytesOf(data.v).length}`);
    return readOnly(m, 'a letter of a text', m.fresh(one), at);
  }
  const inner = data.t === 'reference' ? data.place.read().data : data;
  if (data.t === 'reference' && (inner.t === 'sequence' || inner.t === 'view'))
    return element(m, native, m.fresh(inner), index, at);
  const base = data.t === 'view' ? { base: data.base, index: data.from } : pointerOf(data);
  if (!base) return m.fail(at, `${show(data)} has no elements`);
  const at0 = base.index + Number(position);
  const end = data.t === 'view' ? data.to : base.base.cells.length;
  if (at0 < (data.t === 'view' ? data.from : 0) || at0 >= end)
    return m.fail(at, `index ${position} is out of range: the length is ${end - (data.t === 'view' ? data.from : 0)}`);
  return cellAt(m, base.base, at0, at);
}

/** The zero value of a basic type of Go, or of a slice of one; undefined for other types. */
export function zeroOf(m: Machine, type: string, at: Span): Box | undefined {
  if (type.startsWith('[]')) return m.fresh(m.sequence('slice', [], at, type.slice(2) || undefined));
  if (isMap(type)) return m.fresh(noMap(m, type));
  if (isIntType(type)) return m.fresh({ t: 'int', v: 0n, type });
  if (type === 'f64') return m.fresh({ t: 'num', v: 0 });
  if (type === 'bool') return m.fresh({ t: 'bool', v: false });
  return type === 'string' ? m.fresh({ t: 'str', v: '' }) : undefined;
}

const none = new WeakSet<RecordData>();

/** A map that nobody has made: it can be read, and holds nothing. */
function noMap(m: Machine, flavor: string): RecordData {
  const made = m.record(flavor);
  none.add(made);
  return made;
}

function isNoMap(data: Data): boolean {
  return data.t === 'record' && none.has(data);
}

/** A part of an array or slice, which shares its cells. */
function slice(m: Machine, object: Box, bounds: Bounds, at: Span): Place {
  const { data } = target(m, object);
  if (data.t === 'str') return partOfText(m, data.v, bounds, at);
  const whole =
    data.t === 'view' ? data : data.t === 'sequence' ? { base: data, from: 0, to: data.cells.length } : undefined;
  if (!whole) return m.fail(at, `${show(data)} has no parts that are followed`);
  const number = (box: Box | undefined, otherwise: number): number => {
    if (!box) return otherwise;
    return Number(asInt(m.inspect(target(m, box), at)) ?? m.fail(at, 'bounds are integers'));
  };
  const length = whole.to - whole.from;
  const low = number(bounds.low, 0);
  const high = number(bounds.high, length) + (bounds.inclusive ? 1 : 0);
  if (low < 0 || high < low || high > length)
    m.fail(at, `the part ${low}..${high} is out of range: the length is ${length}`);
  const box = m.fresh({ t: 'view', base: whole.base, from: whole.from + low, to: whole.from + high });
  return readOnly(m, 'a part', box, at);
}

function partOfText(m: Machine, text: string, bounds: Bounds, at: Span): Place {
  const bytes = bytesOf(text);
  const number = (box: Box | undefined, otherwise: number): number =>
    box ? Number(asInt(m.inspect(target(m, box), at)) ?? m.fail(at, 'bounds are integers')) : otherwise;
  const low = number(bounds.low, 0);
  const high = number(bounds.high, bytes.length) + (bounds.inclusive ? 1 : 0);
  if (low < 0 || high < low || high > bytes.length)
    m.fail(at, `the part ${low}..${high} is out of range: the length is ${bytes.length}`);
  const v =
    textOfBytes(bytes.slice(low, high)) ?? m.fail(at, 'a part that begins or ends within a letter is not followed');
  return readOnly(m, 'a part', m.fresh({ t: 'str', v }), at);
}

function member(m: Machine, native: Native, reference: Box, name: string, at: Span): Place {
  const object = target(m, reference);
  const { data } = object;
  if (data.t === 'unknown') return unknownPlace(m, data, { t: 'str', v: `.${name}` }, at);
  if (data.t === 'module' || data.t === 'builtin') {
    const known =
      native.library.names.get(`${data.name}.${name}`) ??
      m.fail(at, `what ${data.name}.${name} does is not known here`);
    return readOnly(m, name, m.fresh(known), at);
  }
  if (data.t === 'class') {
    const method = methodOf(data, [name]);
    if (method) return readOnly(m, name, m.fresh(method), at);
    const shared = native.sharedMembers ? data.shared.entries.get(fieldKey(name)) : undefined;
    if (shared) return readOnly(m, name, m.fresh(shared.box.data), at);
  }
  const isOwn =
    data.t === 'record' && data.type && (data.entries.has(`s${name}`) || methodOf(data.type, [name]) !== undefined);
  const method = isOwn ? undefined : native.library.method(reference, native.kindsOf(m, reference), name);
  if (name === 'constructor of this' && data.t === 'record' && data.type) {
    const other = methodOf(data.type, [data.type.declaration.name]) ?? m.fail(at, 'there is no such constructor');
    return readOnly(m, name, m.fresh({ ...other, self: object }), at);
  }
  if (data.t === 'record' && data.type && !method) return fieldCell(m, data, object, name, at);
  if (method) return readOnly(m, name, m.fresh(method), at);
  return m.fail(at, `what .${name} of ${show(data)} does is not known here`);
}

function fieldCell(m: Machine, data: RecordData, object: Box, name: string, at: Span): Place {
  return entryCell(m, data, { t: 'str', v: name }, at, () => {
    const method = data.type && methodOf(data.type, [name]);
    return method ? m.fresh({ ...method, self: object }) : m.fail(at, `there is no field ${name}`);
  });
}

function iterate(
  m: Machine,
  native: Native,
  of: Box,
  how: 'values' | 'keys' | 'pairs',
  at: Span,
): () => Box | undefined {
  const { data } = target(m, of);
  const index = (value: number | bigint): Box => m.fresh({ t: 'int', v: BigInt(value) });
  if (data.t === 'iterator') return data.next;
  if (data.t === 'range') {
    let next = data.start;
    return () => {
      if (data.step > 0n ? next >= data.stop : next <= data.stop) return undefined;
      const box = index(next);
      next += data.step;
      return box;
    };
  }
  if (data.t === 'int' && how !== 'values') {
    let next = 0n;
    return () => (next < data.v ? index(next++) : undefined);
  }
  if (data.t === 'str' && native.letters) {
    const boxes = lettersOf(data.v, native.letters).map((one) => {
      const [position, box] = [index(one.at), m.fresh(one.data)];
      if (how === 'keys') return position;
      return how === 'values' ? box : m.fresh(m.sequence('tuple', [position, box], at));
    });
    return listIterator(() => boxes);
  }
  if (data.t === 'sequence' || data.t === 'view') {
    const copy =
      native.iteratesCopies && of.data.t === 'sequence' && of.data.flavor === 'array' ? [...of.data.cells] : undefined;
    const cells = (): readonly Box[] =>
      copy ?? (data.t === 'view' ? data.base.cells.slice(data.from, data.to) : data.cells);
    let next = 0;
    // Through a reference each thing is met where it stands (Rust); of plain values only what they are counts.
    if (how === 'values' && m.dialect.valuesAsReferences && of.data.t === 'reference') {
      const { base, from } = cellsOf(m, of, at);
      return () => {
        const box = cells()[next++];
        return box && isContainer(box.data) ? referenceTo(m, base, from + next - 1, at) : box;
      };
    }
    if (how === 'values') return listIterator(cells);
    const { length } = cells();
    return () => {
      if (next >= length) return undefined;
      const box = cells()[next];
      const position = index(next++);
      if (how === 'keys') return position;
      return box && m.fresh(m.sequence('tuple', [position, box], at));
    };
  }
  return m.fail(at, `${show(data)} cannot be gone through`);
}

/** The cells of a sequence, a part of one, or of what points to one. */
export function cellsOf(m: Machine, box: Box, at: Span): { base: Sequence; from: number; to: number } {
  const { data } = target(m, box);
  if (data.t === 'view') return data;
  if (data.t === 'sequence') return { base: data, from: 0, to: data.cells.length };
  if (data.t === 'unknown') return m.notKnownIn(data, at);
  return m.fail(at, `${show(data)} is no list`);
}

/** Puts other boxes into a part of a sequence, all at once. */
export function refill(
  m: Machine,
  part: { base: Sequence; from: number; to: number },
  boxes: readonly Box[],
  at: Span,
): void {
  if (isOfText(part.base)) m.fail(at, FIXED);
  boxes.forEach((box, index) => {
    m.noteAccess(part.base.owner, part.from + index, 'write');
    part.base.cells[part.from + index] = m.recorder.put(box, part.base.owner, at);
  });
  m.recorder.shift(part.base.owner);
}
