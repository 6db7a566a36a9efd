import type { Span } from '../syntax';
import { call } from './calls';
import type { Machine } from './machine';
import type { Box, ClassData, FunctionData, Place } from './values';

/** Before the names of functions that read and write a member of the class itself. */
export const STATIC = 'static ';

/** Whether the methods of a class tell what a member is, or read and write it. */
export function hasMethod(type: ClassData, name: string): boolean {
  return type.methods.has(name) || hasAccessor(type, name);
}

/** @param kind `STATIC` for a member of the class itself */
export function hasAccessor({ methods }: ClassData, name: string, kind = ''): boolean {
  return methods.has(`${kind}get ${name}`) || methods.has(`${kind}set ${name}`);
}

/**
 * A member that functions of its class read and write: `get x` and `set x` of JavaScript, `property` of Python.
 *
 * @param of the nearest class that has something of that name, which hides what those have that it extends
 * @param kind `STATIC` where `object` is the class itself
 */
export function accessor(
  m: Machine,
  object: Box,
  of: ClassData | undefined,
  name: string,
  at: Span,
  kind = '',
): Place | undefined {
  const getter = of?.methods.get(`${kind}get ${name}`);
  const setter = of?.methods.get(`${kind}set ${name}`);
  if (!getter && !setter) return undefined;
  const called = (method: FunctionData, positional: Box[]): Box =>
    call(m, m.fresh({ ...method, self: object }), { positional, keywords: new Map() }, at);
  return {
    name,
    read: () => (getter ? called(getter, []) : m.raise(at, 'AttributeError', `${name} can only be written`)),
    write: (box) => {
      if (!setter) m.raise(at, 'AttributeError', `${name} can only be read`);
      called(setter, [box]);
    },
  };
}
