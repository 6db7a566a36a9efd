import { readText } from '../../../src/readers';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compose, composeTables, type Acts, type SlotMap } from '../../../src/algebra/maps';
import { believed, told } from '../../../src/analysis/told';
import { trueClasses } from '../../../src/analysis/model-run';
import { encoderOf } from '../../../src/models/encoding';
import type { MonoidTask } from '../../../src/models/manifest';
import { makeTrace, states, type Step, type Trace } from '../../../src/trace/trace';

/** All maps of two points, or of three that permute them. */
const T2 = [0, 1].flatMap((a) => [0, 1].map((b) => [a, b]));
const S3 = [0, 1, 2]
  .flatMap((a) => [0, 1, 2].flatMap((b) => [0, 1, 2].map((c) => [a, b, c])))
  .filter((map) => new Set(map).size === 3);

function task(maps: SlotMap[], acts?: Acts): MonoidTask {
  const all = maps.map((map) => [...map]);
  return {
    kind: 'monoid',
    name: 'test',
    degree: maps[0]?.length ?? 0,
    tokens: all,
    classes: all,
    ...(acts && { acts }),
  };
}

function cell(tables: readonly SlotMap[], first = 0): Trace {
  const values = ['a', 'b', 'c', 'd'].slice(0, tables[0]?.length);
  return makeTrace({
    domain: 'code',
    source: { uri: 'x.py', language: 'python' },
    slots: ['other', 'state'],
    objects: ['o', ...values],
    cells: { state: values },
    initial: [0, first + 1],
    steps: tables.map((table): Step => ({ cell: 'state', table, text: '' })),
  });
}

/** What a model that is always right says of every state. */
function followed(of: MonoidTask, trace: Trace): number[][] {
  const encoding = told(of, trace);
  assert.ok(!('problem' in encoding), 'problem' in encoding ? encoding.problem : '');
  // The word, multiplied out by the rule of the task: not by the encoder's own products.
  const product = of.acts === 'values' ? composeTables : compose;
  const classes = trueClasses(encoderOf(of), encoding);
  assert.ok(!('problem' in classes));
  return [...encoding.after].map((last, step) => {
    const word = [...encoding.tokens.slice(0, last + 1)].map((token) => of.tokens[token] ?? []);
    const start = Array.from({ length: of.degree }, (_, at) => at);
    const id = encoderOf(of).classOf(word.reduce(product, start)) ?? -1;
    assert.equal(id, classes[step]);
    return believed(of, trace, id);
  });
}

describe('a cell told to a model', () => {
  it('whose task acts on values, by its tables (seed 20261128)', () => {
    const word = fc.array(fc.constantFrom(...T2), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(word, fc.nat(1), (tables, first) => {
        const trace = cell(tables, first);
        assert.deepEqual(followed(task(T2, 'values'), trace), states(trace).slice(1));
      }),
      { seed: 20261128, numRuns: 100 },
    );
  });

  it('whose task acts on slots, where the tables are permutations (seed 20261128)', () => {
    const word = fc.array(fc.constantFrom(...S3), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(word, fc.nat(2), (tables, first) => {
        const trace = cell(tables, first);
        for (const acts of [undefined, 'values'] as const)
          assert.deepEqual(followed(task(S3, acts), trace), states(trace).slice(1));
      }),
      { seed: 20261128, numRuns: 100 },
    );
  });

  it('is no resets of slots: set 0, then set 1, is 1', () => {
    const trace = cell([
      [0, 0],
      [1, 1],
    ]);
    assert.deepEqual(followed(task(T2, 'values'), trace), [
      [0, 1],
      [0, 2],
    ]);
    const refused = told(task(T2), trace);
    assert.ok('problem' in refused);
    assert.match(refused.problem, /step 1 makes values of state equal: a model whose task has `acts: 'values'`/);
    assert.equal(refused.step, 0);
  });

  it('of a language that copies is followed by models of that language, which is said', async () => {
    const source = { uri: 'a.lang', language: 'formal', text: '# language: copy-2\nab=ab' };
    const refused = told(task(T2), await readText(source, {}));
    assert.ok('problem' in refused);
    assert.match(refused.problem, /: models of copy 2 follow it, where there are any$/);
  });

  it('in the middle of other changes is refused, and so are moves by a model of values', () => {
    const reason = (of: MonoidTask, trace: Trace) => {
      const found = told(of, trace);
      return 'problem' in found ? found.problem : '';
    };
    const flip: Step = { cell: 'x', table: [1, 0], text: '' };
    const world = {
      domain: 'code',
      source: { uri: 'x.py', language: 'python' },
      slots: ['x', 'y', 'p', 'q'],
      objects: ['0', '1', 'left', 'right'],
      cells: { x: ['0', '1'], y: ['0', '1'] },
      initial: [0, 1, 2, 3],
    } as const;
    const both = makeTrace({ ...world, steps: [flip, { ...flip, cell: 'y' }] });
    assert.match(reason(task(T2, 'values'), both), /here 2 change: track one of them/);
    const moving = makeTrace({ ...world, steps: [flip, { map: [0, 1, 3, 2], text: '' }] });
    assert.match(reason(task(T2, 'values'), moving), /here both change \(x, and step 2\)/);
    const { domain, source, slots, objects, initial } = world;
    const plain = makeTrace({ domain, source, slots, objects, initial, steps: [] });
    assert.match(reason(task(T2, 'values'), plain), /follows the values of a cell/);
    assert.match(reason(task(S3), cell([[1, 2, 3, 0]])), /at most 3 slots, this one has 4/);
  });
});
