import type { Update } from './search';

type Seen = Pick<Update, 'first' | 'last'>;

/** Two cells of which one is seen to change while the other is in the middle of an update, or at once with it. */
export function interleaved<T extends { updates: readonly Seen[] }>(cells: readonly T[]): [T, T] | undefined {
  for (const [at, a] of cells.entries())
    for (const b of cells.slice(at + 1)) if (meet(a.updates, b.updates)) return [a, b];
  return undefined;
}

/** Both in the order of the run. */
function meet(these: readonly Seen[], those: readonly Seen[]): boolean {
  const seen = those.filter(({ first }) => first !== undefined);
  let next = 0;
  return these.some(({ first, last }) => {
    if (first === undefined) return false;
    while ((seen[next]?.last ?? Infinity) < first) next++;
    return (seen[next]?.first ?? Infinity) <= last;
  });
}
