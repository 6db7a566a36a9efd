import assert from 'node:assert/strict';
import { pageTensor } from '../../../src/page/tensor';

/** Numbers that tell their place: of `[1, 3, 2]` the value at token 1, place 0 is 2. */
const counted = (...shape: number[]) => ({
  ...{ type: 'float32', shape },
  values: Float64Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, at) => at),
});

describe('a chosen tensor on the page', () => {
  it('has a column for each step where an axis is as long as the word, and rows of all the others', () => {
    const found = pageTensor(counted(1, 3, 2), Int32Array.of(0, 2, -1), 3);
    assert.deepEqual([found.isOverSteps, found.rows, found.columns], [true, 2, 3]);
    assert.deepEqual([...found.data], [0, 4, NaN, 1, 5, NaN]);
    const heads = pageTensor(counted(1, 2, 3, 3), Int32Array.of(1), 3);
    assert.deepEqual([heads.rows, heads.columns], [6, 1]);
    assert.deepEqual([...heads.data], [3, 4, 5, 12, 13, 14]);
    const flat = pageTensor(counted(3), Int32Array.of(2, 0), 3);
    assert.deepEqual([...flat.data], [2, 0]);
  });

  it('is taken as it is, its last axis across, where none is', () => {
    const found = pageTensor(counted(2, 2, 4), Int32Array.of(0, 1, 2), 3);
    assert.deepEqual([found.isOverSteps, found.rows, found.columns], [false, 4, 4]);
    assert.deepEqual([...found.data], [...counted(16).values]);
    assert.deepEqual([...pageTensor(counted(), Int32Array.of(0), 3).data], [0]);
  });

  it('is cut where it is too large, which is said', () => {
    const found = pageTensor(counted(1, 3, 600), Int32Array.of(0, 1), 3);
    assert.deepEqual([found.rows, found.cut?.shown, found.cut?.total], [512, 512, 600]);
    assert.equal(found.data[512 * 2 - 1], 600 + 511);
  });
});
