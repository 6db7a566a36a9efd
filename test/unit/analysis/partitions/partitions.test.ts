import assert from 'node:assert/strict';
import { namedGroup } from '../../../../src/algebra/groups';
import { compose, inverse, isEven, keyOf } from '../../../../src/algebra/maps';
import { bestGuess, partitionsOf, toldText } from '../../../../src/analysis/partitions/partitions';
import type { MonoidTask } from '../../../../src/models/manifest';

/** The word problem of a group, its own elements for tokens. */
function taskOf(name: string): MonoidTask {
  const group = namedGroup(name);
  assert.ok(group);
  const elements = Array.from({ length: Number(group.order) }, (_, id) => group.elementOf(BigInt(id)));
  return { kind: 'monoid', name, degree: group.degree, tokens: elements, classes: elements };
}

function divided(task: MonoidTask) {
  const found = partitionsOf(task);
  assert.ok(found);
  return found;
}

/** Brute force, by the definition: for every element, the least normal subgroup that holds it; then all joins. */
function normalOrders(elements: readonly number[][]): number[] {
  const closure = (seeds: readonly number[][]): Set<string> => {
    const members = new Map<string, number[]>();
    const queue = seeds.flatMap((seed) => elements.map((by) => compose(compose(inverse(by), seed), by)));
    const generators = [...new Map(queue.map((map) => [keyOf(map), map])).values()];
    const open = [Array.from(elements[0] ?? [], (_, slot) => slot)];
    for (const element of open) {
      if (members.has(keyOf(element))) continue;
      members.set(keyOf(element), element);
      open.push(...generators.map((generator) => compose(element, generator)));
    }
    return new Set(members.keys());
  };
  const found = new Map<string, Set<string>>();
  for (const element of elements) {
    const closed = closure([element]);
    found.set([...closed].sort().join(';'), closed);
  }
  return [...found.values()].map(({ size }) => size);
}

describe('quotients of a task', () => {
  const quotients: Record<string, string[]> = {
    S5: ['the sign of 2'],
    A5: [],
    A4_x_Z5: ['Z3 of 3', 'Z5 of 5', 'A4 of 12'],
    Z60: ['the sign of 2', 'Z3 of 3', 'Z4 of 4', 'Z5 of 5'],
    S4: ['the sign of 2', 'S3 of 6'],
    S3_x_S3: ['Z2 no. 1 of 2', 'Z2 no. 2 of 2', 'the sign of 2', 'S3 no. 1 of 6', 'S3 no. 2 of 6'],
  };
  for (const [name, expected] of Object.entries(quotients))
    it(`of ${name} are ${expected.join(', ') || 'none, for it is simple'}`, () => {
      const found = divided(taskOf(name)).quotients;
      assert.deepEqual(found.map(({ told, blocks }) => `${toldText(told)} of ${blocks}`).sort(), [...expected].sort());
    });

  it('have kernels among the normal subgroups that brute force finds', () => {
    for (const name of ['S4', 'A4_x_Z5', 'S3_x_S3', 'Z12']) {
      const task = taskOf(name);
      const orders = normalOrders(task.classes);
      for (const { blocks } of divided(task).quotients) assert.ok(orders.includes(task.classes.length / blocks), name);
    }
  });

  it('label classes so that labels of products follow from labels', () => {
    const task = taskOf('A4_x_Z5');
    const id = new Map(task.classes.map((map, at) => [keyOf(map), at]));
    for (const { labels, blocks } of divided(task).quotients) {
      const table = new Map<string, number>();
      for (const [a, left] of task.classes.entries())
        for (const [b, right] of task.classes.entries()) {
          const product = labels[id.get(keyOf(compose(left, right))) ?? -1] ?? -1;
          const key = `${labels[a]},${labels[b]}`;
          assert.equal(table.get(key) ?? product, product);
          table.set(key, product);
        }
      assert.equal(table.size, blocks ** 2);
    }
  });

  it('tell even from odd permutations by the sign', () => {
    const task = taskOf('S5');
    const [sign] = divided(task).quotients;
    const even = sign?.labels[task.classes.findIndex(isEven)];
    task.classes.forEach((map, id) => assert.equal(sign?.labels[id] === even, isEven(map)));
  });

  it('are none for a task with resets', () => {
    const maps = [
      [0, 1, 2],
      [1, 1, 2],
      [2, 1, 2],
    ];
    const { quotients, coarser } = divided({
      kind: 'monoid',
      name: 'flip-flop',
      degree: 3,
      tokens: maps,
      classes: maps,
    });
    assert.equal(quotients.length, 0);
    const told = coarser().partitions.map((partition) => toldText(partition.told));
    assert.deepEqual(told.sort(), ['where object 1 is', 'where object 2 is', 'where object 3 is']);
  });

  it('are the sign alone for a group too large to look for others', () => {
    const task = taskOf('S6');
    assert.deepEqual(
      divided(task).quotients.map(({ told }) => toldText(told)),
      ['the sign'],
    );
    assert.equal(divided(task).coarser().complete, false);
    assert.equal(divided(task).coarser().partitions.length, 7);
  });
});

describe('what a partition tells', () => {
  it('is where an object is, not what a slot holds: that no step respects', () => {
    const task = taskOf('S4');
    const { coarser } = divided(task);
    const where = coarser().partitions.find(({ told }) => toldText(told) === 'where object 2 is');
    task.classes.forEach((a, x) =>
      task.classes.forEach((b, y) =>
        assert.equal(where?.labels[x] === where?.labels[y], a.indexOf(1) === b.indexOf(1)),
      ),
    );
    const held = (map: readonly number[]): number | undefined => map[1];
    for (const { labels } of coarser().partitions)
      assert.ok(
        task.classes.some((a, x) => task.classes.some((b, y) => (labels[x] === labels[y]) !== (held(a) === held(b)))),
      );
  });

  it('takes the names of a text', () => {
    const { coarser } = divided(taskOf('S4'));
    const texts = coarser().partitions.map(({ told }) => toldText(told, ['ann', 'bob', 'cat', 'dog']));
    for (const text of ['where cat is', 'where ann and dog are', 'the sign and where bob is', 'S3', 'the sign'])
      assert.ok(texts.includes(text), text);
  });

  it('is what a value became for a task on values, whose tables compose the other way round', () => {
    const set = [0, 1].map((value) => [value, value]);
    const tables = [[0, 1], [1, 0], ...set];
    const task: MonoidTask = {
      kind: 'monoid',
      name: 'cell',
      degree: 2,
      acts: 'values',
      tokens: tables,
      classes: tables,
    };
    const { coarser, automaton } = divided(task);
    const told = coarser().partitions.map((partition) => toldText(partition.told));
    assert.ok(told.includes('what became of value 1') && told.includes('what became of value 2'), told.join());
    // First set to 1, then turned round is 0: as slots, the other order would leave 1.
    const [set1, not] = [automaton.tokens[3], automaton.tokens[1]];
    assert.deepEqual(tables[automaton.classes[not?.[set1?.[0] ?? -1] ?? -1] ?? -1], [0, 0]);
  });

  it('has as its best guess what counting all words says', () => {
    const swaps = taskOf('S3').classes.filter((map) => !isEven(map));
    const task: MonoidTask = { ...taskOf('S3'), tokens: [[0, 1, 2], ...swaps] };
    const found = divided(task);
    const [sign] = found.quotients;
    assert.ok(sign);
    for (const length of [0, 1, 2, 5]) {
      let words: (readonly number[])[] = [[0, 1, 2]];
      for (let step = 0; step < length; step++)
        words = words.flatMap((word) => task.tokens.map((map) => compose(word, map)));
      const even = words.filter(isEven).length / words.length;
      assert.ok(Math.abs(bestGuess(found, sign.partition, length) - Math.max(even, 1 - even)) < 1e-12);
    }
  });
});
