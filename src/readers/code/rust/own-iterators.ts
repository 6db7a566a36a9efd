import { callWith } from '../core/calls';
import { methodOf } from '../core/ancestry';
import type { Machine } from '../core/machine';
import type { Box, Next } from '../core/values';
import { target } from '../native/pointers';
import type { Span } from '../syntax';

/** What a structure with a method `next` gives, one after the other, or one with `into_iter`; undefined for other things. */
export function ownIterator(m: Machine, given: Box, at: Span, isNothing: (box: Box) => boolean): Next | undefined {
  const object = target(m, given);
  const { data } = object;
  if (data.t !== 'record' || !data.type) return undefined;
  const next = methodOf(data.type, ['next']);
  if (next)
    return () => {
      const made = callWith(m, m.fresh({ ...next, self: object }), [], at);
      return isNothing(made) ? undefined : made;
    };
  const into = methodOf(data.type, ['into_iter']);
  return into && m.dialect.iterate(m, callWith(m, m.fresh({ ...into, self: object }), [], at), 'values', at);
}
