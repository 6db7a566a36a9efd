import assert from 'node:assert/strict';
import fc from 'fast-check';
import { binEdges, leastByBin, minByBin, stretches } from '../../../webview/draw/bins';

const check = { seed: 20260101, numRuns: 300 };
const codes = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 400 });
const numbers = fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 200 });
const some = fc.integer({ min: 1, max: 50 });

describe('bins', () => {
  it('cover everything once, and none is empty', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 10_000 }), some, (from, count, wanted) => {
        const bins = Math.min(count, wanted);
        const edges = binEdges(from, from + count, bins);
        assert.equal(edges[0], from);
        assert.equal(edges.at(-1), from + count);
        edges.slice(1).forEach((edge, bin) => assert.ok(edge > (edges[bin] ?? Infinity)));
      }),
      check,
    );
  });

  it('never lose a wrong step', () => {
    fc.assert(
      fc.property(codes, some, (outcome, wanted) => {
        const edges = binEdges(0, outcome.length, Math.min(outcome.length, wanted));
        const least = leastByBin(outcome, edges);
        outcome.forEach((code, step) => {
          const bin = edges.findIndex((edge, index) => edge <= step && step < (edges[index + 1] ?? 0));
          assert.ok((least[bin] ?? Infinity) <= code);
        });
        least.forEach((code, bin) => assert.ok(outcome.slice(edges[bin], edges[bin + 1]).includes(code)));
      }),
      check,
    );
  });

  it('keep the weakest confidence, and know an empty bin', () => {
    fc.assert(
      fc.property(numbers, some, (values, wanted) => {
        const edges = binEdges(0, values.length, Math.min(values.length, wanted));
        minByBin(values, edges).forEach((value, bin) =>
          assert.equal(value, Math.fround(Math.min(...values.slice(edges[bin], edges[bin + 1])))),
        );
      }),
      check,
    );
    assert.ok(Number.isNaN(minByBin([1, 2], [1, 1])[0]));
  });

  it('tell stretches that give the codes back', () => {
    fc.assert(
      fc.property(codes, (outcome) => {
        const parts = stretches(outcome);
        assert.deepEqual(
          parts.flatMap(({ from, to, code }) => Array.from({ length: to - from }, () => code)),
          outcome,
        );
        parts.slice(1).forEach((part, index) => assert.notEqual(part.code, parts[index]?.code));
      }),
      check,
    );
  });
});
