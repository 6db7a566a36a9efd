/** For every place those from whose values its own are computed. */
export type Edges = readonly Places[];

interface Places extends Iterable<number> {
  readonly size: number;
  has: (place: number) => boolean;
}

/**
 * Places on whose values those of a place depend, also by way of others. They are looked for as far as somebody asks, and once: in a
 * table of thousands of places each may depend on all before it.
 */
export function reached(slot: number, edges: Edges): () => Generator<number> {
  let found: Set<number> | undefined;
  let followed = 0;
  return function* () {
    found ??= new Set(edges[slot]);
    let at = 0;
    for (const place of found) {
      if (at++ === followed) {
        followed++;
        for (const dep of edges[place] ?? []) found.add(dep);
      }
      yield place;
    }
  };
}
