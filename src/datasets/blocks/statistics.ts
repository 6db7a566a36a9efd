import { MOST_VALUES, type Statistics } from '../card/statistics';
import { finalsOf, rowsByLength, type Rows } from './rows';

/** Counts words of a block. What is the same for all of them, such as how hard they are, is no count. */
export function countRows(statistics: Statistics, rows: Rows, order: number): void {
  statistics.examples += rows.count;
  statistics.tokens += rows.tokens.length;
  for (const [length, own] of rowsByLength(rows)) statistics.lengths[length] = own.length;
  // Of a large group every product is another one.
  if (order > MOST_VALUES) return;
  const counts = new Uint32Array(order);
  for (const final of finalsOf(rows)) counts[final] = (counts[final] ?? 0) + 1;
  counts.forEach((count, id) => {
    if (count > 0) statistics.finals[id] = count;
  });
}
