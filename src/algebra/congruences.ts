/** A partition of the states `0..n-1`: the block of each, numbered in the order in which blocks first occur. */
export type Partition = Int32Array;

/** `action[state]` is the state that an input leads to. */
export type Action = Int32Array;

/** Number of blocks. */
export function blocksOf(partition: Partition): number {
  return partition.reduce((most, block) => Math.max(most, block + 1), 0);
}

/** True when every block of `fine` lies in one block of `coarse`. */
export function refines(fine: Partition, coarse: Partition): boolean {
  const image = new Map<number, number>();
  return fine.every((block, state) => {
    const known = image.get(block);
    if (known === undefined) image.set(block, coarse[state] ?? -1);
    return known === undefined || known === coarse[state];
  });
}

/** The coarsest partition that refines both: states are together where they are in both. */
export function meetOf(a: Partition, b: Partition): Partition {
  return numbered(a, (state) => `${a[state] ?? -1},${b[state] ?? -1}`);
}

/** The finest partition that both refine. */
export function joinOf(a: Partition, b: Partition): Partition {
  const sets = new Sets(a.length);
  const first = new Int32Array(a.length);
  for (const partition of [a, b]) {
    first.fill(-1);
    for (let state = 0; state < partition.length; state++) {
      const block = partition[state] ?? 0;
      const other = first[block] ?? -1;
      if (other < 0) first[block] = state;
      else sets.merge(other, state);
    }
  }
  return sets.partition();
}

/**
 * The finest partition that puts a pair of states together and that every action respects (states of one block lead to
 * states of one block): what Atkinson (1975) computes for blocks of a permutation group, here for any maps.
 */
function congruenceWith(pair: readonly [number, number], actions: readonly Action[], states: number): Partition {
  const sets = new Sets(states);
  const queue: [number, number][] = [[...pair]];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [a, b] = next;
    if (!sets.merge(a, b)) continue;
    for (const action of actions) queue.push([action[a] ?? a, action[b] ?? b]);
  }
  return sets.partition();
}

/**
 * All partitions that the actions respect, that of single states and that of one block among them: every one is a join
 * of those that a pair generates. Finest first.
 *
 * @param pairs all pairs of states, or as many of them as generate the others
 * @returns undefined when there are more than `most`
 */
export function congruences(
  pairs: Iterable<readonly [number, number]>,
  actions: readonly Action[],
  states: number,
  most: number,
): Partition[] | undefined {
  const single = Int32Array.from({ length: states }, (_, state) => state);
  const known = new Map<string, Partition>([[keyOf(single), single]]);
  for (const pair of pairs) {
    const fresh = congruenceWith(pair, actions, states);
    if (known.has(keyOf(fresh))) continue;
    for (const partition of [...known.values()]) {
      const join = joinOf(partition, fresh);
      known.set(keyOf(join), join);
      if (known.size > most) return undefined;
    }
  }
  return [...known.values()].sort((a, b) => blocksOf(b) - blocksOf(a));
}

/** States with the same `key` in one block. */
export function numbered(states: { length: number }, key: (state: number) => string | number): Partition {
  const blocks = new Map<string | number, number>();
  return Int32Array.from({ length: states.length }, (_, state) => {
    const name = key(state);
    const block = blocks.get(name) ?? blocks.size;
    blocks.set(name, block);
    return block;
  });
}

function keyOf(partition: Partition): string {
  return partition.join();
}

/** Disjoint sets of states (union–find with path halving). */
class Sets {
  private readonly parent: Partition;

  constructor(states: number) {
    this.parent = Int32Array.from({ length: states }, (_, state) => state);
  }

  /** False when the two were together already. */
  merge(a: number, b: number): boolean {
    const [x, y] = [this.root(a), this.root(b)];
    if (x === y) return false;
    this.parent[Math.max(x, y)] = Math.min(x, y);
    return true;
  }

  partition(): Partition {
    const block = new Int32Array(this.parent.length).fill(-1);
    let blocks = 0;
    return this.parent.map((_, state) => {
      const root = this.root(state);
      if ((block[root] ?? -1) < 0) block[root] = blocks++;
      return block[root] ?? 0;
    });
  }

  private root(state: number): number {
    const { parent } = this;
    let at = state;
    for (let above = parent[at] ?? at; above !== at; above = parent[at] ?? at) {
      parent[at] = parent[above] ?? above;
      at = parent[at] ?? above;
    }
    return at;
  }
}
