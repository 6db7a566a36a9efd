import type { Span } from '../syntax';
import { call } from './calls';
import { methodOf, type Machine } from './machine';
import type { Box, FunctionData, Place } from './values';

/** A member that functions of its class read and write: `get x` and `set x` of JavaScript, `property` of Python. */
export function accessor(m: Machine, object: Box, name: string, at: Span): Place | undefined {
  const type = object.data.t === 'record' ? object.data.type : undefined;
  if (!type) return undefined;
  // A method of that name in a class nearer to the object hides the accessors of those that it extends.
  const nearest = methodOf(type, [`get ${name}`, `set ${name}`, name]);
  if (!nearest || nearest.declaration.name === name) return undefined;
  const getter = methodOf(type, [`get ${name}`]);
  const setter = methodOf(type, [`set ${name}`]);
  const called = (method: FunctionData, positional: Box[]): Box =>
    call(m, m.fresh({ ...method, self: object }), { positional, keywords: new Map() }, at);
  return {
    name,
    read: () => (getter ? called(getter, []) : m.fail(at, `${name} can only be written`)),
    write: (box) => {
      if (!setter) m.fail(at, `${name} can only be read`);
      called(setter, [box]);
    },
  };
}
