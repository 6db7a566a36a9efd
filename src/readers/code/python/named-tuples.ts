import { readOnly } from '../core/cells';
import type { Call } from '../core/library/library';
import type { Machine } from '../core/machine';
import type { Box, Data, Place, Sequence } from '../core/values';
import type { Span } from '../syntax';

/** Tuples whose places have names: https://docs.python.org/3/library/collections.html#collections.namedtuple. */
interface Kind {
  name: string;
  fields: readonly string[];
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

/** `Point(1, y=2)` */
export function makeNamedTuple({ m, args, at }: Call): Box {
  const [callee, ...given] = args.positional;
  const kind = callee && kinds.get(callee);
  if (!kind) return m.fail(at, 'this is no class of tuples');
  const boxes = kind.fields.map((field, place) => args.keywords.get(field) ?? given[place]);
  const isTwice = kind.fields.some((field, place) => args.keywords.has(field) && place < given.length);
  if (boxes.includes(undefined) || isTwice || given.length + args.keywords.size !== kind.fields.length)
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
