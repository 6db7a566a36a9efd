import { lineage, nearest } from '../core/ancestry';
import { call, fillFields } from '../core/calls';
import type { Call } from '../core/library/library';
import type { Machine } from '../core/machine';
import { Box, type Arguments, type ClassData, type Data, type RecordData } from '../core/values';
import { target } from '../native/pointers';
import type { Span } from '../syntax';

/** Objects of which a class that they extend is being made: their methods are those of that class so far. */
const building = new WeakMap<RecordData, ClassData>();

/** An object of a class that extends another one: what that is made of comes first. */
export function makeDerived(m: Machine, type: ClassData, args: Arguments, at: Span): Box {
  const object = m.record(m.dialect.instanceFlavor, type);
  const box = m.fresh(object);
  fillFields(m, type, object, at);
  begin(m, type, box, args, at);
  return box;
}

/** Runs the constructor of a class for an object; one that it does not have is made of those that it extends. */
function begin(m: Machine, type: ClassData, self: Box, args: Arguments, at: Span): void {
  const { name } = type.declaration;
  const constructor = type.methods.get(name);
  const { data } = self;
  if (data.t !== 'record') return;
  const before = building.get(data);
  if (data.type !== type) building.set(data, type);
  if (constructor) void call(m, m.fresh({ ...constructor, self }), args, at);
  else if (args.positional.length > 0) m.fail(at, `what ${name} makes of these values is not followed`);
  else if (type.base) begin(m, type.base, self, args, at);
  if (before) building.set(data, before);
  else building.delete(data);
}

/** The first thing that a constructor does: `: Shape(3)` makes the part that it extends, or hands on to another constructor. */
export function beginBase({ m, args, at }: Call): Box {
  const [object, label, ...positional] = args.positional;
  const { method } = m.frame;
  const of = method?.of;
  if (!object || !of || label?.data.t !== 'str') return m.absent();
  const self = target(m, object);
  const name = label.data.v;
  const given: Arguments = { positional, keywords: new Map() };
  if (name === of.declaration.name) {
    begin(m, of, self, given, at);
    return m.absent();
  }
  if (!of.base)
    return name === '' ? m.absent() : m.fail(at, `${name} is none of what ${of.declaration.name} is made of`);
  if (name !== '' && name !== of.base.declaration.name)
    m.fail(at, `${name} is not what ${of.declaration.name} extends`);
  begin(m, of.base, self, given, at);
  return m.absent();
}

/** Refuses a method of which only the types in the text tell which one is meant, or which is not there so far. */
export function checkMethod(m: Machine, { data }: Box, name: string, at: Span): void {
  if (data.t !== 'record' || !data.type?.base || data.entries.has(`s${name}`)) return;
  const has = (type: ClassData): boolean => type.methods.has(name);
  const own = nearest(data.type, has);
  if (!own) return;
  const sofar = building.get(data);
  if (sofar && nearest(sofar, has) !== own)
    m.fail(at, `${name} is called while only the part of ${sofar.declaration.name} is made, which is not followed`);
  const hidden = lineage(own).slice(1).filter(has);
  const isVirtual = hidden.some((type) => type.methods.get(name)?.declaration.isVirtual);
  if (hidden.length > 0 && !isVirtual)
    m.fail(
      at,
      `${name} is not virtual, so which one is called is told by types alone: make it virtual or give it another name`,
    );
}

/** `dynamic_cast<Square *>(shape)` */
export function dynamicCast({ m, args, at }: Call): Box {
  const [given, type] = args.positional;
  if (!given || type?.data.t !== 'class') return m.fail(at, 'what this casts to is not known here');
  const to = type.data;
  const { data } = target(m, given);
  if (data.t === 'nothing') return given;
  if (data.t !== 'record') return m.fail(at, 'what this points to is not known here');
  return lineage(data.type).includes(to) ? given : m.fresh({ t: 'nothing', name: 'nullptr' });
}

/** An object that is put where one of a class that it extends stands keeps only a part, which is not followed. */
export function refuseSlices(m: Machine, type: string, data: Data, at: Span): void {
  if (data.t !== 'record' || data.flavor !== 'struct' || !data.type?.base) return;
  const [own, ...others] = lineage(data.type).map(({ declaration }) => declaration.name);
  if (own !== type && others.includes(type))
    m.fail(at, `a ${own} is put where a ${type} stands, which keeps only a part of it: take a pointer or a reference`);
}
