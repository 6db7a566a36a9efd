import { accessor } from '../core/accessors';
import { nearest } from '../core/ancestry';
import { readOnly } from '../core/cells';
import { isKnownClass } from '../core/known-classes';
import type { Call } from '../core/library/library';
import type { Machine } from '../core/machine';
import { fieldKey } from '../core/keys';
import type { Arguments, Box, ClassData, Data, Place, Sequence } from '../core/values';
import type { Span } from '../syntax';

/** Tuples whose places have names: https://docs.python.org/3/library/collections.html#collections.namedtuple. */
interface Kind {
  name: string;
  fields: readonly string[];
  /** The class that says so, and what fields are that are not given. */
  type?: ClassData;
  first?: ReadonlyMap<string, Box>;
}

/** Their classes, by what stands for each. */
const kinds = new WeakMap<Box, Kind>();
const kindOf = new WeakMap<Data, Kind>();

/** `namedtuple('Point', 'x y')`, `namedtuple('Point', ['x', 'y'])` */
export function namedTuple({ m, args, at }: Call): Box {
  const [name, given, more] = args.positional.map((box) => m.inspect(box, at));
  if (name?.t !== 'str' || !given || more || args.keywords.size > 0)
    return m.fail(at, 'of namedtuple a name and the fields are followed');
  const fields = given.t === 'str' ? given.v.split(/[\s,]+/).filter((one) => one !== '') : textsIn(given);
  const isName = (one: string): boolean => /^[\p{L}][\p{L}\p{N}_]*$/u.test(one);
  if (!fields || new Set(fields).size < fields.length || !fields.every(isName))
    return m.fail(at, 'the fields of a namedtuple are different names');
  const object = m.fresh({ t: 'nothing', name: name.v });
  kinds.set(object, { name: name.v, fields });
  return m.fresh({ t: 'builtin', name: 'make', of: { object, kind: 'namedtuple' } });
}

function textsIn(data: Data): string[] | undefined {
  if (data.t !== 'sequence') return undefined;
  const texts = data.cells.flatMap((cell) => (cell.data.t === 'str' ? [cell.data.v] : []));
  return texts.length === data.cells.length ? texts : undefined;
}

/** Of `class Point(NamedTuple)`: its fields, in their order. */
const kindOfClass = new WeakMap<ClassData, Kind>();
export const NAMED_TUPLE = 'typing.NamedTuple';

/** A class that extends `NamedTuple` makes tuples, whose places have the names that are given types in it. */
export function makeTupleClass(m: Machine, type: ClassData, at: Span): void {
  const base = type.base && nearest(type.base, (one) => kindOfClass.has(one));
  if (base) m.fail(at, 'a class that extends one of named tuples is not followed');
  if (!type.base || !isKnownClass(type.base) || type.base.declaration.name !== NAMED_TUPLE) return;
  const special = [...type.methods.keys()].find((name) => /^__.*__$/.test(name) && !/^__(str|repr|doc)__$/.test(name));
  if (special !== undefined) m.fail(at, `named tuples with ${special} are not followed`);
  const fields = [...(type.declaration.annotated ?? [])];
  const first = new Map<string, Box>();
  for (const field of fields) {
    const box = type.shared.entries.get(fieldKey(field))?.box;
    if (box) first.set(field, m.recorder.fresh(box.raw, true));
    else if (first.size > 0) m.raise(at, 'TypeError', `${field} has no default and stands after one that has`);
  }
  kindOfClass.set(type, { name: type.declaration.name, fields, type, first });
}

/** What calling such a class gives; undefined for other classes. */
export function madeByClass(m: Machine, type: ClassData, args: Arguments, at: Span): Box | undefined {
  const kind = kindOfClass.get(type);
  return kind && fill(m, kind, args.positional, args, at);
}

/** Whether a tuple is one of a class; undefined where the class makes none. */
export function isOfTupleClass(data: Data, type: ClassData): boolean | undefined {
  return kindOfClass.has(type) ? kindOf.get(data)?.type === type : undefined;
}

/** `Point(1, y=2)` */
export function makeNamedTuple({ m, args, at }: Call): Box {
  const [callee, ...given] = args.positional;
  const kind = callee && kinds.get(callee);
  return kind ? fill(m, kind, given, args, at) : m.fail(at, 'this is no class of tuples');
}

function fill(m: Machine, kind: Kind, given: readonly Box[], args: Arguments, at: Span): Box {
  const boxes = kind.fields.map((field, place) => args.keywords.get(field) ?? given[place] ?? kind.first?.get(field));
  const isTwice = kind.fields.some((field, place) => args.keywords.has(field) && place < given.length);
  const isStrange = [...args.keywords.keys()].some((name) => !kind.fields.includes(name));
  if (boxes.includes(undefined) || isTwice || isStrange || given.length > kind.fields.length)
    return m.raise(at, 'TypeError', `${kind.name} takes ${kind.fields.join(', ')}`);
  return made(m, kind, boxes as Box[], at);
}

function made(m: Machine, kind: Kind, boxes: readonly Box[], at: Span): Box {
  const sequence = m.sequence('tuple', boxes, at);
  kindOf.set(sequence, kind);
  return m.fresh(sequence);
}

/** `point.x`, `point._replace`; undefined where that is no field. */
export function fieldOf(m: Machine, object: Box, data: Sequence, name: string, at: Span): Place | undefined {
  const kind = kindOf.get(data);
  const place = kind?.fields.indexOf(name) ?? -1;
  const cell = data.cells[place];
  if (cell) {
    m.noteAccess(data.owner, place, 'read');
    return { name, read: () => cell, write: () => m.raise(at, 'AttributeError', 'a field of a tuple cannot be set') };
  }
  const own = kind?.type;
  const accessed = accessor(m, object, own, name, at);
  if (accessed) return accessed;
  const method = own?.methods.get(name);
  if (own && method) {
    const self = method.declaration.isOfClass ? m.fresh(own) : object;
    return readOnly(m, name, m.fresh(method.declaration.isStatic ? method : { ...method, self }), at);
  }
  const shared = own?.shared.entries.get(fieldKey(name))?.box;
  if (shared) return readOnly(m, name, shared, at);
  if (!kind || name !== '_replace') return undefined;
  return readOnly(m, name, m.fresh({ t: 'builtin', name: 'replace', of: { object, kind: 'namedtuple' } }), at);
}

/** `point._replace(x=3)`: another one. */
export function replaced({ m, args, at }: Call): Box {
  const [object, ...more] = args.positional;
  const data = object?.data;
  const kind = data && kindOf.get(data);
  if (data?.t !== 'sequence' || !kind || more.length > 0) return m.fail(at, 'this is no tuple with names');
  const unknown = [...args.keywords.keys()].find((name) => !kind.fields.includes(name));
  if (unknown !== undefined) return m.raise(at, 'ValueError', `${kind.name} has no field ${unknown}`);
  const boxes = data.cells.map((cell, place) => args.keywords.get(kind.fields[place] ?? '') ?? cell);
  return made(m, kind, boxes, at);
}

/** How Python writes one, given its places; undefined where they have no names. */
export function shownNamed(data: Sequence, shown: readonly string[]): string | undefined {
  const kind = kindOf.get(data);
  return kind && `${kind.name}(${kind.fields.map((field, place) => `${field}=${shown[place] ?? ''}`).join(', ')})`;
}
