import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { declaredOf } from '../../../src/graph/declared';
import { readSkeleton } from '../../../src/graph/skeleton';
import { openModel } from '../../../src/inference/session';
import { readModelFiles } from '../../../src/models/model-files';
import { fileOf } from '../graph/bundled-views';

const GIBIBYTE = 2 ** 30;
const WORD = Int32Array.from({ length: 40 }, (_, at) => (at * at) % 11);

describe('a model on the CPU', () => {
  it('declares in its file what the runtime finds, in every bundled one', async () => {
    const folder = dirname(fileOf('any'));
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('-1.onnx'))) {
      const session = await InferenceSession.create(join(folder, name), { graphOptimizationLevel: 'disabled' });
      const { graph } = await readSkeleton(join(folder, name));
      const { inputMetadata: inputs, outputMetadata: outputs } = session;
      assert.deepEqual(declaredOf(graph), { inputs, outputs }, name);
      await session.release();
    }
  });

  it('gives the same answer alone as with its states, and the states of the file', async () => {
    const model = await openModel(await readModelFiles(fileOf('s5-lstm-1')), ['cpu'], GIBIBYTE);
    const alone = await model.run(WORD, 1, WORD.length, ['logits']);
    const whole = await model.run(WORD, 1, WORD.length, ['logits', 'state.1']);
    const [one, other] = [alone['logits']!.data, whole['logits']!.data];
    assert.ok(one.every((value, at) => Math.abs(value - other[at]!) < 1e-4 * 20));
    assert.deepEqual(whole['state.1']!.dims, [1, WORD.length, 256]);
    await model.release();
  });

  it('does not take states from a file that has changed since it was opened', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'state-probe-changed-'));
    try {
      const path = join(folder, 'model.onnx');
      await copyFile(fileOf('s5-lstm-1'), path);
      const model = await openModel(await readModelFiles(path), ['cpu'], GIBIBYTE);
      await model.run(WORD, 1, WORD.length, ['logits']);
      await writeFile(path, 'something else');
      await assert.rejects(model.run(WORD, 1, WORD.length, ['state.1']));
      await model.release();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
