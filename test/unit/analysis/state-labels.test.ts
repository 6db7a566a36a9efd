import assert from 'node:assert/strict';
import { compose, equal, identity, isEven } from '../../../src/algebra/maps';
import type { MonoidTask } from '../../../src/models/manifest';
import { blockNames } from '../../../src/analysis/partitions/block-names';
import { partitionsOf, toldText } from '../../../src/analysis/partitions/partitions';
import { labelNamed } from '../../../src/analysis/state-labels';

/** A group by generators of so many points, with every product as a class. */
function groupOf(degree: number, tokens: number[][]): MonoidTask {
  const classes = [identity(degree)];
  for (const map of classes)
    for (const token of tokens) {
      const next = compose(map, token);
      if (!classes.some((known) => equal(known, next))) classes.push(next);
    }
  return { kind: 'monoid', name: 'G', degree, tokens: [identity(degree), ...tokens], classes };
}

describe('what a probe may be fitted to tell beside the state', () => {
  it('is found by its key or its name, whatever its letters', () => {
    const found = { labels: Int32Array.of(0, 1), partition: [0, 1], blocks: ['a', 'b'], firstWrong: null };
    const labels = [
      { ...found, key: 'sign', name: 'the sign' },
      { ...found, key: 'object:1', name: 'where the cup is' },
    ] as unknown as Parameters<typeof labelNamed>[0];
    for (const wanted of ['sign', 'The sign', ' SIGN ']) assert.equal(labelNamed(labels, wanted)?.key, 'sign');
    for (const wanted of ['object:1', 'where the cup is']) assert.equal(labelNamed(labels, wanted)?.key, 'object:1');
    for (const wanted of ['', 'state', 'object:2', 'object']) assert.equal(labelNamed(labels, wanted), undefined);
  });

  const names = (task: MonoidTask): Record<string, string[]> => {
    const partitions = partitionsOf(task);
    assert.ok(partitions);
    const { automaton, quotients } = partitions;
    return Object.fromEntries(quotients.map((one) => [toldText(one.told), blockNames(automaton, one, [])]));
  };

  it('has values with names: even and odd, numbers modulo n, classes of elements', () => {
    const turn = (...cycle: number[]): number[] => {
      const map = identity(9);
      cycle.forEach((slot, at) => (map[slot] = cycle[(at + 1) % cycle.length] ?? slot));
      return map;
    };
    // S4 on the first four points and Z5 on the others.
    const found = names(groupOf(9, [turn(0, 1), turn(1, 2), turn(2, 3), turn(4, 5, 6, 7, 8)]));
    assert.deepEqual(found['the sign'], ['even', 'odd']);
    assert.deepEqual(found['Z5']?.slice().sort(), ['0 mod 5', '1 mod 5', '2 mod 5', '3 mod 5', '4 mod 5']);
    assert.equal(found['Z5'][0], '0 mod 5');
    assert.equal(found['S3']?.length, 6);
    assert.deepEqual(found['S3'].slice(0, 2), ['the class of ()', 'the class of (1 2)']);
    // Of the elements of S4 × Z5 those that move fewest points: of S4 alone.
    for (const name of found['S4'] ?? []) assert.match(name, /^the class of (\(\)|(\([1-4 ]+\))+)$/);
    assert.equal(new Set(found['S4']).size, found['S4']?.length);
  });

  it('has values that add up as the elements do', () => {
    const task = groupOf(7, [
      [1, 2, 3, 0, 4, 5, 6],
      [0, 1, 2, 3, 5, 6, 4],
    ]);
    const partitions = partitionsOf(task);
    assert.ok(partitions);
    let count = 0;
    for (const one of partitions.quotients) {
      const called = blockNames(partitions.automaton, one, []);
      const valueOf = (id: number): string => called[one.labels[id] ?? -1] ?? '?';
      for (const [a, first] of task.classes.entries())
        for (const [b, second] of task.classes.entries()) {
          const product = task.classes.findIndex((map) => equal(map, compose(first, second)));
          if (one.told.kind === 'quotient' && one.told.names[0] === 'the sign') {
            assert.equal(valueOf(product), isEven(task.classes[product] ?? []) ? 'even' : 'odd');
            continue;
          }
          const [x, y, z] = [a, b, product].map((id) => parseInt(valueOf(id)));
          assert.equal(z, ((x ?? NaN) + (y ?? NaN)) % one.blocks);
          count++;
        }
    }
    assert.ok(count > 0);
  });
});
