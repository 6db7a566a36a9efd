/** Against scikit-learn and NumPy: recorded/make.py says how the numbers were made. */
import assert from 'node:assert/strict';
import { headReading, stepAttention } from '../../../src/representation/attention';
import { alignment, centred } from '../../../src/representation/cka';
import { planeOf, project } from '../../../src/representation/components';
import { npyHeader } from '../../../src/representation/files/npz';
import { fitProbe, readState } from '../../../src/representation/linear-probe';
import { Moments } from '../../../src/representation/moments';
import { variances } from '../../../src/representation/neurons';
import { agreement, cosines } from '../../../src/representation/similarity';
import cka from './recorded/cka.json';
import oracle from './recorded/oracle.json';

function near(found: ArrayLike<number>, wanted: ArrayLike<number>, within: number): void {
  assert.equal(found.length, wanted.length);
  for (let at = 0; at < wanted.length; at++) {
    const [a, b] = [found[at]!, wanted[at]!];
    assert.ok(Math.abs(a - b) <= within * Math.max(1, Math.abs(b)), `${a} at ${at}, not ${b}`);
  }
}

describe('representations, as scikit-learn has them:', () => {
  for (const [name, known] of Object.entries(oracle.probes)) {
    it(`a linear probe of ${name}`, () => {
      const { width, classes } = known;
      const moments = new Moments(width, classes);
      const states = Float32Array.from(known.states);
      known.labels.forEach((label, row) => moments.add(states, row * width, label));
      const probe = fitProbe(moments);
      const tests = Float32Array.from(known.tests);
      const read = known.truth.map((truth, row) => readState(probe, tests, row * width, truth)!);
      assert.deepEqual(
        read.map(({ predicted }) => predicted),
        known.predicted,
      );
      assert.ok(new Set(known.predicted).size > 2, 'the case tells something');
      near(
        read.map(({ margin }) => margin),
        known.margin,
        1e-6,
      );
    });
  }

  for (const [name, known] of Object.entries(cka))
    it(`the likeness of states and ${name}, as NumPy has it`, () => {
      const [first, second] = [known.first, known.second].map(({ width, states }) =>
        centred({ width, data: Float32Array.from(states) }),
      );
      near([alignment(first!, second!)!], [known.cka], 1e-9);
      if (name === 'a rotation and a scale') near([known.cka], [1], 1e-3);
    });

  it('no likeness of what never changes, nor of states of different tokens', () => {
    const still = centred({ width: 2, data: new Float32Array(8).fill(3) });
    assert.equal(alignment(still, still), null);
    assert.throws(() => alignment(still, centred({ width: 2, data: new Float32Array(4) })), RangeError);
  });

  for (const [name, known] of Object.entries(oracle.planes)) {
    it(`principal components of ${name}`, () => {
      const { width } = known;
      const states = { width, data: Float32Array.from(known.states) };
      const plane = planeOf(states);
      near(plane.mean, known.mean, 1e-9);
      near(plane.explained, known.explained, 1e-9);
      // The sign of an axis is free in both.
      const signs = [0, 1].map((axis) => {
        const [ours, theirs] = [plane.axes, known.axes].map((axes) =>
          Array.from(axes).slice(axis * width, (axis + 1) * width),
        );
        return Math.sign(theirs!.reduce((sum, value, i) => sum + value * ours![i]!, 0));
      });
      near(
        plane.axes,
        known.axes.map((value, at) => value * signs[Math.floor(at / width)]!),
        1e-9,
      );
      near(
        project(plane, states),
        known.points.map((value, at) => value * signs[at % 2]!),
        1e-5,
      );
    });
  }

  it('cosines of centred states, and the area under the ROC curve of equal pairs', () => {
    const { width, states, labels, cosine, area } = oracle.similarity;
    const found = cosines({ width, data: Float32Array.from(states) });
    near(found, cosine, 1e-5);
    assert.ok(area > 0.6 && area < 0.95, 'the case tells something');
    near([agreement(found, Int32Array.from(labels))!], [area], 1e-9);
  });

  it('attention between steps, and how a head reads', () => {
    const { tokens, first, after, weights, between, itself, back } = oracle.attention;
    const size = after.length;
    const place = { tokens, first, after: Int32Array.from(after) };
    const found = stepAttention(Float32Array.from(weights), place, { from: 0, stride: 1, size });
    near(found, between, 1e-6);
    const reading = headReading(found, size);
    assert.ok(reading);
    near([reading.itself, reading.back], [itself, back], 1e-6);
    assert.equal(headReading(new Float32Array(4), 2), null);
  });

  it('headers of .npy files', () => {
    for (const { shape, type, literal } of oracle.headers) {
      const header = Buffer.from(npyHeader({ type: type as 'float32' | 'int32', shape })).toString('latin1', 10);
      assert.equal(header.trimEnd(), literal);
    }
  });

  it('variances of neurons, by the second moment less the first squared', () => {
    const { width, states } = oracle.similarity;
    const rows = Int32Array.from({ length: states.length / width }, (_, row) => row);
    const mean = (of: (value: number) => number, k: number) =>
      rows.reduce((sum, row) => sum + of(states[row * width + k]!), 0) / rows.length;
    const wanted = Array.from({ length: width }, (_, k) => mean((x) => x * x, k) - mean((x) => x, k) ** 2);
    near(variances({ width, data: Float32Array.from(states) }, rows), wanted, 1e-5);
  });
});
