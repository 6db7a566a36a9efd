import assert from 'node:assert/strict';
import { diagonalKernels } from '../../../../src/graph/parallel/diagonal-kernels';

describe('matrices of a diagonal recurrence', () => {
  const [channels, entries, steps] = [2, 3, 5];
  const count = channels * entries;
  const angles = Array.from({ length: count }, (_, at) => at + 0.3);
  const of = {
    real: angles.map((angle, at) => (1 - 0.1 * at) * Math.cos(angle)),
    imaginary: angles.map((angle, at) => (1 - 0.1 * at) * Math.sin(angle)),
    readReal: angles.map(Math.sin),
    readImaginary: angles.map((angle) => Math.cos(2 * angle)),
  };

  it('give over a chunk what one step after the other gives', () => {
    const kernels = diagonalKernels(of, { channels, entries, steps })!;
    for (let channel = 0; channel < channels; channel++) {
      const u = Array.from({ length: steps }, (_, t) => Math.sin(7 * t + channel));
      const first = Array.from({ length: 2 * entries }, (_, at) => Math.cos(3 * at));
      const before = [...u, ...first];
      // The recurrence as it is written.
      const h = first.slice();
      for (let t = 0; t < steps; t++) {
        let expected = 0;
        for (let n = 0; n < entries; n++) {
          const at = channel * entries + n;
          const [a, b, x, y] = [of.real[at]!, of.imaginary[at]!, h[n]!, h[entries + n]!];
          h[n] = a * x - b * y + u[t]!;
          h[entries + n] = a * y + b * x;
          expected += of.readReal[at]! * h[n]! - of.readImaginary[at]! * h[entries + n]!;
        }
        const row = (channel * steps + t) * before.length;
        const seen = before.reduce((sum, value, at) => sum + value * kernels.see[row + at]!, 0);
        assert.ok(Math.abs(seen - expected) < 1e-5, `step ${t}: ${seen} for ${expected}`);
      }
      for (let row = 0; row < 2 * entries; row++) {
        const place = channel * 2 * entries + row;
        const left = u.reduce((sum, value, s) => sum + value * kernels.leave[place * steps + s]!, 0);
        const other = first[(row + entries) % (2 * entries)]!;
        const after = kernels.keep[place]! * first[row]! + kernels.cross[place]! * other + left;
        assert.ok(Math.abs(after - h[row]!) < 1e-5, `state ${row}: ${after} for ${h[row]!}`);
      }
    }
  });

  it('are none of a state that grows', () => {
    const grown = { ...of, real: [1.2, ...of.real.slice(1)] };
    assert.equal(diagonalKernels(grown, { channels, entries, steps }), undefined);
  });
});
