import assert from 'node:assert/strict';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { attributeOf } from '../../../src/graph/parts';
import { readSkeleton } from '../../../src/graph/skeleton';
import { makeView } from '../../../src/graph/view';
import { openView } from '../../../src/inference/open-view';
import { openModel } from '../../../src/inference/session';
import type { Bits } from '../../../src/graph/round';
import { readModelFiles } from '../../../src/models/model-files';
import { fileOf } from './bundled-views';

const LENGTH = 24;
const WORD = Int32Array.from({ length: LENGTH }, (_, step) => (5 * step * step + 3 * step + 1) % 11);

async function rounded(id: string, outputs: string[], bits?: Bits): Promise<Record<string, Float32Array>> {
  const files = await readModelFiles(fileOf(id));
  const model = bits
    ? await openView(files, { outputs, layers: [], states: [], bits }, 2 ** 30)
    : await openModel(files, ['cpu'], 2 ** 30);
  const found = await model.run(WORD, 1, LENGTH, ['logits', ...outputs]);
  await model.release();
  return Object.fromEntries(Object.entries(found).map(([name, { data }]) => [name, data]));
}

/** Bits of mantissa that a float32 uses. */
function bitsOf(value: number): number {
  const [whole = 0] = new Uint32Array(Float32Array.of(value).buffer);
  const mantissa = whole & 0x7fffff;
  return mantissa === 0 ? 0 : 23 - Math.log2(mantissa & -mantissa);
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

describe('a model that is rounded in its graph', () => {
  for (const id of ['s5-ids4-1', 's5-mamba-2', 's5-lstm-1', 's5-deltanet-1', 's5-s4-2'])
    it(`has every recurrent state on the grid of so many bits, at every step: ${id}`, async () => {
      const plain = await rounded(id, ['state.1']);
      assert.ok(plain['state.1']!.some((value) => bitsOf(value) > 16));
      for (const bits of [16, 10, 7]) {
        const { logits, 'state.1': state } = await rounded(id, ['state.1'], { states: bits });
        assert.ok(
          state!.every((value) => bitsOf(value) <= bits),
          `${bits} bits`,
        );
        assert.ok(
          state!.some((value) => bitsOf(value) === bits),
          `all of ${bits} bits are used`,
        );
        assert.ok(
          logits!.some((value, at) => value !== plain['logits']![at]),
          `${bits} bits change the logits`,
        );
      }
    });

  it('goes on from the rounded state, to the nearest one, at every step', async () => {
    const { 'state.1': states, 'transition.1': transitions } = await rounded('s5-ids4-1', ['state.1', 'transition.1'], {
      states: 7,
    });
    const size = 16;
    // state = A · state + drive, and the drive is that of the token: wherever it stands, what is left is the same but for the rounding.
    const drives = new Map<string, { drive: number; error: number }>();
    let compared = 0;
    for (let step = 1; step < LENGTH; step++)
      for (let row = 0; row < size; row++) {
        let drive = states![step * size + row]!;
        const error = 2 ** -8 * Math.abs(drive) * (1 + 2 ** -6) + 1e-4;
        for (let column = 0; column < size; column++)
          drive -= transitions![(step * size + row) * size + column]! * states![(step - 1) * size + column]!;
        const key = `${WORD[step]} ${row}`;
        const before = drives.get(key);
        drives.set(key, { drive, error });
        if (!before) continue;
        compared++;
        assert.ok(Math.abs(drive - before.drive) <= error + before.error, `step ${step}: ${drive}, ${before.drive}`);
      }
    assert.ok(compared > 100);
  });

  it('is the model itself where all bits are kept', async () => {
    for (const id of ['s5-ids4-1', 's5-mamba-2', 's5-transformer-2', 's5-wfa-ssm']) {
      const { logits: own } = await rounded(id, []);
      const { logits } = await rounded(id, [], { states: 23, weights: 23 });
      const bound = 1e-5 * largest(own!);
      assert.ok(
        own!.every((value, at) => Math.abs(value - logits![at]!) <= bound),
        id,
      );
    }
  });

  it('has its weights rounded too, and layers where nothing recurs', async () => {
    const { 'hidden.0': embedded } = await rounded('s5-transformer-2', ['hidden.0'], { weights: 7 });
    assert.ok(embedded!.every((value) => bitsOf(value) <= 7));
    const { logits: own } = await rounded('s5-transformer-2', []);
    const { logits } = await rounded('s5-transformer-2', [], { states: 7 });
    assert.ok(own!.some((value, at) => Math.abs(value - logits![at]!) > 1e-3));
  });

  it('has weights rounded that stand within a Scan', async () => {
    const logitsOf = async (isInner: boolean, bits?: number): Promise<Float32Array> => {
      const skeleton = await readSkeleton(fileOf('s5-elman-rnn-1'));
      const { graph } = skeleton;
      const body = attributeOf(
        graph.node.find(({ opType }) => opType === 'Scan')!,
        'body',
      )!.g!;
      const recurrent = graph.initializer.find(({ name }) => body.node.some(({ input }) => input.includes(name)))!;
      if (isInner) {
        graph.initializer = graph.initializer.filter((one) => one !== recurrent);
        body.initializer.push(recurrent);
      }
      const request = bits === undefined ? {} : { bits: { weights: bits, layers: [] } };
      const { model, folder } = makeView(skeleton, { answer: 'logits', outputs: [], ...request });
      const extra = { session: { model_external_initializers_file_folder_path: folder } };
      const session = await InferenceSession.create(model, { extra });
      const tokens = new Tensor('int64', BigInt64Array.from(WORD, BigInt), [1, LENGTH]);
      return (await session.run({ tokens }))['logits']!.data as Float32Array;
    };
    const [own, outer, inner] = [await logitsOf(true), await logitsOf(false, 3), await logitsOf(true, 3)];
    assert.ok(own.some((value, at) => Math.abs(value - outer[at]!) > 0.1));
    assert.ok(inner.every((value, at) => Math.abs(value - outer[at]!) <= 1e-4 * largest(outer)));
  });
});
