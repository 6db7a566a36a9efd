import type { Span } from '../syntax';
import type { Machine } from './machine';
import type { Box, Next } from './values';

export type { Next } from './values';

/** The boxes of a list as they are when their turn comes. */
export function listIterator(boxes: () => readonly Box[]): Next {
  let index = 0;
  return () => boxes()[index++];
}

/** All that is left. */
export function drain(m: Machine, next: Next, at: Span): Box[] {
  const boxes: Box[] = [];
  for (let box = next(); box; box = next()) {
    m.count(at);
    boxes.push(box);
  }
  return boxes;
}
