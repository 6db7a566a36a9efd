import { blocksOf, type Partition } from '../../algebra/congruences';

/**
 * How far two partitions of the same states agree: 1 when they are one, about 0 when they have nothing to do with each
 * other (the adjusted Rand index of Hubert and Arabie 1985).
 */
export function agreement(a: Partition, b: Partition): number {
  const columns = blocksOf(b);
  const cells = new Float64Array(blocksOf(a) * columns);
  const rows = new Float64Array(blocksOf(a));
  const sums = new Float64Array(columns);
  a.forEach((row, state) => {
    const column = b[state] ?? 0;
    for (const [counts, at] of [
      [cells, row * columns + column],
      [rows, row],
      [sums, column],
    ] as const)
      counts[at] = (counts[at] ?? 0) + 1;
  });
  const [both, inA, inB, all] = [pairs(cells), pairs(rows), pairs(sums), pairs([a.length])];
  const chance = (inA * inB) / all;
  const most = (inA + inB) / 2;
  return most === chance ? 1 : (both - chance) / (most - chance);
}

function pairs(counts: Iterable<number>): number {
  let sum = 0;
  for (const count of counts) sum += (count * (count - 1)) / 2;
  return sum;
}
