import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onnxruntime } from '../../../src/inference/runtime';
import { withForms } from '../../../src/inference/on-cpu';
import { openModel } from '../../../src/inference/session';
import { readModelFiles } from '../../../src/models/model-files';
import { fileOf } from '../graph/bundled-views';

const GIBIBYTE = 2 ** 30;
const WORD = Int32Array.from({ length: 40 }, (_, at) => (at * at) % 11);
/** More tokens than a form is made for. */
const MANY = 32;

describe('a model on the CPU', () => {
  it('runs few words by its file, and many by forms that compute what is asked for alone', async () => {
    const path = fileOf('s5-lstm-1');
    const file = await (await onnxruntime()).open(path, { providers: ['cpu'] });
    let byFile = 0;
    const call = (...[feeds, wanted]: Parameters<typeof file.call>) => {
      // The few tokens by which a form is held against the file are not counted.
      if (feeds['tokens']?.dims[1] === WORD.length) byFile++;
      return file.call(feeds, wanted);
    };
    const counted = { ...file, call };
    const model = withForms(await readModelFiles(path), counted);
    const tokens = (batch: number) => ({
      tokens: {
        type: 'int64' as const,
        dims: [batch, WORD.length],
        data: BigInt64Array.from({ length: batch * WORD.length }, (_, at) => BigInt(WORD[at % WORD.length]!)),
      },
    });
    const one = await model.call(tokens(1), ['logits']);
    assert.equal(byFile, 1);
    const many = await model.call(tokens(MANY), ['logits']);
    assert.equal(byFile, 1);
    const [known, found] = [one['logits']!.data as Float32Array, many['logits']!.data as Float32Array];
    for (let at = 0; at < found.length; at++)
      assert.ok(Math.abs(found[at]! - known[at % known.length]!) < 1e-4 * 20, String(at));
    const whole = await model.call(tokens(1), ['logits', 'state.1']);
    assert.equal(byFile, 2);
    assert.deepEqual(whole['state.1']!.dims, [1, WORD.length, 256]);
    // In whatever order they are named.
    const all = await model.call(tokens(MANY), ['state.1', 'logits']);
    assert.equal(byFile, 2);
    const [state, same] = [whole['state.1']!.data as Float32Array, all['state.1']!.data as Float32Array];
    for (let at = 0; at < same.length; at++)
      assert.ok(Math.abs(same[at]! - state[at % state.length]!) < 1e-4, String(at));
    // No more than four are held; the first is made anew for as many words when it is asked for again.
    for (const output of ['hidden.0', 'hidden.1', 'state.1']) await model.call(tokens(MANY), [output]);
    assert.equal(byFile, 2);
    await model.call(tokens(1), ['state.1', 'logits']);
    assert.equal(byFile, 3);
    await model.call(tokens(2), ['logits']);
    assert.equal(byFile, 4);
    await model.release();
  });

  it('keeps to its file where a form gives something else', async () => {
    const path = fileOf('s5-lstm-1');
    const file = await (await onnxruntime()).open(path, { providers: ['cpu'] });
    const call = async (...asked: Parameters<typeof file.call>) => {
      const { logits } = await file.call(...asked);
      return { logits: { ...logits!, data: (logits!.data as Float32Array).map((value) => value + 1) } };
    };
    const model = withForms(await readModelFiles(path), { ...file, call });
    const data = BigInt64Array.from({ length: MANY * WORD.length }, (_, at) => BigInt(WORD[at % WORD.length]!));
    const tokens = { type: 'int64' as const, dims: [MANY, WORD.length], data };
    const { logits } = await model.call({ tokens }, ['logits']);
    const plain = await file.call({ tokens }, ['logits']);
    assert.equal(logits!.data[0], Math.fround((plain['logits']!.data[0] as number) + 1));
    await model.release();
  });

  it('goes on with the file that was opened where that has changed since', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'state-probe-changed-'));
    try {
      const path = join(folder, 'model.onnx');
      await copyFile(fileOf('s5-lstm-1'), path);
      const model = await openModel(await readModelFiles(path), ['cpu'], GIBIBYTE);
      const before = await model.run(WORD, 1, WORD.length, ['logits']);
      await copyFile(fileOf('s5-elman-rnn-1'), path);
      const words = Int32Array.from({ length: MANY * WORD.length }, (_, at) => WORD[at % WORD.length]!);
      const after = await model.run(words, MANY, WORD.length, ['logits']);
      const size = before['logits']!.data.length;
      assert.deepEqual(after['logits']!.data.subarray(-size), before['logits']!.data);
      await writeFile(path, 'something else');
      assert.deepEqual((await model.run(WORD, 1, WORD.length, ['state.1']))['state.1']!.dims, [1, WORD.length, 256]);
      await model.release();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
