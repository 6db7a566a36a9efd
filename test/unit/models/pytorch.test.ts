import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requestFor } from '../../../src/analysis/request';
import { InferenceClient } from '../../../src/inference/client';
import { readCatalogue, type Model } from '../../../src/models/catalogue';
import { classesOf, vocabularyOf } from '../../../src/models/manifest';

/** What PyTorch gave, written by `python -m training.reference`. */
type Reference = Record<string, Run[] | undefined>;
interface Run {
  length: number;
  /** The class with the largest logit at each step. */
  classes: number[];
  outputs: Record<string, { shape: number[]; largest: number; numbers: number[] }>;
}

/** As in training/check.py: of an output's largest number, or of 1 where that is more. */
const TOLERANCE = 1e-4;

/** The word of training/reference.py. */
const wordOf = (length: number, vocabulary: number): Int32Array =>
  Int32Array.from({ length }, (_, step) => (3 * step * step + 5 * step + length) % vocabulary);

describe('the bundled models in onnxruntime, beside PyTorch', function () {
  this.timeout(120_000);
  const reference = JSON.parse(readFileSync(join(__dirname, 'pytorch.json'), 'utf8')) as Reference;
  const client = new InferenceClient();
  after(() => client.dispose());
  let models: Model[];
  before(async () => ({ models } = await readCatalogue([join(__dirname, '../../../models')])));

  it('are all written down, and nothing else', () => {
    assert.deepEqual(models.map(({ manifest }) => manifest.id).sort(), Object.keys(reference).sort());
  });

  it('give the same outputs within 1e-4 and the same classes at every step', async () => {
    for (const model of models) {
      const { id } = model.manifest;
      const runs = reference[id] ?? [];
      assert.deepEqual(
        runs.map(({ length }) => length),
        [1, 7, 64, 300],
        id,
      );
      for (const run of runs) await compare(model, run);
    }
  });

  async function compare(model: Model, { length, classes, outputs }: Run): Promise<void> {
    const { manifest } = model;
    const names = Object.keys(outputs);
    const tokens = wordOf(length, vocabularyOf(manifest));
    const { tensors } = await client.run(requestFor(model, tokens, { providers: ['cpu'], outputs: names }));
    for (const [name, { shape, largest, numbers }] of Object.entries(outputs)) {
      const where = `${manifest.id}, length ${length}, ${name}`;
      const tensor = tensors[name];
      assert.ok(tensor, where);
      assert.deepEqual([...tensor.dims], shape, where);
      const bound = TOLERANCE * Math.max(1, largest);
      numbers.forEach((number, k) => {
        const at = Math.floor((k * (tensor.data.length - 1)) / (numbers.length - 1));
        const difference = Math.abs((tensor.data[at] ?? NaN) - number);
        assert.ok(difference <= bound, `${where}[${at}]: ${tensor.data[at]} is not ${number}`);
      });
    }
    const logits = tensors['logits']?.data ?? new Float32Array();
    const width = classesOf(manifest);
    const predicted = Array.from({ length }, (_, step) => {
      const row = logits.subarray(step * width, (step + 1) * width);
      return row.indexOf(Math.max(...row));
    });
    assert.deepEqual(predicted, classes, `${manifest.id}, length ${length}: classes`);
  }
});
