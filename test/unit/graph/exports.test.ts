import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { PatchInput } from '../../../src/graph/patch-input';
import { readSkeleton } from '../../../src/graph/skeleton';
import { makeView, type ViewRequest } from '../../../src/graph/view';
import { shownTensor } from '../../../src/inference/shown-tensor';
import type { Put } from '../../../src/inference/tensor';

/** Files that PyTorch's exporters and transformers wrote: recorded/make_exports.py. */
const EXPORTS = join(__dirname, 'recorded/exports');
const fileOf = (name: string): string => join(EXPORTS, `${name}.onnx`);
const [WIDTH, TOKEN] = [6, 3];
const WORD = [0, 1, 2, 3, 4, 0, 1, 4, 2];
const PUT = Float32Array.from({ length: WIDTH }, (_, at) => (((7 * at + 3) % 11) - 5) / 10);

async function viewOf(name: string, request: Partial<ViewRequest>) {
  const skeleton = await readSkeleton(fileOf(name));
  const view = makeView(skeleton, { answer: 'logits', outputs: [], ...request });
  const options = { extra: { session: { model_external_initializers_file_folder_path: view.folder } } };
  return { view, session: await InferenceSession.create(view.model, options), skeleton };
}

const tokens = (ids: readonly number[]): Tensor =>
  new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);

/** Inputs of a patch of one token by values, or of none. */
function feedsOf(input: PatchInput, length: number, values?: { token: number; data: Float32Array }) {
  const width = Number(input.sizes[0]);
  const mask = new Uint8Array(length);
  const isLayer = input.by === 'tokens';
  const data = new Float32Array(isLayer ? length * width : width);
  if (values) {
    mask[values.token] = 1;
    data.set(values.data, isLayer ? values.token * width : 0);
  }
  return {
    [input.mask]: new Tensor('bool', mask, isLayer ? [1, length, 1] : [length, 1, 1]),
    [input.value]: new Tensor('float32', data, isLayer ? [1, length, width] : [1, width]),
  };
}

function difference(a: Float32Array, b: Float32Array): number {
  assert.equal(a.length, b.length);
  return a.reduce((most, value, at) => Math.max(most, Math.abs(value - b[at]!)), 0);
}

describe('the operators LSTM, GRU and RNN of exported files', () => {
  const patched = JSON.parse(readFileSync(join(EXPORTS, 'patched.json'), 'utf8')) as Record<string, number[]>;

  for (const name of ['lstm-script', 'lstm-dynamo', 'gru-script', 'gru-dynamo', 'rnn-script'])
    it(`are computed as before where nothing is replaced, and go on as PyTorch does where a state is: ${name}`, async () => {
      const plain = await InferenceSession.create(fileOf(name));
      const own = (await plain.run({ tokens: tokens(WORD) }))['logits']!.data as Float32Array;
      const request = { outputs: ['state.1'], states: [{ output: 'state.1', slots: 1 }] };
      const { view, session, skeleton } = await viewOf(name, request);
      assert.ok(skeleton.graph.node.some(({ opType }) => opType === 'Scan'));
      assert.ok(!skeleton.graph.node.some(({ opType }) => /^(LSTM|GRU|RNN)$/.test(opType)));
      const [input] = view.inputs;
      const run = async (values?: { token: number; data: Float32Array }) => {
        const results = await session.run({ tokens: tokens(WORD), ...feedsOf(input!, WORD.length, values) });
        return [results['logits']!.data, results['state.1']!.data] as [Float32Array, Float32Array];
      };
      const [logits, states] = await run();
      assert.ok(difference(logits, own) < 1e-6);
      // The run's own state changes nothing, to the bit.
      const data = states.slice(TOKEN * WIDTH, (TOKEN + 1) * WIDTH);
      assert.deepEqual((await run({ token: TOKEN, data }))[0], logits);
      const [other] = await run({ token: TOKEN, data: PUT });
      const classes = logits.length / WORD.length;
      const reference = Float32Array.from(patched[name.split('-')[0]!.toUpperCase()]!);
      assert.deepEqual(other.slice(0, TOKEN * classes), logits.slice(0, TOKEN * classes));
      assert.ok(difference(other.slice(TOKEN * classes), reference) < 1e-5);
    });

  it('are rounded within, too', async () => {
    const { session } = await viewOf('gru-script', { outputs: ['state.1'], bits: { states: 7, layers: [] } });
    const { 'state.1': state } = await session.run({ tokens: tokens(WORD) });
    const whole = new Uint32Array((state!.data as Float32Array).slice().buffer);
    assert.ok(whole.every((value) => (value & 0xffff) === 0));
  });
});

describe('a language model that transformers exported', () => {
  it('shows a tensor within, for a word, though it follows no contract', async () => {
    const { graph } = await readSkeleton(fileOf('gpt2'));
    const name = graph.node.find(({ opType }) => opType === 'Softmax')!.output[0]!;
    const { shape, values, type } = await shownTensor(fileOf('gpt2'), { tensor: name, tokens: Int32Array.of(3, 1, 4) });
    assert.deepEqual([type, shape], ['float32', [1, 2, 3, 3]]);
    for (let row = 0; row < 6; row++) {
      const weights = values.slice(3 * row, 3 * row + 3);
      assert.ok(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-6);
      for (let later = (row % 3) + 1; later < 3; later++) assert.equal(weights[later], 0);
    }
    const none = { tensor: 'nothing', tokens: Int32Array.of(1) };
    await assert.rejects(shownTensor(fileOf('gpt2'), none), /no tensor "nothing"/);
  });

  it('is patched within: its own values change nothing, others what comes from there on', async () => {
    const word = [3, 1, 4, 1, 5];
    const { graph } = await readSkeleton(fileOf('gpt2'));
    // What comes out of the first block: the residual stream before the norm of the second.
    const norms = graph.node.filter(({ opType }) => opType === 'LayerNormalization');
    const name = norms[2]!.input[0]!;
    const { view, session } = await viewOf('gpt2', { tensors: [name], layers: [name] });
    const [input] = view.inputs;
    const run = async (values?: { token: number; data: Float32Array }) => {
      const results = await session.run({ input_ids: tokens(word), ...feedsOf(input!, word.length, values) });
      return [results['logits']!.data, results[name]!.data] as [Float32Array, Float32Array];
    };
    const [logits, states] = await run();
    const data = states.slice(2 * 16, 3 * 16);
    assert.deepEqual((await run({ token: 2, data }))[0], logits);
    const [other] = await run({ token: 2, data: new Float32Array(16) });
    assert.ok(difference(other.slice(0, 22), logits.slice(0, 22)) < 1e-6);
    assert.ok(difference(other.slice(22), logits.slice(22)) > 1e-3);

    // The same by what the terminal asks of a file that no manifest tells of.
    const ask = async (...puts: Put[]) =>
      shownTensor(fileOf('gpt2'), { tensor: 'logits', tokens: Int32Array.from(word), puts });
    const zero = await ask({ tensor: name, token: 2, from: 'zero' });
    assert.ok(difference(Float32Array.from(zero.values), logits) < 1e-6);
    assert.ok(difference(Float32Array.from(zero.changed ?? []), other) < 1e-6);
    const own = await ask({ tensor: name, token: 2, from: 2 });
    assert.deepEqual(own.changed, own.values);
    // Tokens 2 and 4 are the same, their places are not.
    const moved = await ask({ tensor: name, token: 3, from: 1 });
    assert.notDeepEqual(moved.changed, moved.values);
    await assert.rejects(ask({ tensor: name, token: 9, from: 'zero' }), /there is no token 10: the word has 5/);
    await assert.rejects(ask({ tensor: name, token: 1, from: 9 }), /there is no token 10 to take/);
    await assert.rejects(ask({ tensor: 'nothing', token: 1, from: 0 }), /no tensor "nothing"/);
  });
});
