/** What stands in every place; null where nothing does. */
export type Values = readonly (string | null)[];

/** Where the value that a place shows now was before: another place, or nowhere that is followed. */
interface Move {
  to: number;
  from: number | 'elsewhere';
}

interface Explanation {
  moves: Move[];
  /** Values of which several equal ones took part, so that which of them went where was not seen. */
  ambiguous: ReadonlySet<string>;
}

/**
 * How one arrangement became another one, by the least change: what shows the same value has not moved, and what shows
 * another one has it from a place that gave it up, or else from one that has it still. Equal values are told apart by
 * that alone; where it leaves a choice they are taken in order, and the explanation says so.
 */
export function explain(before: Values, after: Values): Explanation {
  const changed = changedPlaces(before, after);
  const givenUp = placesOf(before, changed);
  const kept = placesOf(
    before,
    before.flatMap((_, place) => (before[place] === after[place] ? [place] : [])),
  );
  const ambiguous = new Set<string>();
  const used = new Map<string | null, number>();
  const isPermutation = changed.every((place) => {
    const value = after[place] ?? null;
    return givenUp.get(value)?.length === changed.filter((other) => (after[other] ?? null) === value).length;
  });
  const moves = changed.map((to): Move => {
    const value = after[to] ?? null;
    // Nothing comes from nowhere in particular, unless everything only changes places.
    if (value === null && !isPermutation) return { to, from: 'elsewhere' };
    const candidates = givenUp.get(value) ?? kept.get(value) ?? [];
    if (value !== null && candidates.length > 1) ambiguous.add(value);
    const next = used.get(value) ?? 0;
    used.set(value, next + 1);
    return { to, from: candidates[next % candidates.length] ?? 'elsewhere' };
  });
  return { moves, ambiguous };
}

export function changedPlaces(before: Values, after: Values): number[] {
  return after.flatMap((value, place) => (value === before[place] ? [] : [place]));
}

function placesOf(values: Values, places: readonly number[]): Map<string | null, number[]> {
  const found = new Map<string | null, number[]>();
  for (const place of places) {
    const value = values[place] ?? null;
    const known = found.get(value);
    if (known) known.push(place);
    else found.set(value, [place]);
  }
  return found;
}
