import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeStates } from '../../../src/cli/states/write-states';
import { build } from '../../../src/datasets/run/build';
import type { WordsPlan } from '../../../src/datasets/plan/plan';
import { columnNames } from '../../../src/datasets/tables/columns';
import { planWords } from '../../../src/datasets/plan/planning';
import { InferenceClient } from '../../../src/inference/client';
import { readModel, type Model } from '../../../src/models/catalogue';
import { examplesIn, planFor, WORDS } from '../datasets/dataset';
import type { WordExample } from '../../../src/datasets/examples/example';
import { lookupSpec, parityManifest, paritySpec, temporaryFolder } from '../models/tiny-models';

/** A Python with `safetensors` and NumPy, where there is one. */
const PYTHON = process.env['STATE_PROBE_PYTHON'] ?? 'python3';
const READ_BACK = `
import sys
from safetensors.numpy import load_file
file = load_file(sys.argv[1])
print({name: [str(array.dtype), list(array.shape)] for name, array in sorted(file.items())})
`;

interface States {
  about: Record<string, string>;
  offsets: Int32Array;
  truth: Int32Array;
  hidden: Float32Array;
}

/** As the format's page tells it, without the writer's code. */
function readStates(path: string): States {
  const bytes = readFileSync(path);
  const length = Number(bytes.readBigUInt64LE(0));
  const { __metadata__: about, ...arrays } = JSON.parse(bytes.subarray(8, 8 + length).toString()) as {
    __metadata__: Record<string, string>;
  } & Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
  const part = (name: string): ArrayBuffer => {
    const [from, to] = arrays[name]!.data_offsets;
    return new Uint8Array(bytes.subarray(8 + length + from, 8 + length + to)).buffer;
  };
  return {
    about,
    offsets: new Int32Array(part('offsets')),
    truth: new Int32Array(part('truth')),
    hidden: new Float32Array(part('hidden.0')),
  };
}

describe('states of a model beside a data set', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const client = new InferenceClient();
  after(() => client.dispose());
  let model: Model;

  before(async () => {
    const found = await readModel(folder.write('parity.onnx', paritySpec()));
    assert.ok(!('reason' in found));
    model = found;
  });

  const signal = new AbortController().signal;
  const write = (dataset: string, { layers = 'last', anew = false, of = model } = {}) =>
    writeStates(dataset, of, layers, { client, signal, anew, providers: ['cpu'], onProgress: () => undefined });
  const lean = (source: WordsPlan) =>
    planFor(source, { fractions: [1, 0, 0], formats: ['jsonl'], columns: columnNames(source, '') });
  const made = async (name: string, length: string, count: number): Promise<string> => {
    const source = await planWords({ ...WORDS, group: 'S2', generators: 'all', length, count });
    await build(lean(source), join(folder.path, name));
    return join(folder.path, name);
  };

  it('has a row for each step, from the state after it, beside the class of the true state', async () => {
    const dataset = await made('small', '1-9', 27);
    const written = await write(dataset);
    assert.deepEqual(written.splits, [{ split: 'train', files: 1, examples: 27, steps: 5 * 27 }]);
    const file = join(dataset, 'states/parity/train-00000.safetensors');
    const { about, offsets, truth, hidden } = readStates(file);
    assert.deepEqual([about['model'], about['split'], about['first']], ['parity', 'train', '0']);
    const examples = examplesIn(dataset, 'train') as WordExample[];
    assert.equal(offsets.length, 28);
    examples.forEach(({ tokens, states }, at) => {
      const [from, to] = [offsets[at]!, offsets[at + 1]!];
      assert.deepEqual([...truth.subarray(from, to)], states);
      // Of this model the last layer is the token itself, in one place of two.
      assert.deepEqual(
        [...hidden.subarray(2 * from, 2 * to)],
        tokens.flatMap((token) => (token === 0 ? [8, 0] : [0, 8])),
      );
    });
    const { status, stdout } = spawnSync(PYTHON, ['-c', READ_BACK, file], { encoding: 'utf8' });
    if (status !== 0) console.log(`      ${PYTHON} lacks safetensors (STATE_PROBE_PYTHON names another)`);
    else assert.match(stdout, /'hidden\.0': \['float32', \[135, 2\]\], 'offsets': \['int32', \[28\]\], 'truth'/);
  });

  it('goes on from the files that are there, with the same bytes', async () => {
    const dataset = await made('large', '4000', 40);
    await write(dataset);
    const states = join(dataset, 'states/parity');
    const files = readdirSync(states).filter((name) => name.endsWith('.safetensors'));
    assert.deepEqual(files.length, 3);
    const [first, second] = files.map((name) => join(states, name)) as [string, string];
    const whole = readFileSync(second);
    const kept = statSync(first).mtimeMs;
    rmSync(second);
    writeFileSync(`${second}.partial`, 'cut short');
    await write(dataset);
    assert.ok(
      readFileSync(second).equals(whole) && statSync(first).mtimeMs === kept && !existsSync(`${second}.partial`),
    );
    const { about, offsets } = readStates(join(states, files[2]!));
    assert.deepEqual([about['first'], offsets.length - 1], ['34', 6]);
  });

  it('is not mixed with that of something else, and what is wrong is said', async () => {
    const dataset = await made('mixed', '4', 5);
    await write(dataset);
    appendFileSync(join(dataset, 'train.jsonl'), '\n');
    await assert.rejects(write(dataset), /holds states of another model, other layers or another data set; --anew/);
    await write(dataset, { anew: true });
    await assert.rejects(write(dataset, { layers: '0,7' }), /--layers 0,7: the model has layers 0 to 0/);
    const bare = await readModel(
      folder.write(
        'bare.onnx',
        lookupSpec(
          [
            [2, 1],
            [1, 2],
          ],
          parityManifest({ id: 'bare' }),
        ),
      ),
    );
    assert.ok(!('reason' in bare));
    await assert.rejects(write(dataset, { of: bare }), /gives no hidden states/);
    await assert.rejects(write(folder.path), /holds no examples in JSONL/);
  });

  it('has no rows for an example that the model cannot read, which is counted with the reason', async () => {
    const source = await planWords({ ...WORDS, group: 'S3', generators: 'all', length: '3', count: 8 });
    const dataset = join(folder.path, 'unread');
    await build(lean(source), dataset);
    const { skipped, splits } = await write(dataset);
    const { offsets, hidden } = readStates(join(dataset, 'states/parity/train-00000.safetensors'));
    const missing = [...offsets].filter((offset, at) => at > 0 && offset === offsets[at - 1]).length;
    assert.ok(missing > 0 && missing <= 8 && hidden.length === 2 * offsets.at(-1)!);
    assert.equal(
      Object.values(skipped).reduce((sum, count) => sum + count, 0),
      missing,
    );
    // Also of a file that is there already.
    assert.deepEqual((await write(dataset)).splits, splits);
    assert.deepEqual(splits, [{ split: 'train', files: 1, examples: 8, steps: offsets.at(-1) }]);
  });
});
