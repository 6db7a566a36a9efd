import { changedPlaces, type Values } from './explain';

/**
 * Where values were out of sight. After `t = a; a = b` the old value of `a` stands in no place that is followed, and
 * `b = t` brings it back: of what stands there alone nobody could tell. Such stops are one step, as they are where code is
 * read: from the state before the value went to the one in which all values are there again.
 *
 * @returns the states between which steps are told, by number: the first, the last and all but those within
 */
export function visible(states: readonly Values[]): number[] {
  const result = [0];
  for (let at = 0; at + 1 < states.length;) {
    at = back(states, at) ?? at + 1;
    result.push(at);
  }
  return result;
}

/** The state in which a value is back that the step after `from` takes away; undefined where none goes, or comes back. */
function back(states: readonly Values[], from: number): number | undefined {
  const start = states[from] ?? [];
  const next = states[from + 1] ?? [];
  const counts = countsOf(start);
  const missing = new Map<string, number>();
  const count = (value: string | null | undefined, by: number): boolean => {
    if (value === null || value === undefined) return true;
    if (!counts.has(value)) return false; // it was never here
    const left = (missing.get(value) ?? 0) - by;
    if (left === 0) missing.delete(value);
    else missing.set(value, left);
    return true;
  };
  const take = (before: Values, after: Values): boolean =>
    changedPlaces(before, after).every((place) => count(before[place], -1) && count(after[place], 1));
  if (!take(start, next)) return undefined;
  const gone = [...missing].filter(([, left]) => left > 0);
  if (gone.length === 0) return undefined;
  const isOut = gone.every(([value, left]) => left === counts.get(value));
  // What there is twice may go, and is not missed: then only a swap is taken for one.
  const last = isOut ? states.length - 1 : Math.min(from + 2, states.length - 1);
  for (let at = from + 2; at <= last; at++) {
    const state = states[at] ?? [];
    if (!take(states[at - 1] ?? [], state)) return undefined;
    if (missing.size > 0) continue;
    const changes = changedPlaces(start, state).length;
    return changes > 0 && (isOut || changes === 2) ? at : undefined;
  }
  return undefined;
}

function countsOf(values: Values): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
