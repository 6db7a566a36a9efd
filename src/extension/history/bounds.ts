/** Probes in the history; the oldest goes first. */
export const MOST_RECORDS = 50;

/** Bytes of all stored probes together; the oldest lose what the models said first, and keep what they came to. */
const MOST_BYTES = 64 * 2 ** 20;

/** UTF-16 code units of a probe on disk; of a larger one the history keeps only what it came to. */
export const MOST_STORED = 32_000_000;

/** As the list shows them. */
export function newestFirst<T extends { time: number }>(records: readonly T[]): T[] {
  return [...records].sort((a, b) => b.time - a.time);
}

/** The newest records first, and of those that are too many or too large which lose what. */
export function bounded<T extends { id: string; bytes: number }>(
  records: readonly T[],
  { most, bytes } = { most: MOST_RECORDS, bytes: MOST_BYTES },
): { kept: T[]; emptied: string[] } {
  const kept: T[] = [];
  const emptied = records.slice(most).map(({ id }) => id);
  let left = bytes;
  for (const record of records.slice(0, most)) {
    left -= record.bytes;
    if (left >= 0 || record.bytes === 0) kept.push(record);
    else {
      emptied.push(record.id);
      kept.push({ ...record, bytes: 0 });
    }
  }
  return { kept, emptied };
}
