import assert from 'node:assert/strict';
import { read } from './read';

/** Steps of a function with a memory, as CPython 3.11 runs it. */
const MEMORIES: readonly [decorator: string, steps: number, last: string][] = [
  ['lru_cache(maxsize=2)', 5, '3 1 2 0'],
  ['lru_cache(2)', 5, '3 1 2 0'],
  ['lru_cache', 3, '1 2 3 0'],
  ['lru_cache(maxsize=None)', 3, '1 2 3 0'],
  ['lru_cache(0)', 7, '2 3 1 0'],
  ['cache', 3, '1 2 3 0'],
];

describe('functions of Python with a memory', () => {
  for (const [decorator, steps, last] of MEMORIES) {
    it(`@${decorator} forgets what was asked longest ago, and no more than that`, async () => {
      const text = `from functools import cache, lru_cache
row = [0, 1, 2, 3]

@${decorator}
def move(i):
    row[i], row[i + 1] = row[i + 1], row[i]
    return i

for i in [0, 1, 0, 2, 1, 0, 0]:
    move(i)
`;
      const trace = await read('python', text);
      assert.equal(trace.steps.length, steps);
      assert.equal((trace.final ?? []).map((object) => trace.objects[object]).join(' '), last);
    });
  }
});
