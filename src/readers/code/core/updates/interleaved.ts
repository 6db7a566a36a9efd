import type { Update } from './search';

type Seen = Pick<Update, 'first' | 'last'>;

/**
 * True where one of two cells is seen to change while the other is in the middle of an update, or at once with it. Both
 * in the order of the run.
 */
export function meet(these: readonly Seen[], those: readonly Seen[]): boolean {
  const seen = those.filter(({ first }) => first !== undefined);
  let next = 0;
  return these.some(({ first, last }) => {
    if (first === undefined) return false;
    while ((seen[next]?.last ?? Infinity) < first) next++;
    return (seen[next]?.first ?? Infinity) <= last;
  });
}
