import assert from 'node:assert/strict';
import {
  alternatingElementId,
  alternatingElementOf,
  elementId,
  elementOf,
  factorial,
} from '../../../src/algebra/elements';
import { compose, identity, isEven } from '../../../src/algebra/maps';
import { toTranspositions, transposition } from '../../../src/algebra/transpositions';

/** All permutations in the order in which Python's itertools.permutations lists them (lexicographic). */
function* permutations(rest: number[], head: number[] = []): Generator<number[]> {
  if (rest.length === 0) yield head;
  for (const value of rest) {
    yield* permutations(
      rest.filter((other) => other !== value),
      [...head, value],
    );
  }
}

describe('element ids', () => {
  for (const degree of [1, 2, 3, 4, 5, 6]) {
    it(`count S${degree} and A${degree} in lexicographic order`, () => {
      const all = [...permutations(identity(degree))];
      assert.equal(BigInt(all.length), factorial(degree));
      all.forEach((p, id) => {
        assert.equal(elementId(p), BigInt(id));
        assert.deepEqual(elementOf(degree, BigInt(id)), p);
      });
      all.filter(isEven).forEach((p, id) => {
        assert.equal(alternatingElementId(p), BigInt(id));
        assert.deepEqual(alternatingElementOf(degree, BigInt(id)), p);
      });
    });
  }

  it('go beyond what a double can count', () => {
    const last = [...identity(30)].reverse();
    assert.equal(elementId(last), factorial(30) - 1n);
    assert.deepEqual(elementOf(30, factorial(30) - 1n), last);
  });

  it('refuse what is not an element', () => {
    assert.throws(() => elementId([0, 0]), RangeError);
    assert.throws(() => elementOf(5, 120n), RangeError);
    assert.throws(() => elementOf(5, -1n), RangeError);
    assert.throws(() => alternatingElementId([1, 0, 2]), RangeError);
  });
});

describe('transpositions', () => {
  it('give every element of S6 back from at most five swaps', () => {
    for (const p of permutations(identity(6))) {
      const swaps = toTranspositions(p);
      assert.ok(swaps.length <= 5);
      const product = swaps.reduce<number[]>((a, [i, j]) => compose(a, transposition(6, i, j)), identity(6));
      assert.deepEqual(product, p);
    }
  });
});
