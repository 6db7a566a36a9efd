import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkTrace } from '../../../src/trace/schema';
import { makeTrace, states, type Step, type Trace } from '../../../src/trace/trace';
import { verdictOf } from '../../../src/trace/verdict';

const source = { uri: 'a.py', language: 'python' };
const VALUES = ['0', '1'];
/** Of two values: set 0, set 1, swap. */
const TABLES = [
  [0, 0],
  [1, 1],
  [1, 0],
];
/** Of two slots: slot 1 gets what slot 0 holds, the other way round, swap. */
const MAPS = TABLES;

function cellTrace(word: readonly number[], first = 0): Trace {
  const steps = word.map((each): Step => ({ cell: 'light', table: TABLES[each] ?? [], text: '' }));
  return makeTrace({
    domain: 'code',
    source,
    slots: ['light'],
    objects: VALUES,
    cells: { light: VALUES },
    initial: [first],
    steps,
  });
}

function slotTrace(word: readonly number[]): Trace {
  const steps = word.map((each): Step => ({ map: MAPS[each] ?? [], text: '' }));
  return makeTrace({ domain: 'code', source, slots: ['x', 'y'], objects: ['p', 'q'], initial: [0, 1], steps });
}

/** All words of up to four letters over the two resets and the swap. */
function words(): number[][] {
  const all: number[][] = [[]];
  for (const word of all) if (word.length < 4) all.push(...TABLES.map((_, letter) => [...word, letter]));
  return all;
}

describe('slots and cells', () => {
  it('are told apart by the order of two resets: the last one to be set wins in a cell, the first one in slots', () => {
    assert.deepEqual(cellTrace([0, 1]).final, [1]);
    assert.deepEqual(cellTrace([1, 0]).final, [0]);
    // a'[j] = a[m[j]]: after "both hold p" nothing else is left to be copied.
    assert.deepEqual(slotTrace([0, 1]).final, [0, 0]);
    assert.deepEqual(slotTrace([1, 0]).final, [1, 1]);
  });

  it('follow their own rule for every word over two resets and a swap', () => {
    for (const word of words()) {
      for (const first of [0, 1]) {
        let value = first;
        const wanted = [[value]];
        for (const letter of word) {
          value = letter === 0 ? 0 : letter === 1 ? 1 : 1 - value;
          wanted.push([value]);
        }
        assert.deepEqual(states(cellTrace(word, first)), wanted, word.join());
      }
      let [x, y] = [0, 1];
      const wanted = [[x, y]];
      for (const letter of word) {
        [x, y] = letter === 0 ? [x, x] : letter === 1 ? [y, y] : [y, x];
        wanted.push([x, y]);
      }
      assert.deepEqual(states(slotTrace(word)), wanted, word.join());
    }
  });

  it('share the verdict', () => {
    const facts = ({ class: kind, order, largestSubgroup }: ReturnType<typeof verdictOf>) => [
      kind,
      order,
      largestSubgroup,
    ];
    for (const word of [[0], [0, 1], [2], [0, 2], [0, 1, 2]])
      assert.deepEqual(facts(verdictOf(cellTrace(word))), facts(verdictOf(slotTrace(word))), word.join());
  });
});

describe('a world with slots and cells', () => {
  const mixed = (steps: Step[]): Trace =>
    makeTrace({
      domain: 'code',
      source,
      slots: ['a', 'n', 'b', 'light'],
      objects: ['p', '0', 'q', '1', '2'],
      cells: { n: ['0', '1', '2'], light: ['0', '1'] },
      initial: [0, 1, 2, 3],
      steps,
    });
  const swap: Step = { map: [2, 1, 0, 3], text: 'a, b = b, a' };
  const next: Step = { cell: 'n', table: [1, 2, 0], text: 'n = (n + 1) % 3' };
  const flip: Step = { cell: 'light', table: [1, 0], text: 'light = 1 - light' };
  const off: Step = { cell: 'light', table: [0, 0], text: 'light = 0' };

  it('has a state that is the objects in the slots and the values of the cells', () => {
    const trace = mixed([swap, next, flip, next]);
    assert.equal(trace.format, 'state-probe/trace@2');
    assert.deepEqual(states(trace), [
      [0, 1, 2, 3],
      [2, 1, 0, 3],
      [2, 3, 0, 3],
      [2, 3, 0, 1],
      [2, 4, 0, 1],
    ]);
    assert.deepEqual(checkTrace(JSON.parse(JSON.stringify(trace))), trace);
  });

  it('generates the direct product of what acts on each', () => {
    const order = (steps: Step[]) => verdictOf(mixed(steps)).order;
    assert.equal(order([next]), '3');
    assert.equal(order([swap, next]), '6');
    assert.equal(order([swap, next, flip]), '12');
    assert.equal(order([swap, off]), '4');
    assert.equal(verdictOf(mixed([swap, next, flip])).moved, 4);
    assert.equal(verdictOf(mixed([off])).class, 'aperiodic');
  });

  it('has as many updates as brute force finds, for random tables over two cells', () => {
    const table = (size: number) => fc.array(fc.nat(size - 1), { minLength: size, maxLength: size });
    fc.assert(
      fc.property(fc.array(table(3), { maxLength: 3 }), fc.array(table(2), { maxLength: 2 }), (ns, lights) => {
        const steps: Step[] = [
          ...ns.map((each): Step => ({ cell: 'n', table: each, text: '' })),
          ...lights.map((each): Step => ({ cell: 'light', table: each, text: '' })),
        ];
        // Functions on the six pairs of values, composed one after the other.
        const pairs = [0, 1, 2].flatMap((n) => [0, 1].map((light): [number, number] => [n, light]));
        const known = new Set<string>();
        const queue = [pairs];
        for (const each of queue) {
          if (known.has(JSON.stringify(each))) continue;
          known.add(JSON.stringify(each));
          for (const f of ns) queue.push(each.map(([n, light]) => [f[n] ?? 0, light]));
          for (const f of lights) queue.push(each.map(([n, light]) => [n, f[light] ?? 0]));
        }
        assert.equal(Number(verdictOf(mixed(steps)).order), known.size);
      }),
      { seed: 13, numRuns: 60 },
    );
  });

  it('says why steps are those of one run only, and quotes no theorem for it', () => {
    const trace = { ...mixed([flip]), thisRunOnly: 'total takes more than 64 values' };
    const { sentence, thisRunOnly } = verdictOf(trace);
    assert.match(sentence, /^This speaks of this run only, for total takes more than 64 values/);
    assert.equal(thisRunOnly, trace.thisRunOnly);
    assert.doesNotMatch(sentence, /star-free|every length/);
  });

  const wrong: [string, Record<string, unknown>, RegExp][] = [
    ['a cell that is no slot', { cells: { m: ['0'] } }, /at cells\.m/],
    ['a value that is no object', { cells: { n: ['0', '9'], light: ['0', '1'] } }, /at cells\.n/],
    ['a value twice', { cells: { n: ['0', '0'], light: ['0', '1'] } }, /at cells\.n/],
    ['a first value that a cell cannot have', { initial: [0, 0, 2, 3] }, /at initial\[1\]/],
    ['a table of another size', { steps: [{ ...flip, table: [1, 0, 2] }] }, /at steps\[0\]\.table/],
    ['a table of no cell', { steps: [{ ...flip, cell: 'a' }] }, /at steps\[0\]\.cell/],
    ['a map that moves what a cell holds', { steps: [{ map: [1, 1, 2, 3], text: '' }] }, /at steps\[0\]\.map/],
    ['a step of both kinds', { steps: [{ ...flip, map: [0, 1, 2, 3] }] }, /at steps\[0\]/],
    ['cells in the older format', { format: 'state-probe/trace@1' }, /at steps\[0\]/],
    ['another final state', { final: [0, 1, 2, 3] }, /at final/],
  ];
  for (const [what, change, where] of wrong)
    it(`refuses ${what}`, () => {
      assert.throws(() => checkTrace(JSON.parse(JSON.stringify({ ...mixed([flip]), ...change }))), where);
    });
});
