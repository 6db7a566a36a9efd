import { splice } from '../core/cells';
import type { Machine } from '../core/machine';
import type { Data, Sequence } from '../core/values';
import type { Span } from '../syntax';

/** How many things a deque holds at most: `deque(maxlen=3)`. */
export const bounds = new WeakMap<Sequence, number>();

export function isBounded(data: Data): boolean {
  return data.t === 'sequence' && bounds.has(data);
}

/** What is too much falls out at the other end than where something was put. */
export function trim(m: Machine, of: Sequence, from: 'left' | 'right', at: Span): void {
  const over = of.cells.length - (bounds.get(of) ?? Infinity);
  if (over > 0) splice(m, of, from === 'left' ? 0 : of.cells.length - over, over, [], at);
}
