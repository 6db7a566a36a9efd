import type { Span } from '../syntax';
import { readOnly } from './cells';
import type { Machine } from './machine';
import type { Box, Place } from './values';

/** The place that `object.name` is: of another file what stands there, else what the language says. @throws Unreadable */
export function memberOf(m: Machine, object: Box, name: string, at: Span): Place {
  const { data } = object;
  if (data.t !== 'module' || !data.find) return m.dialect.member(m, object, name, at);
  const variable =
    data.find(name) ?? m.fail(at, `${data.name} is read, and ${name} is no function, class or constant of it`);
  return variable.alias ?? readOnly(m, name, variable.box ?? m.fail(at, `${name} has no value here`), at);
}
