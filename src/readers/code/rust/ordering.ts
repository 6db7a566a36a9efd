import { callWith } from '../core/calls';
import { LIMITS } from '../core/limits';
import { methodOf } from '../core/ancestry';
import type { Machine } from '../core/machine';
import type { Box } from '../core/values';
import { compareBoxes, integer } from '../native/functions';
import { cellsOf, target } from '../native/pointers';
import type { Span } from '../syntax';

/** What `Reverse(x)` is kept as. */
export const REVERSE = 'Reverse';

/**
 * Which of two lists, tuples or structures comes first, less than zero for the first; undefined for other values, whose order
 * the language has by itself. Structures are compared by their own `cmp` or `partial_cmp`.
 */
export function orderOf(m: Machine, left: Box, right: Box, at: Span, depth = 0): number | undefined {
  if (depth > LIMITS.nesting) return m.fail(at, 'this nests too deeply');
  const [a, b] = [target(m, left), target(m, right)];
  if (a.data.t === 'record' && b.data.t === 'record' && a.data.type && a.data.type === b.data.type) {
    const own = methodOf(a.data.type, ['cmp']) ?? methodOf(a.data.type, ['partial_cmp']);
    return own && integer(m, callWith(m, m.fresh({ ...own, self: a }), [b], at), at);
  }
  if (![a, b].every(({ data }) => data.t === 'sequence' || data.t === 'view')) return undefined;
  const [mine, theirs] = [cellsOf(m, a, at), cellsOf(m, b, at)];
  const isReversed = mine.base.flavor === REVERSE;
  const length = Math.min(mine.to - mine.from, theirs.to - theirs.from);
  for (let index = 0; index < length; index++) {
    const [one, other] = [mine.base.cells[mine.from + index], theirs.base.cells[theirs.from + index]];
    if (!one || !other) continue;
    const order = orderOf(m, one, other, at, depth + 1) ?? compareBoxes(m, target(m, one), target(m, other), at);
    if (order !== 0) return isReversed ? -order : order;
  }
  return mine.to - mine.from - (theirs.to - theirs.from);
}
