import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { SlotList } from '../../../../src/readers/code/core/updates/slot-list';

describe('a list of slots', () => {
  it('has what a set has, in the same order', () => {
    const slots = fc.uniqueArray(fc.nat(4095), { maxLength: 200 });
    fc.assert(
      fc.property(slots, fc.array(fc.integer({ min: -40, max: 5000 })), (members, asked) => {
        const [set, list] = [new Set(members), new SlotList(new Set(members))];
        assert.deepEqual([...list], [...set]);
        assert.deepEqual([...list], [...list]);
        assert.equal(list.size, set.size);
        for (const slot of [...members, ...asked]) assert.equal(list.has(slot), set.has(slot));
      }),
    );
  });
});
