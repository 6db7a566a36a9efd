import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compose, cycles, equal, identity, inverse, isEven, isPermutation } from '../../../src/algebra/maps';
import { permutation } from '../arbitraries';

const seed = 20260101;

describe('maps', () => {
  it('compose is associative and acts as a′[j] = a[m[j]]', () => {
    const threeOfOneDegree = fc
      .integer({ min: 1, max: 12 })
      .chain((n) => fc.tuple(permutation(n), permutation(n), permutation(n)));
    fc.assert(
      fc.property(threeOfOneDegree, ([a, b, c]) => {
        assert.deepEqual(compose(compose(a, b), c), compose(a, compose(b, c)));
        b.forEach((from, slot) => assert.equal(compose(a, b)[slot], a[from]));
      }),
      { seed },
    );
  });

  it('a permutation times its inverse is the identity on both sides', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }).chain(permutation), (p) => {
        assert.deepEqual(compose(p, inverse(p)), identity(p.length));
        assert.deepEqual(compose(inverse(p), p), identity(p.length));
      }),
      { seed },
    );
  });

  it('the cycles of a permutation tell all of it, and its parity', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }).chain(permutation), (p) => {
        const rebuilt = identity(p.length);
        for (const cycle of cycles(p)) cycle.forEach((slot, k) => (rebuilt[slot] = cycle[(k + 1) % cycle.length]!));
        assert.ok(equal(rebuilt, p));
        let inversions = 0;
        for (let j = 0; j < p.length; j++) for (let i = 0; i < j; i++) if (p[i]! > p[j]!) inversions++;
        assert.equal(isEven(p), inversions % 2 === 0);
      }),
      { seed },
    );
  });

  it('tells permutations from other arrays', () => {
    for (const bad of [[0, 0], [1], [0, 2], [-1, 0], [0.5, 1], [NaN]]) assert.equal(isPermutation(bad), false);
    assert.throws(() => inverse([0, 0]), RangeError);
  });
});
