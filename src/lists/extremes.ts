/**
 * A call takes some ten thousand arguments and then fails, so data is never spread into one: `Math.max(...rows)` is
 * `greatest(rows)`.
 */
export function greatest(values: Iterable<number>, atLeast = -Infinity): number {
  let most = atLeast;
  for (const value of values) most = Math.max(most, value);
  return most;
}

export function least(values: Iterable<number>, atMost = Infinity): number {
  let lowest = atMost;
  for (const value of values) lowest = Math.min(lowest, value);
  return lowest;
}
