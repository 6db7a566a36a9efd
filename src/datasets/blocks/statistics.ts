import { MOST_VALUES, type Statistics } from '../card/statistics';
import type { Integers } from '../tables/integers';
import { countByLength, finalsOf, type Rows } from './rows';

/** Counts words of a block. What is the same for all of them, such as how hard they are, is no count. */
export function countRows(statistics: Statistics, rows: Rows, order: number): void {
  statistics.examples += rows.count;
  statistics.tokens += rows.tokens.length;
  for (const [length, own] of countByLength(rows)) statistics.lengths[length] = own;
  // Of a large group every product is another one.
  if (order > MOST_VALUES) return;
  const counts = new Uint32Array(order);
  countAll(counts, finalsOf(rows));
  counts.forEach((count, id) => {
    if (count > 0) statistics.finals[id] = count;
  });
}

/** A loop of its own, as in the making of blocks. */
function countAll(counts: Uint32Array, values: Integers): void {
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
}
