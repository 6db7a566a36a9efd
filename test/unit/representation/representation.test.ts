import assert from 'node:assert/strict';
import { stepAttention } from '../../../src/representation/attention';
import { planeOf, project } from '../../../src/representation/components';
import { fitProbe, readClass, readState } from '../../../src/representation/linear-probe';
import { Moments } from '../../../src/representation/moments';
import { similarOrder } from '../../../src/representation/neurons';
import { agreement, cosines } from '../../../src/representation/similarity';
import { inForm, statesAt } from '../../../src/representation/states';

/** A small generator, the same on every machine (Park and Miller 1988). */
function noise(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647 - 0.5;
}

describe('representations', () => {
  it('read classes that lie between others on one line, which least squares onto indicators cannot', () => {
    const random = noise(7);
    const moments = new Moments(1, 3);
    for (let k = 0; k < 600; k++) moments.add(Float32Array.of((k % 3) + 0.2 * random()), 0, k % 3);
    const probe = fitProbe(moments);
    for (const truth of [0, 1, 2]) {
      const reading = readState(probe, Float32Array.of(truth), 0, truth);
      assert.ok(reading);
      assert.equal(reading.predicted, truth);
      assert.ok(reading.margin > 0);
      // The share of its exponential among those of all scores.
      const scores = [0, 1, 2].map((one) => probe.bias[one]! + probe.weights[one]! * truth);
      const sum = scores.reduce((total, score) => total + Math.exp(score - scores[truth]!), 0);
      assert.ok(Math.abs(reading.probability - 1 / sum) < 1e-12);
    }
    assert.ok(Number.isNaN(readState(probe, Float32Array.of(1), 0, -1)!.probability));
    assert.equal(readState(probe, Float32Array.of(NaN), 0, 0), undefined);
  });

  it('have moments and scores that are sums, whatever their width and number of classes', () => {
    const random = noise(5);
    for (let width = 1; width <= 9; width++) {
      const [rows, classes] = [23, width + 2];
      const data = Float32Array.from({ length: rows * width }, () => (random() < -0.2 ? 0 : random()));
      const moments = new Moments(width, classes);
      // The last class never occurs.
      for (let row = 0; row < rows; row++) moments.add(data, row * width, row % (classes - 1));
      const mean = moments.mean();
      for (const [i, line] of moments.covariance().entries()) {
        for (const [j, found] of line.entries()) {
          let sum = 0;
          for (let row = 0; row < rows; row++)
            sum += (data[row * width + i]! - mean[i]!) * (data[row * width + j]! - mean[j]!);
          assert.ok(Math.abs(found - sum / rows) < 1e-12, `${width}: ${i}, ${j}`);
        }
      }
      const probe = fitProbe(moments);
      for (let row = 0; row < rows; row++) {
        const scores = Array.from({ length: classes }, (_, c) => {
          let score = probe.bias[c]!;
          for (let i = 0; i < width; i++) score += probe.weights[c * width + i]! * data[row * width + i]!;
          return score;
        });
        const best = scores.indexOf(Math.max(...scores));
        assert.equal(readClass(probe, data, row * width), best);
        assert.equal(readState(probe, data, row * width, best)?.predicted, best);
      }
      assert.equal(readClass(probe, new Float32Array(width).fill(Infinity), 0), undefined);
    }
  });

  it('have the variance of their plane that the points show', () => {
    const random = noise(11);
    const data = Float32Array.from({ length: 300 * 4 }, (_, at) => random() * [1, 5, 2, 0.1][at % 4]!);
    const plane = planeOf({ width: 4, data });
    const points = project(plane, { width: 4, data });
    const variance = (axis: number): number =>
      Array.from({ length: 300 }, (_, row) => points[2 * row + axis]! ** 2 / 300).reduce((a, b) => a + b);
    assert.ok(Math.abs(variance(0) / variance(1) - plane.explained[0] / plane.explained[1]) < 1e-3);
    assert.ok(plane.explained[0] > plane.explained[1] && plane.explained[0] + plane.explained[1] <= 1);
  });

  it('agree with equality as counting pairs says, ties half', () => {
    const random = noise(13);
    const labels = Int32Array.from({ length: 12 }, (_, k) => k % 3);
    const cosine = cosines({ width: 2, data: Float32Array.from({ length: 24 }, () => Math.round(4 * random())) });
    let [wins, pairs] = [0, 0];
    const each = (take: (value: number, same: boolean) => void): void => {
      for (let i = 0; i < 12; i++)
        for (let j = 0; j < i; j++)
          if (!Number.isNaN(cosine[i * 12 + j])) take(cosine[i * 12 + j]!, labels[i] === labels[j]);
    };
    each((high, same) => {
      if (same)
        each((low, alsoSame) => {
          if (alsoSame) return;
          pairs++;
          wins += high > low ? 1 : high === low ? 0.5 : 0;
        });
    });
    assert.ok(Math.abs(agreement(cosine, labels)! - wins / pairs) < 1e-12);
    assert.equal(agreement(cosine, new Int32Array(12)), null);
  });

  it('come in three forms, and know nothing of a step without a token', () => {
    const states = statesAt(Float32Array.of(1, 2, 3, 6), 2, Int32Array.of(0, 1, -1));
    assert.deepEqual([...inForm(states, 'centred').data], [-1, -2, 1, 2, NaN, NaN]);
    assert.deepEqual([...inForm(states, 'change').data], [0, 0, 2, 4, NaN, NaN]);
  });

  it('put neurons of alike courses side by side, opposite ones too, and still ones last', () => {
    const data = Float32Array.from([0, 1, 2, 3, 4].flatMap((t) => [7, t, (t % 2) * 9, -t]));
    assert.deepEqual([...similarOrder({ width: 4, data })], [2, 1, 3, 0]);
  });

  it('sum attention over the tokens of a step', () => {
    const weights = Float32Array.from({ length: 16 }, (_, at) => at);
    const after = Int32Array.of(1, 3);
    const window = { from: 0, stride: 1, size: 2 };
    assert.deepEqual([...stepAttention(weights, { tokens: 4, first: 1, after }, window)], [5, 0, 13, 29]);
  });
});
