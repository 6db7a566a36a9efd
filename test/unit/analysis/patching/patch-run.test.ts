import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ClassWalk } from '../../../../src/models/grading/class-walk';
import { Inside } from '../../../../src/analysis/inside';
import { causalMap } from '../../../../src/analysis/patching/causal-map';
import { causalText } from '../../../../src/analysis/patching/causal-text';
import { leadingWord, randomWord } from '../../../../src/analysis/patching/leading-word';
import { overWords } from '../../../../src/analysis/patching/over-words';
import { patchRun, type Origin } from '../../../../src/analysis/patching/patch-run';
import { classesMeaning } from '../../../../src/analysis/patching/wanted-state';
import { isProbed, probe, type ProbedModel } from '../../../../src/analysis/probe';
import { believed } from '../../../../src/analysis/told';
import { InferenceClient } from '../../../../src/inference/client';
import { readModel, type Model } from '../../../../src/models/catalogue';
import { isMonoid, type MonoidTask } from '../../../../src/models/manifest';
import { readText } from '../../../../src/readers';
import type { Trace } from '../../../../src/trace/trace';
import { seenIn } from '../../../../src/trace/views';
import { fileOf } from '../../graph/bundled-views';
import { useKeptProcesses } from '../../kept-processes';

const CUPS = `There are four cups in a row. A pea is under cup 2.
Swap cups 1 and 2. Swap cups 2 and 3. Swap cups 1 and 4. Swap cups 3 and 4. Swap cups 1 and 2.`;
const WORD = '# group: S5\n(1 2)\n(2 3 4)\n(1 5)\n(3 4)\n(1 2 3 4 5)\n(2 5)\n';

async function modelOf(id: string): Promise<Model> {
  const model = await readModel(fileOf(id));
  if ('reason' in model) throw new Error(model.reason);
  return model;
}

function taskOf({ manifest }: Model): MonoidTask {
  if (!isMonoid(manifest)) throw new Error('no monoid');
  return manifest.task;
}

describe('a patched text', function () {
  this.timeout(120_000);
  useKeptProcesses();
  const client = new InferenceClient();
  after(() => client.dispose());

  async function entryOf(id: string, text: string, language: string): Promise<ProbedModel> {
    const trace = await readText({ uri: `text.${language}`, language, text }, {});
    const { entries } = await probe(trace, [await modelOf(id)], client, { providers: ['cpu'] });
    const [entry] = entries;
    if (!entry || !isProbed(entry)) throw new Error(entry?.reason);
    return entry;
  }
  const patchedBy = (entry: ProbedModel, output: string, step: number, from: Origin) =>
    patchRun(entry, new Inside(entry, 'text', ['cpu'], client), [{ output, step, from }], { seed: 3 });
  const beliefs = ({ model, trace }: ProbedModel, steps: readonly ({ predicted: number } | null)[]) =>
    steps.map((step) => step && believed(taskOf(model), trace, step.predicted));

  it('is the same, to the bit, where a state is its own', async () => {
    const entry = await entryOf('s5-deltanet-1', WORD, 'word');
    for (const output of ['hidden.0', 'hidden.1', 'state.1']) {
      const { before, after: patched, sizes } = await patchedBy(entry, output, 2, { kind: 'step', step: 2 });
      assert.deepEqual(patched, before);
      assert.equal(sizes[0]!.distance, 0);
    }
  });

  it('goes on from the state that is put in, in a model that carries it exactly', async () => {
    for (const wanted of ['pea=cup 3', 'pea=cup 1', 'pea=4']) {
      const entry = await entryOf('s5-wfa-ssm', CUPS, 'narrative');
      const { before, after: patched } = await patchedBy(entry, 'state.1', 1, { kind: 'state', state: wanted });
      const { slots, objects, steps } = entry.trace;
      const [own, found] = [beliefs(entry, before.steps), beliefs(entry, patched.steps)];
      assert.deepEqual(found[0], own[0]);
      const place = wanted.split('=')[1]!;
      const slot = slots.includes(place) ? slots.indexOf(place) : Number(place) - 1;
      assert.equal(objects[found[1]![slot]!], 'pea');
      for (let step = 2; step < steps.length; step++) {
        const map = steps[step]!.map!;
        assert.deepEqual(
          found[step],
          map.map((from) => found[step - 1]![from]),
        );
      }
    }
  });

  it('takes states of other texts, random words, zero and the mean', async () => {
    const entry = await entryOf('s5-wfa-ssm', WORD, 'word');
    const other = await entryOf('s5-wfa-ssm', '# group: S5\n(1 4)\n(2 3)\n', 'word');
    const { after: patched } = await patchedBy(entry, 'state.1', 3, { kind: 'text', entry: other, step: 1 });
    assert.equal(patched.steps[3]!.predicted, other.run.steps[1]!.predicted);
    for (const kind of ['word', 'zero', 'mean'] as const) {
      const found = await patchedBy(entry, 'state.1', 3, { kind });
      assert.ok(found.sizes[0]!.distance > 0);
      assert.deepEqual(found.after.steps.slice(0, 3), found.before.steps.slice(0, 3));
    }
  });

  it('may say what is to be otherwise than it is after the step', async () => {
    const entry = await entryOf('t3-wfa-ssm', 'a = [5, 6, 7]\na[0], a[1] = a[1], a[0]\na[1] = a[2]\n', 'python');
    // After the swap it is 6 5 7: so 7 5 6, in which the last object is then copied.
    const { after } = await patchedBy(entry, 'state.1', 0, { kind: 'state', state: '6=a[2]' });
    assert.deepEqual(after.predictedFinal, [2, 1, 1]);
  });

  it('may put one object where two were, in a model that follows copies', async () => {
    const entry = await entryOf('t3-wfa-ssm', 'a = [5, 6, 7]\na[0], a[1] = a[1], a[0]\na[1] = a[2]\n', 'python');
    const { after } = await patchedBy(entry, 'state.1', 0, { kind: 'state', state: '7 7 5' });
    assert.deepEqual(after.predictedFinal, [2, 0, 0]);
  });

  it('is refused in words where the patch fits nothing', async () => {
    const entry = await entryOf('s5-wfa-ssm', WORD, 'word');
    const small = await entryOf('s5-wfa-ssm', CUPS, 'narrative');
    const zero: Origin = { kind: 'zero' };
    const cases: [output: string, step: number, from: Origin, reason: RegExp][] = [
      ['hidden.4', 0, zero, /no layer 4, only 0, 1/],
      ['state.2', 0, zero, /no recurrent state of layer 2, only 1/],
      ['state.1', 6, zero, /no step 7: the text has 6/],
      ['state.1', 0, { kind: 'step', step: 9 }, /no step 10/],
      ['state.1', 0, { kind: 'values', values: new Float32Array(3) }, /has 120 values, not 3/],
      ['state.1', 0, { kind: 'values', values: new Float32Array(120).fill(NaN) }, /no finite number/],
      ['state.1', 0, { kind: 'text', entry: small, step: 0 }, /another world/],
      ['state.1', 0, { kind: 'state', state: '1 2 3' }, /5 objects in the order of slots/],
      ['state.1', 0, { kind: 'state', state: '1 1 2 3 4' }, /stands twice/],
      ['hidden.0', 0, zero, /do not depend on "hidden.0"/],
    ];
    for (const [output, step, from, reason] of cases)
      await assert.rejects(patchedBy(entry, output, step, from), reason);
    const inside = new Inside(entry, 'text', ['cpu'], client);
    const twice = [0, 0].map((step) => ({ output: 'state.1', step, from: zero }));
    await assert.rejects(patchRun(entry, inside, twice), /replaced twice/);
    const sources: never[] = [];
    const value = { kind: 'zero' } as const;
    const odd = [{ output: 'logits', token: 0, value }];
    await assert.rejects(inside.look('patched', { patches: odd, sources }), /no layer and no recurrent state/);
    await assert.rejects(inside.look('patched', { patches: [], sources }), /nothing to be replaced/);
    const many = Array.from({ length: 65 }, () => ({ output: 'state.1', token: 0, value }));
    await assert.rejects(inside.look('patched', { patches: many, sources }), /more than 64/);
  });

  it('is read by the output head on each layer: on the last one as the model itself answers', async () => {
    for (const id of ['s5-transformer-2', 's5-mamba-2', 's5-lstm-1', 's5-wfa-ssm']) {
      const entry = await entryOf(id, WORD, 'word');
      const inside = new Inside(entry, 'text', ['cpu'], client);
      const last = inside.layers.at(-1)!;
      const heads = await inside.look('lens', { outputs: inside.layers, last });
      const head = heads.find(({ output }) => output === last)!;
      for (const [step, own] of entry.run.steps.entries()) {
        assert.equal(head.predicted[step], own!.predicted);
        assert.ok(Math.abs(head.probability[step]! - own!.probabilityOfTruth) < 1e-4);
      }
      // The one-hot tokens of a built model are no state that its head could read.
      assert.equal(heads.length, id === 's5-wfa-ssm' ? 1 : inside.layers.length);
    }
  });

  const mapOf = async (model: Model, length: number, seconds = 60) =>
    causalMap(await overWords(model, client, ['cpu'], {}), { length, pairs: 24, seconds, seed: 1 });

  it('maps causes: all of them in the recurrent state of a model that is built so', async () => {
    const model = await modelOf('s5-wfa-ssm');
    const map = await mapOf(model, 10);
    assert.deepEqual(map.idle, ['hidden.0']);
    assert.deepEqual(map.steps, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const { output, step, share, pairs, follow, keep, interval } of map.cells) {
      assert.ok(pairs > 0 && follow + keep <= pairs);
      assert.equal(share, output === 'state.1' || step === 10 ? 1 : 0);
      assert.ok(interval![0] <= share && share <= interval![1]);
    }
    assert.match(causalText(map, 10), /^From step 1 on the belief is carried in the recurrent state of layer 1/);
    assert.deepEqual(await mapOf(model, 10), map);
  });

  it('maps causes of the last step where there is no time, the same as with time', async () => {
    const model = await modelOf('s5-wfa-ssm');
    const [whole, short] = [await mapOf(model, 6), await mapOf(model, 6, 0)];
    assert.deepEqual(short.steps, [6]);
    assert.deepEqual(
      short.cells,
      whole.cells.filter(({ step }) => step === 6),
    );
  });

  it('maps causes: what is replaced up to a step after the embedding is the other word', async () => {
    const model = await modelOf('s5-transformer-2');
    const map = await mapOf(model, 8);
    for (const { output, step, share } of map.cells) {
      if (output === 'hidden.0' || step === 8) assert.equal(share, 1);
      else if (output === 'hidden.2') assert.equal(share, 0);
    }
    assert.match(causalText(map, 8), /^Steps are put together between/);
  });
});

describe('a random word that leads to a state', () => {
  let task: MonoidTask;
  before(async () => (task = taskOf(await modelOf('s5-wfa-ssm'))));

  it('leads there, and is the same for the same seed', () => {
    const walk = new ClassWalk(task);
    fc.assert(
      fc.property(fc.nat(119), fc.integer({ min: 5, max: 30 }), fc.nat(1000), (id, length, seed) => {
        const word = leadingWord(task, new Set([id]), length, seed);
        const own = task.bos == null ? word : word.subarray(1);
        assert.equal(walk.along(own).at(-1), id);
        assert.ok(own.length >= length && own.length <= length + 3);
        assert.deepEqual(leadingWord(task, new Set([id]), length, seed), word);
      }),
      { seed: 5, numRuns: 20 },
    );
    assert.deepEqual(randomWord(task, 9, 4), randomWord(task, 9, 4));
  });

  it('is refused where none is short enough', () => {
    assert.throws(() => leadingWord(task, new Set([-5]), 1, 1), /choose a later step/);
  });

  it('is told by all objects, or by one that stands elsewhere', async () => {
    const trace: Trace = await readText({ uri: 'a', language: 'narrative', text: CUPS }, {});
    const [one] = classesMeaning(task, trace, 0, 'pea=cup 4');
    const state = believed(task, trace, one!);
    assert.equal(trace.objects[state[3]!], 'pea');
    const names = state.map((object) => trace.objects[object]!);
    assert.equal(new Set(names).size, 4);
    assert.throws(() => classesMeaning(task, trace, 0, 'ball=cup 4'), /no 'ball' in this world/);
    assert.throws(() => classesMeaning(task, trace, 0, 'pea=cup 9'), /no place 'cup 9'/);
    // Slot 3 does not move, so that it is none that a model of five follows; it is not taken for the third that is.
    const word = await readText({ uri: 'a', language: 'word', text: '(1 2)\n(6 7)\n(2 6)\n' }, {});
    const few = seenIn('moving-slots', word);
    assert.deepEqual(few.slots, ['1', '2', '6', '7']);
    assert.equal(classesMeaning(task, few, 1, '1=6').size, 1);
    assert.throws(() => classesMeaning(task, few, 1, '1=3'), /no place '3' in this world, only: 1, 2, 6, 7/);
  });
});
