import assert from 'node:assert/strict';
import fc from 'fast-check';
import { levelFor, linesOf, neuronsOf, strongestInto } from '../../../webview/draw/heat-lines';
import { byVariance } from '../../../webview/panels/orders';

const check = { seed: 20260101, numRuns: 300 };
const numbers = fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 200 });
const height = fc.integer({ min: 1, max: 300 });
const permutation = (of: number): fc.Arbitrary<Uint32Array> =>
  fc
    .shuffledSubarray(
      Array.from({ length: of }, (_, at) => at),
      { minLength: of, maxLength: of },
    )
    .map((order) => Uint32Array.from(order));
const ordered = fc
  .integer({ min: 1, max: 200 })
  .chain((neurons) => fc.tuple(fc.constant(neurons), fc.oneof(fc.constant(null), permutation(neurons))));

describe('strips of heat maps', () => {
  it('give every neuron one line, in order from the top, and no line is empty', () => {
    fc.assert(
      fc.property(ordered, height, ([neurons, order], high) => {
        const lines = linesOf(neurons, high, order);
        assert.ok(lines.count <= high && lines.count <= neurons);
        const seen = Array.from({ length: lines.count }, (_, line) => [...neuronsOf(lines, line)]);
        assert.deepEqual(seen.flat(), [...(order ?? Array.from({ length: neurons }, (_, at) => at))]);
        seen.forEach((own, line) => {
          assert.ok(own.length > 0);
          for (const neuron of own) assert.equal(lines.of[neuron], line);
        });
      }),
      check,
    );
  });

  it('do not trust an order of another length', () => {
    assert.deepEqual([...linesOf(3, 10, Uint32Array.of(2, 1)).order], [0, 1, 2]);
  });

  it('let the strongest neuron stand for its line, with its sign', () => {
    fc.assert(
      fc.property(numbers, height, fc.nat(20), (values, high, before) => {
        const lines = linesOf(values.length, high, null);
        const data = Float32Array.from([...Array.from({ length: before }, () => 1e9), ...values]);
        const into = new Float32Array(lines.count);
        strongestInto(into, data, before, lines.of);
        into.forEach((value, line) => {
          const part = [...neuronsOf(lines, line)].map((neuron) => values[neuron] ?? NaN);
          assert.equal(Math.abs(value), Math.max(...part.map(Math.abs)));
          assert.ok(part.includes(value) || value === 0);
        });
      }),
      check,
    );
  });

  it('have columns of one to two pixels when rows are narrower', () => {
    fc.assert(
      fc.property(fc.double({ min: 1 / 512, max: 1, noNaN: true }), (pixels) => {
        const column = pixels * 2 ** levelFor(pixels);
        assert.ok(column >= 1 - 1e-9 && column < 2 + 1e-9, `${pixels} to ${column}`);
      }),
      check,
    );
    assert.equal(levelFor(7), 0);
  });

  it('are ordered by variance with what is no number last', () => {
    assert.deepEqual([...byVariance(Float32Array.of(1, NaN, 3, 2))], [2, 3, 0, 1]);
  });
});
