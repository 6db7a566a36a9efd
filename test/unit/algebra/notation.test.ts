import assert from 'node:assert/strict';
import { namedGroup } from '../../../src/algebra/groups';
import { compose, identity, isEven, isPermutation, keyOf } from '../../../src/algebra/maps';
import { formatCycles, formatOneLine } from '../../../src/algebra/notation';

describe('notation', () => {
  it('writes the cycle (1 2 3) for the map in which slot 1 gets what slot 2 held', () => {
    assert.equal(formatCycles([1, 2, 0, 3]), '(1 2 3)');
    assert.equal(formatCycles([2, 4, 0, 3, 1]), '(1 3)(2 5)');
    assert.equal(formatCycles(identity(5)), '()');
    assert.equal(formatOneLine([1, 0, 2, 4, 3]), '[2,1,3,5,4]');
  });
});

describe('named groups', () => {
  const sizes = {
    S1: 1,
    S3: 6,
    S5: 120,
    A2: 1,
    A4: 12,
    A5: 60,
    Z1: 1,
    Z2: 2,
    Z7: 7,
    Z60: 60,
    A4_x_Z5: 60,
    S3_x_Z4: 24,
  };
  for (const [name, order] of Object.entries(sizes)) {
    it(`${name} has ${order} elements, closed under the product, each with its id`, () => {
      const group = namedGroup(name);
      assert.ok(group);
      assert.equal(group.name, name);
      assert.equal(group.order, BigInt(order));
      const elements = identity(order).map((id) => group.elementOf(BigInt(id)));
      assert.deepEqual(elements[0], identity(group.degree));
      assert.equal(new Set(elements.map(keyOf)).size, order);
      elements.forEach((map, id) => assert.equal(group.idOf(map), BigInt(id)));
      for (const a of elements) for (const b of elements) assert.notEqual(group.idOf(compose(a, b)), undefined);
      assert.throws(() => group.elementOf(BigInt(order)), RangeError);
      assert.throws(() => group.elementOf(-1n), RangeError);
    });
  }

  it('count a cyclic group by the powers of its generator, and a product by its right factor first', () => {
    const z60 = namedGroup('Z60');
    const product = namedGroup('A4_x_Z5');
    assert.ok(z60 && product);
    assert.equal(z60.degree, 3 + 4 + 5);
    for (const [a, b] of [
      [7, 58],
      [59, 1],
      [30, 30],
    ] as const) {
      const both: number[] = compose(z60.elementOf(BigInt(a)), z60.elementOf(BigInt(b)));
      assert.equal(z60.idOf(both), BigInt((a + b) % 60));
    }
    assert.deepEqual(product.elementOf(7n), [0, 2, 3, 1, 6, 7, 8, 4, 5]);
    assert.equal(namedGroup('a4×z5')?.name, 'A4_x_Z5');
  });

  it('know their members', () => {
    const a5 = namedGroup('A5');
    const s4 = namedGroup('S4');
    for (let id = 0; id < 120; id++) {
      const map = namedGroup('S5')?.elementOf(BigInt(id)) ?? [];
      assert.ok(isPermutation(map));
      assert.equal(a5?.idOf(map) !== undefined, isEven(map));
      assert.equal(s4?.idOf(map), undefined);
    }
  });

  it('have no other names', () => {
    for (const name of [
      '',
      'B8',
      'Q6',
      'F12',
      'M13',
      'PSL(2,6)',
      'D600',
      '(S3',
      'S3 wr',
      '<>',
      '<(1 2)',
      'S',
      'S0',
      'S513',
      'S5_x_',
      '5',
      'S5 S5',
      'Z2_x_'.repeat(8) + 'Z2',
    ]) {
      assert.equal(namedGroup(name), undefined, name);
    }
  });
});
