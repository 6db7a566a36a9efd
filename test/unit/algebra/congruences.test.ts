import assert from 'node:assert/strict';
import { blocksOf, congruences, joinOf, meetOf, refines, type Action } from '../../../src/algebra/congruences';
import { namedGroup } from '../../../src/algebra/groups';
import { compose } from '../../../src/algebra/maps';

/** Right multiplication by every element: a table of the group itself. */
function actionsOf(name: string): { order: number; actions: Action[] } {
  const group = namedGroup(name);
  assert.ok(group);
  const order = Number(group.order);
  const elements = Array.from({ length: order }, (_, id) => group.elementOf(BigInt(id)));
  const id = (map: number[]): number => Number(group.idOf(map));
  return {
    order,
    actions: elements.map((by) => Int32Array.from(elements, (element) => id(compose(element, by)))),
  };
}

const pairs = (states: number): [number, number][] =>
  Array.from({ length: states - 1 }, (_, state) => [0, state + 1] as [number, number]);

describe('partitions that every step respects', () => {
  // OEIS A005432 (symmetric groups), A029725 (alternating groups), A000005 (cyclic groups: divisors).
  for (const [name, subgroups] of Object.entries({
    S3: 6,
    S4: 30,
    S5: 156,
    A4: 10,
    A5: 59,
    Z12: 6,
    Z60: 12,
    Z2_x_Z2: 5,
  }))
    it(`are one for each of the ${subgroups} subgroups of ${name}`, () => {
      const { order, actions } = actionsOf(name);
      const found = congruences(pairs(order), actions, order, 1000) ?? [];
      assert.equal(found.length, subgroups);
      for (const partition of found) {
        assert.equal(order % blocksOf(partition), 0);
        for (const action of actions)
          assert.ok(
            refines(
              partition,
              partition.map((_, s) => partition[action[s] ?? 0] ?? 0),
            ),
          );
      }
    });

  it('are undefined where there are too many', () => {
    const { order, actions } = actionsOf('S4');
    assert.equal(congruences(pairs(order), actions, order, 29), undefined);
  });

  it('meet and join are those of the lattice of refinements', () => {
    const { order, actions } = actionsOf('S4');
    const found = congruences(pairs(order), actions, order, 1000) ?? [];
    for (const a of found)
      for (const b of found) {
        const [meet, join] = [meetOf(a, b), joinOf(a, b)];
        const below = found.filter((one) => refines(one, a) && refines(one, b));
        const above = found.filter((one) => refines(a, one) && refines(b, one));
        assert.equal(blocksOf(meet), Math.min(...below.map(blocksOf)));
        assert.equal(blocksOf(join), Math.max(...above.map(blocksOf)));
      }
  });
});
