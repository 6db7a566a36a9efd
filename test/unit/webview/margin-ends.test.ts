import assert from 'node:assert/strict';
import { marginsOf } from '../../../webview/draw/margin-ends';

describe('the ends of a plot of margins', () => {
  it('span the numbers and zero', () => {
    assert.deepEqual(marginsOf(Float32Array.of(2, 3, 0.5)), { values: Float32Array.of(2, 3, 0.5), low: 0, high: 3 });
    const { low, high } = marginsOf(Float32Array.of(-4, -1));
    assert.deepEqual([low, high], [-4, 0]);
  });

  it('leave out steps without a state, and are zero where there is no other', () => {
    const { low, high } = marginsOf(Float32Array.of(NaN, 1, NaN, -2, Infinity));
    assert.deepEqual([low, high], [-2, 1]);
    const none = marginsOf(Float32Array.of(NaN));
    assert.deepEqual([none.low, none.high], [0, 0]);
  });
});
