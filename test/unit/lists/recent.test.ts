import assert from 'node:assert/strict';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { Recent } from '../../../src/lists/recent';

describe('values that are kept up to a size', () => {
  it('are the ones that were asked for last, as many as fit', () => {
    const random = xoroshiro128plus(5);
    const most = 20;
    const recent = new Recent<number>(most);
    // The same as a list, the oldest first.
    let list: { key: string; value: number; size: number }[] = [];
    for (let turn = 0; turn < 2000; turn++) {
      const key = String(uniformInt(random, 0, 9));
      const found = list.find((one) => one.key === key);
      const rest = list.filter((one) => one !== found);
      if (uniformInt(random, 0, 1) === 0) {
        assert.equal(recent.get(key), found?.value);
        list = found ? [...rest, found] : rest;
        continue;
      }
      const size = uniformInt(random, 0, 24);
      recent.put(key, turn, size);
      list = size > most ? rest : [...rest, { key, value: turn, size }];
      while (list.reduce((sum, one) => sum + one.size, 0) > most) list.shift();
    }
  });
});
