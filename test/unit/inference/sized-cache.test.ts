import assert from 'node:assert/strict';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { SizedCache } from '../../../src/inference/sized-cache';

describe('values that are kept up to a size', () => {
  it('are the ones that were asked for last, as many as fit', () => {
    const random = xoroshiro128plus(5);
    const most = 20;
    const recent = new SizedCache<number>({ bytes: most });
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
      recent.set(key, turn, size);
      list = [...rest, { key, value: turn, size }];
      // The newest one is kept however large it is.
      while (list.length > 1 && list.reduce((sum, one) => sum + one.size, 0) > most) list.shift();
    }
  });
});
