import assert from 'node:assert/strict';
import { fitProbe } from '../../../src/representation/linear-probe';
import { Moments } from '../../../src/representation/moments';
import { fitShared } from '../../../src/representation/shared-probes';

describe('probes that share one matrix', () => {
  it('are those that are fitted one by one', () => {
    const [width, classes, count] = [6, 3, 90];
    const own = new Moments(width, classes);
    const all = new Moments(width, 0);
    const labelling = { counts: new Float64Array(classes), sums: new Float64Array(classes * width) };
    for (let k = 0; k < count; k++) {
      const label = k % classes;
      const state = Float32Array.from({ length: width }, (_, i) => Math.sin(7 * k + i * i) + (i === label ? 2 : 0));
      own.add(state, 0, label);
      all.add(state, 0, -1);
      labelling.counts[label] = (labelling.counts[label] ?? 0) + 1;
      for (const [i, value] of state.entries())
        labelling.sums[label * width + i] = (labelling.sums[label * width + i] ?? 0) + value;
    }
    const [alone, shared] = [fitProbe(own), fitShared(all, [labelling])[0]];
    // The ridges differ: one is a share of the variance within classes, the other of all variance.
    for (const [k, weight] of alone.weights.entries())
      assert.ok(Math.abs(weight - (shared?.weights[k] ?? NaN)) < 0.02 * Math.max(1, Math.abs(weight)), `weight ${k}`);
    for (const [c, bias] of alone.bias.entries())
      assert.ok(Math.abs(bias - (shared?.bias[c] ?? NaN)) < 0.05, `bias ${c}`);
  });

  it('guess where a layer is the same everywhere but for rounding', () => {
    const moments = new Moments(2, 0);
    for (let k = 0; k < 12; k++) moments.add(Float32Array.of(0.1, 0.7), 0, -1);
    const counts = Float64Array.of(8, 4);
    const sums = Float64Array.of(
      8 * Math.fround(0.1),
      8 * Math.fround(0.7),
      4 * Math.fround(0.1),
      4 * Math.fround(0.7),
    );
    const [probe] = fitShared(moments, [{ counts, sums }]);
    assert.ok((probe?.bias[0] ?? NaN) > (probe?.bias[1] ?? NaN));
    assert.ok([...(probe?.weights ?? [])].every(Number.isFinite));
  });
});
