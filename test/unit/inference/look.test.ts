import assert from 'node:assert/strict';
import { sampleWords } from '../../../src/analysis/sample-words';
import type { LookRequest, Looks, SampleWords, StepWord } from '../../../src/inference/looks';
import type { PlainLook } from '../../../src/inference/patch/patch-looks';
import { SizedCache } from '../../../src/inference/sized-cache';
import { look } from '../../../src/inference/look/look';
import { runShared } from '../../../src/inference/shared-words';
import type { OpenModel } from '../../../src/inference/open-model';
import type { Progress } from '../../../src/inference/protocol';
import { runModel } from '../../../src/inference/run';
import type { MonoidTask } from '../../../src/models/manifest';
import { parityManifest } from '../models/tiny-models';
import { glassModel, glassWord } from './glass-model';

function words(): SampleWords {
  return sampleWords(parityManifest().task as MonoidTask, 16);
}

describe('looks into a model', () => {
  let glass = glassModel();
  beforeEach(() => (glass = glassModel()));

  async function ask<K extends PlainLook>(
    name: K,
    body: Looks[K]['ask'],
    { word = glassWord(), report }: { word?: StepWord; report?: (progress: Progress) => void } = {},
  ): Promise<Looks[K]['answer']> {
    const request = { kind: 'look', look: name, ask: body, word } as LookRequest<PlainLook>;
    const result = await look(glass.model, request, report ?? (() => undefined));
    assert.equal(result.look, name);
    return result.answer;
  }
  const all = { from: 0, to: 4, stride: 1, most: 512 };

  it('give rows of steps, those of the tokens after which states count, as far as there are any', async () => {
    const { shape, width, columns, data, min, max } = await ask('rows', { output: 'state.1', form: 'raw', ...all });
    assert.deepEqual({ shape, width, columns, min, max }, { shape: [2, 3], width: 6, columns: 6, min: -1, max: 30 });
    assert.deepEqual(
      [...data],
      [
        [1, 1, 0, 0, 0, -1],
        [1, 2, 2, 20, 0, -1],
        [1, 3, 3, 30, 0, -1],
      ].flat(),
    );
  });

  it('give every second row, the first columns, and the range of all the same', async () => {
    const piece = await ask('rows', { output: 'state.1', form: 'raw', from: 0, to: 4, stride: 2, most: 3 });
    assert.deepEqual([...piece.data], [1, 1, 0, 1, 3, 3]);
    assert.deepEqual([piece.columns, piece.max], [3, 30]);
  });

  it('give rows less their mean, and as change', async () => {
    const centred = await ask('rows', { output: 'hidden.1', form: 'centred', ...all });
    const near = (found: number, wanted: number): void => assert.ok(Math.abs(found - wanted) < 1e-6, String(found));
    [-2 / 3, 0, 0, 4 / 3, 0, 0, -2 / 3, 0, 0].forEach((wanted, at) => near(centred.data[at]!, wanted));
    const change = await ask('rows', { output: 'hidden.1', form: 'change', ...all });
    assert.deepEqual([...change.data], [0, 0, 0, 2, 0, 0, -2, 0, 0]);
  });

  it('give one neuron, the variance of all, and one step in its own shape', async () => {
    assert.deepEqual([...(await ask('neuron', { output: 'hidden.1', form: 'raw', neuron: 0 }))], [2, 4, 2, NaN]);
    const { variance, similar } = await ask('neurons', { output: 'hidden.1', form: 'raw', most: 2048 });
    assert.deepEqual(
      [...variance].map((value) => value.toFixed(4)),
      ['0.8889', '0.0000', '0.0000'],
    );
    assert.equal(similar[0], 0);
    assert.deepEqual(await ask('tensor', { output: 'state.1', step: 1 }), {
      shape: [2, 3],
      data: Float32Array.of(1, 2, 2, 20, 0, -1),
    });
  });

  it('compare steps, and leave out every one that has no state', async () => {
    const found = await ask('similarity', {
      output: 'hidden.1',
      outputs: ['hidden.0', 'hidden.1'],
      from: 0,
      to: 99,
      most: 512,
    });
    assert.deepEqual([found.from, found.stride, found.size], [0, 1, 4]);
    const { cosine, equal } = found;
    // Parity alone changes from step to step: the states lie on either side of their mean.
    assert.deepEqual([...cosine].map(Math.round), [1, -1, 1, NaN, -1, 1, -1, NaN, 1, -1, 1, NaN, NaN, NaN, NaN, NaN]);
    assert.deepEqual([...equal], [1, 0, 1, 2, 0, 1, 0, 2, 1, 0, 1, 2, 2, 2, 2, 2]);
    // All steps end with a swap, so that hidden.0 is its own mean everywhere.
    assert.deepEqual(found.agreement, [
      { output: 'hidden.0', area: null },
      { output: 'hidden.1', area: 1 },
    ]);
    const { stride, size } = await ask('similarity', { output: 'hidden.1', outputs: [], from: 0, to: 4, most: 2 });
    assert.deepEqual([stride, size], [2, 2]);
  });

  it('sum attention over the tokens of a step', async () => {
    const ask_ = { output: 'attention.1', from: 0, to: 3, most: 512 };
    const { heads, size, weights } = await ask('attention', { ...ask_, head: 0 });
    assert.deepEqual([heads, size], [2, 3]);
    const wanted = [1, 0, 0, 1 / 3, 2 / 3, 0, 1 / 4, 2 / 4, 1 / 4];
    wanted.forEach((value, at) => assert.ok(Math.abs(weights[at]! - value) < 1e-6));
    const self = await ask('attention', { ...ask_, head: 1 });
    assert.deepEqual([...self.weights], [1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it('fit a probe that reads what a layer holds, and cannot read what it does not', async () => {
    const sample = words();
    const seen: string[] = [];
    const layers = await ask(
      'probes',
      { outputs: ['hidden.0', 'hidden.1'], words: sample },
      { report: ({ message }) => seen.push(message) },
    );
    const [token, parity] = layers;
    const states = sample.heldOut * sample.length;
    const each = { right: sample.heldOut, states: sample.heldOut };
    const byToken = new Array<typeof each>(sample.length).fill(each);
    assert.deepEqual(parity?.heldOut, { right: states, states, byToken });
    assert.deepEqual([...parity.predicted], [1, 0, 1, -1]);
    assert.ok([...parity.margin].slice(0, 3).every((margin) => margin > 0));
    assert.ok(Number.isNaN(parity.margin[3]));
    assert.equal(token?.heldOut.states, states);
    assert.ok(Math.abs(token.heldOut.right / states - 0.5) < 0.1, String(token.heldOut.right / states));
    assert.deepEqual(
      [...new Set(seen)],
      ['running random words', 'fitting a probe to hidden.0', 'fitting a probe to hidden.1'],
    );
  });

  it('measure probes on words that they were not fitted on', async () => {
    const sample = words();
    // With the labels of the last words turned round, a probe that had learnt from them could not be all wrong.
    const from = (sample.batch - sample.heldOut) * sample.length;
    const labels = sample.labels.map((label, at) => (at < from ? label : 1 - label));
    const [layer] = await ask('probes', { outputs: ['hidden.1'], words: { ...sample, labels } });
    assert.equal(layer?.heldOut.right, 0);
    assert.deepEqual([...layer.predicted], [1, 0, 1, -1]);
  });

  it('find components of the text, or of random words with some of their states', async () => {
    const [own] = await ask('components', { outputs: ['hidden.1'] });
    assert.ok(own && Math.abs(own.explained[0] - 1) < 1e-9 && Math.abs(own.explained[1]) < 1e-9);
    assert.equal(own.points.length, 8);
    assert.ok(Number.isNaN(own.points[6]) && !own.sample);
    const [other] = await ask('components', { outputs: ['hidden.1'], words: words() });
    const { points, labels } = other!.sample!;
    assert.ok(labels.length > 500 && labels.length <= 1000 && points.length === 2 * labels.length);
    // Parity moves twice as far as the token does: it is the first axis, and tells the classes apart.
    assert.ok(Math.abs(other!.explained[0] - 0.8) < 0.02 && Math.abs(other!.explained[1] - 0.2) < 0.02);
    labels.forEach((label, at) => assert.equal(points[2 * at]! > 0, label === 0));
  });

  it('run a model once for an output, and anew for another text or another opening of the file', async () => {
    for (let time = 0; time < 3; time++) await ask('rows', { output: 'hidden.1', form: 'raw', ...all });
    await ask('neuron', { output: 'hidden.1', form: 'change', neuron: 0 });
    assert.deepEqual(glass.runs, ['hidden.1']);
    await ask('rows', { output: 'hidden.1', form: 'raw', ...all }, { word: glassWord({ name: 'other text' }) });
    assert.deepEqual(glass.runs, ['hidden.1', 'hidden.1']);
    const first = glass;
    glass = glassModel();
    await ask('rows', { output: 'hidden.1', form: 'raw', ...all });
    assert.deepEqual([first.runs.length, glass.runs.length], [2, 1]);
  });

  it('run random words once for probes and components', async () => {
    const sample = words();
    await ask('probes', { outputs: ['hidden.1'], words: sample });
    const runs = glass.runs.length;
    await ask('components', { outputs: ['hidden.1'], words: sample });
    await ask('probes', { outputs: ['hidden.1'], words: sample });
    assert.equal(glass.runs.length, runs);
  });

  it('run a word once whose logits other questions ask for', async () => {
    const sample = words();
    const { length, tokens } = sample;
    await ask('probes', { outputs: ['hidden.1'], words: { ...sample, shared: true } });
    const batch = 41;
    const asked = { ...glassWord(), batch, length, tokens: tokens.slice(0, batch * length), outputs: ['logits'] };
    asked.tokens.fill(1, 7 * length, 8 * length); // One that nobody asked for.
    const plain = (await runModel(glass.model, asked, () => undefined)).tensors['logits'];
    const ran: number[] = [];
    const counting = Object.assign(Object.create(glass.model) as OpenModel, {
      run: (words: Int32Array, count: number, ...rest: [number, readonly string[]]) => {
        ran.push(count);
        return glass.model.run(words, count, ...rest);
      },
    });
    for (let time = 0; time < 2; time++)
      assert.deepEqual((await runShared(counting, asked, () => undefined)).tensors['logits'], plain);
    assert.deepEqual(ran, [1]);
    // Words of a question that nobody shares are forgotten.
    const other = glassModel();
    await look(
      other.model,
      { kind: 'look', look: 'probes', ask: { outputs: ['hidden.1'], words: sample }, word: glassWord() },
      () => undefined,
    );
    assert.ok(!other.runs.includes('logits'));
  });

  it('say what a model or a text does not have', async () => {
    const rejects = (answer: Promise<unknown>, message: RegExp) =>
      assert.rejects(answer, { name: 'ContractError', message });
    await rejects(ask('rows', { output: 'hidden.9', form: 'raw', ...all }), /no float32 output "hidden\.9"/);
    await rejects(
      ask('neuron', { output: 'hidden.1', form: 'raw', neuron: 3 }),
      /"hidden\.1" has 3 values, and none 3/,
    );
    await rejects(ask('tensor', { output: 'state.1', step: 3 }), /no state after step 4/);
    await rejects(
      ask('attention', { output: 'attention.1', head: 2, from: 0, to: 3, most: 9 }),
      /has 2 heads, and none 3/,
    );
    await rejects(
      ask('probes', { outputs: ['hidden.2'], words: words() }),
      /1025 values; .* more than 1024 are not computed/,
    );
    await rejects(ask('probes', { outputs: ['state.1'], words: words() }), /not \[batch, length, width\]/);
    await rejects(ask('probes', { outputs: ['state.2'], words: words() }), /no finite state on any random word/);
  });
});

describe('a cache of values of known size', () => {
  it('drops what was used longest ago, and keeps the newest whatever its size', () => {
    const cache = new SizedCache<string>({ bytes: 10 });
    cache.set('a', 'A', 4);
    cache.set('b', 'B', 4);
    assert.equal(cache.get('a'), 'A');
    cache.set('c', 'C', 4);
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => cache.get(key)),
      ['A', undefined, 'C'],
    );
    cache.set('d', 'D', 99);
    assert.deepEqual(
      ['a', 'c', 'd'].map((key) => cache.get(key)),
      [undefined, undefined, 'D'],
    );
  });

  it('counts a value that takes the place of another once', () => {
    const cache = new SizedCache<number>({ bytes: 10 });
    for (let time = 0; time < 5; time++) cache.set('a', time, 6);
    cache.set('b', 7, 4);
    assert.deepEqual([cache.get('a'), cache.get('b')], [4, 7]);
  });
});
