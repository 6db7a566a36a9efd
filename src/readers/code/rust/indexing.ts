import { callWith } from '../core/calls';
import { readOnly } from '../core/cells';
import { methodOf } from '../core/ancestry';
import type { Machine } from '../core/machine';
import type { Box, Place } from '../core/values';
import { target } from '../native/pointers';
import type { Span } from '../syntax';

/** The cell that `Index` or `IndexMut` of a structure gives a reference to; undefined for what has neither. */
export function indexed(m: Machine, given: Box, index: Box, at: Span): Place | undefined {
  const object = target(m, given);
  const { data } = object;
  if (data.t !== 'record' || !data.type) return undefined;
  const method = methodOf(data.type, ['index_mut']) ?? methodOf(data.type, ['index']);
  if (!method || method.declaration.parameters.length !== 2) return undefined;
  const made = callWith(m, m.fresh({ ...method, self: object }), [index], at);
  return made.data.t === 'reference' ? made.data.place : readOnly(m, 'what this index gives', made, at);
}
