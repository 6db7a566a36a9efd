import { numbered, type Partition } from '../../algebra/congruences';

/** How often two things are mixed up, both ways together. */
export interface Graph {
  /** Of each node the others that it is linked with, and how strongly; symmetric. */
  links: readonly ReadonlyMap<number, number>[];
  /** Links within each node, counted once. */
  loops: Float64Array;
}

/** Less is no gain, so that rounding moves nothing back and forth. */
const LEAST_GAIN = 1e-12;

/**
 * Groups of nodes with more links among themselves than chance would give them: those of locally greatest modularity, the share
 * of links within groups less that of links laid at random (Newman and Girvan 2004), by the method of Blondel et al. (2008):
 * every node goes where most is gained, then groups become the nodes. Nodes are taken in order, so that one graph has one answer.
 *
 * @param resolution what a link of chance counts (Reichardt and Bornholdt 2006): more of it makes more groups
 */
export function communities(graph: Graph, resolution: number): Partition {
  let level = graph;
  let partition = numbered(graph.links, (node) => node);
  for (;;) {
    const groups = moved(level, resolution);
    partition = numbered(partition, (node) => groups[partition[node] ?? 0] ?? 0);
    const count = new Set(groups).size;
    if (count === level.links.length) return partition;
    level = together(level, groups, count);
  }
}

/** Every node goes to the group of a neighbour while anything is gained. */
function moved({ links, loops }: Graph, resolution: number): Partition {
  const degrees = links.map((to, node) =>
    [...to.values()].reduce((sum, weight) => sum + weight, 2 * (loops[node] ?? 0)),
  );
  const all = degrees.reduce((sum, degree) => sum + degree, 0);
  const group = Int32Array.from(links, (_, node) => node);
  const weights = Float64Array.from(degrees);
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    links.forEach((to, node) => {
      const own = group[node] ?? node;
      const degree = degrees[node] ?? 0;
      add(weights, own, -degree);
      const linked = new Map<number, number>([[own, 0]]);
      for (const [other, weight] of to) {
        const at = group[other] ?? other;
        linked.set(at, (linked.get(at) ?? 0) + weight);
      }
      const gain = (at: number): number => (linked.get(at) ?? 0) - (resolution * degree * (weights[at] ?? 0)) / all;
      const best = [...linked.keys()].reduce((most, at) => (gain(at) > gain(most) + LEAST_GAIN ? at : most), own);
      add(weights, best, degree);
      group[node] = best;
      isMoving ||= best !== own;
    });
  }
  return numbered(group, (node) => group[node] ?? node);
}

/** The graph whose nodes are the groups of another. */
function together({ links, loops }: Graph, groups: Partition, count: number): Graph {
  const merged = Array.from({ length: count }, () => new Map<number, number>());
  const within = new Float64Array(count);
  links.forEach((to, node) => {
    const own = groups[node] ?? 0;
    add(within, own, loops[node] ?? 0);
    for (const [other, weight] of to) {
      const at = groups[other] ?? 0;
      // A link within a group is met from both its ends.
      if (at === own) add(within, own, weight / 2);
      else merged[own]?.set(at, (merged[own].get(at) ?? 0) + weight);
    }
  });
  return { links: merged, loops: within };
}

function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}
