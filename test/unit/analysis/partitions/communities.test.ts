import assert from 'node:assert/strict';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { blocksOf } from '../../../../src/algebra/congruences';
import { agreement } from '../../../../src/analysis/partitions/agreement';
import { communities, type Graph } from '../../../../src/analysis/partitions/communities';
import { generatorFor } from '../../../../src/models/random-words';

function graphOf(size: number, edges: readonly (readonly [number, number])[]): Graph {
  const links = Array.from({ length: size }, () => new Map<number, number>());
  for (const [a, b] of edges) {
    links[a]?.set(b, (links[a].get(b) ?? 0) + 1);
    links[b]?.set(a, (links[b].get(a) ?? 0) + 1);
  }
  return { links, loops: new Float64Array(size) };
}

/** Share of links within groups less that of links laid at random, by its definition. */
function modularity({ links }: Graph, partition: ArrayLike<number>, resolution: number): number {
  const degrees = links.map((to) => [...to.values()].reduce((sum, weight) => sum + weight, 0));
  const all = degrees.reduce((sum, degree) => sum + degree, 0);
  let sum = 0;
  links.forEach((to, a) =>
    links.forEach((_, b) => {
      if (partition[a] === partition[b])
        sum += (to.get(b) ?? 0) - (resolution * (degrees[a] ?? 0) * (degrees[b] ?? 0)) / all;
    }),
  );
  return sum / all;
}

/** Every partition of `0..size-1`, as blocks numbered in order. */
function* partitions(size: number, begun: number[] = []): Generator<number[]> {
  if (begun.length === size) yield begun;
  else for (let block = 0; block <= Math.max(-1, ...begun) + 1; block++) yield* partitions(size, [...begun, block]);
}

describe('communities of a graph', () => {
  it('are two cliques that one link joins', () => {
    const clique = (from: number): [number, number][] =>
      [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].filter((b) => b > a).map((b): [number, number] => [from + a, from + b]));
    const graph = graphOf(8, [...clique(0), ...clique(4), [3, 4]]);
    assert.deepEqual([...communities(graph, 1)], [0, 0, 0, 0, 1, 1, 1, 1]);
  });

  it('are as good as the best of all partitions, nearly always, by brute force', () => {
    const seed = 20;
    const random = generatorFor(seed, 1);
    let best = 0;
    for (let trial = 0; trial < 60; trial++) {
      const edges = Array.from({ length: 9 }, () => [uniformInt(random, 0, 6), uniformInt(random, 0, 6)] as const);
      const graph = graphOf(
        7,
        edges.filter(([a, b]) => a !== b),
      );
      for (const resolution of [0.5, 1, 2]) {
        const own = modularity(graph, communities(graph, resolution), resolution);
        const most = Math.max(...[...partitions(7)].map((partition) => modularity(graph, partition, resolution)));
        assert.ok(own <= most + 1e-9);
        assert.ok(own >= most - 0.12, `seed ${seed}, trial ${trial}: ${own} of ${most}`);
        if (own > most - 1e-9) best++;
      }
    }
    assert.ok(best > 140, `${best} of 180`);
  });

  it('leave what is linked with nothing alone', () => {
    assert.equal(blocksOf(communities(graphOf(5, [[0, 1]]), 1)), 4);
    assert.equal(blocksOf(communities(graphOf(3, []), 1)), 3);
  });
});

describe('agreement of two partitions', () => {
  const of = (a: number[], b: number[]): number => agreement(Int32Array.from(a), Int32Array.from(b));

  it('is the adjusted Rand index', () => {
    // As the documentation of scikit-learn's adjusted_rand_score has it.
    assert.equal(of([0, 0, 1, 1], [0, 0, 1, 1]), 1);
    assert.equal(of([0, 0, 1, 1], [1, 1, 0, 0]), 1);
    assert.ok(Math.abs(of([0, 0, 1, 2], [0, 0, 1, 1]) - 0.5714) < 1e-3);
    assert.equal(of([0, 0, 0, 0], [0, 1, 2, 3]), 0);
    assert.ok(Math.abs(of([0, 0, 1, 1], [0, 1, 0, 1]) + 0.5) < 1e-9);
  });
});
