import type { Span } from '../syntax';
import { LIMITS } from './limits';
import type { Machine } from './machine';
import type { Box } from './values';

/** A copy that shares no container with the original: Python's `deepcopy`, JavaScript's `structuredClone`. */
export function deepCopy(m: Machine, box: Box, at: Span, depth = 0): Box {
  if (depth > LIMITS.nesting) m.fail(at, 'this nests too deeply');
  const data = m.container(box, at);
  if (data.t === 'sequence') {
    const cells = data.cells.map((cell) => deepCopy(m, cell, at, depth + 1));
    return m.fresh(m.sequence(data.flavor, cells, at));
  }
  if (data.t !== 'record' || (data.constant && !data.constant.hasParts)) return box;
  const record = m.record(data.flavor, data.type);
  for (const { key, box: value } of data.entries.values())
    m.setEntry(record, key, deepCopy(m, value, at, depth + 1), at);
  return m.fresh(record);
}
