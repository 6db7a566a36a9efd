import { accessor, hasMethod } from '../core/accessors';
import { methodOf, nearest } from '../core/ancestry';
import { entryCell } from '../core/cells';
import { setAttribute } from '../core/classes';
import { isKnownClass } from '../core/known-classes';
import type { Machine } from '../core/machine';
import { fieldKey } from '../core/keys';
import type { Box, ClassData, Data, FunctionData, Place, RecordData } from '../core/values';
import type { Span } from '../syntax';
import { eachMember } from './enums';
import { isFrozen } from './frozen';
import { show } from './show';

/*
 * Where attributes are found: https://docs.python.org/3/howto/descriptor.html#invocation-from-an-instance. Those of a
 * class stand in the nearest of the classes that it extends, and are looked for there whenever they are asked for.
 */

/** The nearest class that has an attribute of that name. */
export function holderOf(type: ClassData | undefined, name: string): ClassData | undefined {
  return nearest(type, (one) => one.shared.entries.has(fieldKey(name)) || hasMethod(one, name));
}

/** The attribute of an object. */
export function ofObject(m: Machine, object: Box, data: RecordData, name: string, at: Span): Place {
  const own = data.constant && data.entries.get(fieldKey(/^_(name|value)_$/.test(name) ? name.slice(1, -1) : name));
  if (own) return ofMember(m, own.box, name, at);
  const of = holderOf(data.type, name);
  const accessed = accessor(m, object, of, name, at);
  if (accessed) return accessed;
  const shared = of?.shared.entries.get(fieldKey(name))?.box;
  if (shared) refuseDescriptor(m, shared.data, name, at);
  const cell = entryCell(m, data, { t: 'str', v: name }, at, () => {
    const method = of?.methods.get(name);
    if (method) return m.fresh(boundTo(m, method, data.type, object));
    return shared ?? missing(m, data, name, at);
  });
  const write = (box: Box): void => {
    refuseFrozen(m, data, name, at);
    if (data.constant) m.fail(at, 'attributes that a member of an enumeration is given are not followed');
    cell.write(box);
  };
  return { ...cell, write };
}

/** The name and the value of a member of an enumeration, which stay what they are. */
function ofMember(m: Machine, box: Box, name: string, at: Span): Place {
  return {
    name,
    read: () => m.recorder.fresh(box.data, true),
    write: () => m.raise(at, 'AttributeError', `the ${name} of a member cannot be set`),
  };
}

/** A method with what its first parameter is: the class, where it is one of that. */
function boundTo(m: Machine, method: FunctionData, type: ClassData | undefined, object?: Box): FunctionData {
  const self = method.declaration.isOfClass && type ? m.fresh(type) : object;
  return self ? { ...method, self } : method;
}

function missing(m: Machine, data: RecordData, name: string, at: Span): never {
  const what = `there is no attribute ${name}`;
  // Objects of the language's own classes have more than is known here.
  const isOwn = nearest(data.type, (one) => isKnownClass(one) || one.methods.has('__getattr__')) === undefined;
  return isOwn && !name.startsWith('__') ? m.raise(at, 'AttributeError', what) : m.fail(at, what);
}

export function refuseFrozen(m: Machine, data: RecordData, name: string, at: Span): void {
  if (isFrozen(data.type, name)) m.raise(at, 'dataclasses.FrozenInstanceError', `cannot assign to field ${name}`);
}

/** Methods of an object in a class by which it says itself what reading and writing the attribute does. */
const OWN_WAYS = ['__get__', '__set__', '__delete__', '__set_name__'];

function refuseDescriptor(m: Machine, data: Data, name: string, at: Span): void {
  const isOne = data.t === 'record' && data.type && methodOf(data.type, OWN_WAYS);
  // A function with a memory is a method like any other.
  const isMethod = data.t === 'builtin' && data.of?.kind === 'cached';
  if (isOne || isMethod)
    m.fail(at, `${name} is a descriptor, which says itself what reading and writing it does: that is not followed`);
}

function noMember(m: Machine, type: ClassData, name: string, at: Span): never {
  if (eachMember(type) && !name.startsWith('_')) m.raise(at, 'AttributeError', `there is no member ${name}`);
  return m.fail(at, `there is no attribute ${name} of ${show(type)} that is followed`);
}

/** The attribute of a class. */
export function ofClass(m: Machine, type: ClassData, name: string, at: Span): Place {
  const of = holderOf(type, name);
  const own = of?.shared.entries.get(fieldKey(name))?.box;
  if (own) refuseDescriptor(m, own.data, name, at);
  const read = (): Box => {
    if (name === '__name__' || name === '__qualname__') return m.fresh({ t: 'str', v: type.declaration.name });
    const method = of?.methods.get(name);
    if (method) return m.fresh(boundTo(m, method, type));
    // A member is that wherever it stands: it is not moved out of its class.
    if (own?.raw.t === 'record' && own.raw.constant) return m.recorder.fresh(own.data, true);
    return of === type
      ? entryCell(m, type.shared, { t: 'str', v: name }, at, () => m.fail(at, `there is no attribute ${name}`)).read()
      : (own ?? noMember(m, type, name, at));
  };
  return {
    name,
    read,
    peek: () => type.shared.entries.get(fieldKey(name))?.box,
    write: (box) => {
      m.noteAccess(type.shared.owner, fieldKey(name), 'write');
      setAttribute(m, type, name, box, at);
    },
  };
}
