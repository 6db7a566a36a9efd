/** Tokens of one call of the runtime, which says nothing meanwhile. */
const MOST_TOKENS = 4096;
const MOST_ROWS = 32;

/** Rows that are run together, and their common length. */
export interface Batch {
  /** Places of the rows. */
  rows: number[];
  length: number;
}

/**
 * Rows of tokens put together by length, so that little is filled up.
 *
 * @param bytes that one token of a row gives
 * @param most bytes of one call; a single row may be more
 */
export function batchesOf(lengths: readonly number[], bytes: number, most: number): Batch[] {
  const sorted = [...lengths.keys()].sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  const batches: Batch[] = [];
  let rows: number[] = [];
  for (const row of sorted) {
    const length = lengths[row] ?? 0;
    const tokens = (rows.length + 1) * length;
    if (rows.length > 0 && (rows.length >= MOST_ROWS || tokens > MOST_TOKENS || tokens * bytes > most)) {
      batches.push({ rows, length: lengths[rows.at(-1) ?? 0] ?? 0 });
      rows = [];
    }
    rows.push(row);
  }
  if (rows.length > 0) batches.push({ rows, length: lengths[rows.at(-1) ?? 0] ?? 0 });
  return batches;
}

/** The ids of a batch, row-major; what fills rows up at the end a causal model does not see. */
export function idsOf({ rows, length }: Batch, ids: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(rows.length * length);
  for (const [at, row] of rows.entries()) all.set(ids[row] ?? new Int32Array(), at * length);
  return all;
}

export function longestIn(rows: readonly Int32Array[]): Int32Array {
  return rows.reduce<Int32Array>((most, row) => (row.length > most.length ? row : most), new Int32Array());
}
