import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { reached } from '../../../../src/readers/code/core/updates/reached';

describe('places on which a place depends', () => {
  const graphs = fc
    .integer({ min: 1, max: 9 })
    .chain((size) => fc.array(fc.uniqueArray(fc.nat(size - 1)), { minLength: size, maxLength: size }));

  it('are those of all ways, however often and however far they are asked for', () => {
    fc.assert(
      fc.property(graphs, fc.nat(12), (lists, far) => {
        const edges = lists.map((list) => new Set(list));
        const all = new Set(lists[0]);
        for (let known = -1; known < all.size;) {
          known = all.size;
          for (const at of [...all]) for (const dep of edges[at] ?? []) all.add(dep);
        }
        const from = reached(0, edges);
        const some: number[] = [];
        for (const at of from()) if (some.push(at) > far) break;
        const whole = [...from()];
        assert.deepEqual(whole.slice(0, some.length), some);
        assert.deepEqual([...from()], whole);
        assert.deepEqual(new Set(whole), all);
        assert.equal(whole.length, all.size);
      }),
    );
  });

  it('are followed no further than somebody asks', () => {
    const followed: number[] = [];
    const edges = Array.from({ length: 100 }, (_, at) => new Set(at > 0 ? [at - 1] : []));
    const watched = new Proxy(edges, {
      get(target, key) {
        if (typeof key === 'string') followed.push(Number(key));
        return Reflect.get(target, key) as unknown;
      },
    });
    const from = reached(99, watched);
    for (const at of from()) if (at === 95) break;
    assert.deepEqual(followed, [99, 98, 97, 96, 95]);
  });
});
