import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceClient } from '../../../src/inference/client';
import { lastNormOf } from '../../../src/inference/look/last-norm';
import type { StepWord } from '../../../src/inference/looks';
import { lastNorm, normed } from '../../../src/models/last-norm';
import { MANIFEST_KEY } from '../../../src/models/manifest-key';
import { onnxFile, type ModelSpec } from './onnx-fixture';
import { parityManifest, temporaryFolder } from './tiny-models';

const bytesOf = (id: string): Buffer => readFileSync(join(__dirname, `../../../models/${id}.onnx`));

/** Exact solution of few equations, by Gauss–Jordan elimination with pivots. */
function residual(states: Float32Array, logits: Float32Array, width: number, classes: number): number {
  // Rows of [states 1] · W = logits: W from the first rows, checked on the rest.
  const size = width + 1;
  const rows = states.length / width;
  const row = (at: number): number[] => [...states.subarray(at * width, (at + 1) * width), 1];
  const columns = [0, 1, 2].filter((column) => column < classes);
  const matrix = Array.from({ length: size }, (_, at) => [
    ...row(at),
    ...columns.map((c) => logits[at * classes + c] ?? 0),
  ]);
  for (let pivot = 0; pivot < size; pivot++) {
    let best = pivot;
    for (let at = pivot; at < size; at++)
      if (Math.abs(matrix[at]![pivot]!) > Math.abs(matrix[best]![pivot]!)) best = at;
    [matrix[pivot], matrix[best]] = [matrix[best]!, matrix[pivot]!];
    for (let at = 0; at < size; at++) {
      if (at === pivot) continue;
      const factor = matrix[at]![pivot]! / matrix[pivot]![pivot]!;
      for (let j = pivot; j < size + columns.length; j++) matrix[at]![j]! -= factor * matrix[pivot]![j]!;
    }
  }
  let worst = 0;
  for (let at = size; at < rows; at++)
    columns.forEach((column, k) => {
      const said = row(at).reduce((sum, value, i) => sum + (value * matrix[i]![size + k]!) / matrix[i]![i]!, 0);
      worst = Math.max(worst, Math.abs(said - (logits[at * classes + column] ?? 0)));
    });
  return worst;
}

describe('the norm before the output layer', () => {
  const folder = temporaryFolder();

  it('is found in the graph where there is one', () => {
    const found = lastNorm(bytesOf('s5-mamba-4'), 'hidden.4');
    assert.deepEqual(
      [found?.operator, found?.input, found?.scale.length, found?.bias?.length],
      ['LayerNormalization', 'hidden.4', 64, 64],
    );
    assert.ok(found && found.epsilon > 0 && found.epsilon < 1e-3);
    assert.equal(lastNorm(bytesOf('s5-mamba-4'), 'hidden.3'), undefined);
    for (const [id, output] of [
      ['s5-lstm-1', 'hidden.1'],
      ['s5-ids4-1', 'hidden.1'],
      ['s5-wfa-ssm', 'hidden.1'],
    ] as const)
      assert.equal(lastNorm(bytesOf(id), output), undefined, id);
  });

  it('is found in a file that has names of its own', async () => {
    const output = (name: string) => ({ name, type: 'float32' as const, shape: ['batch', 'length', 2] });
    const outputs = { logits: 'scores', 'hidden.0': 'embedded' };
    const spec: ModelSpec = {
      inputs: [{ name: 'tokens', type: 'int64', shape: ['batch', 'length'] }],
      outputs: [output('scores'), output('embedded')],
      metadata: { [MANIFEST_KEY]: JSON.stringify(parityManifest({ outputs })) },
      initializers: [
        { name: 'embedding', type: 'float32', dims: [2, 2], data: [1, 2, 3, 5] },
        { name: 'scale', type: 'float32', dims: [2], data: [3, 4] },
        { name: 'head', type: 'float32', dims: [2, 2], data: [1, 0, 0, 1] },
      ],
      nodes: [
        { op: 'Gather', inputs: ['embedding', 'tokens'], outputs: ['embedded'] },
        { op: 'LayerNormalization', inputs: ['embedded', 'scale'], outputs: ['normed'] },
        { op: 'MatMul', inputs: ['normed', 'head'], outputs: ['scores'] },
      ],
    };
    const model = folder.write('own-names.onnx', onnxFile(spec));
    const found = await lastNormOf({ model } as StepWord, ['hidden.0']);
    assert.deepEqual([found?.input, [...(found?.scale ?? [])]], ['hidden.0', [3, 4]]);
  });

  it('makes of the last layer what a linear map turns into the logits', async () => {
    const client = new InferenceClient();
    try {
      const length = 120;
      const tokens = Int32Array.from({ length }, (_, at) => (at * at * 7 + 3 * at) % 11);
      const model = join(__dirname, '../../../models/s5-mamba-1.onnx');
      const common = { model, tokens, batch: 1, length, vocabulary: 11, classes: 120, providers: ['cpu'] as const };
      const { tensors } = await client.run({ ...common, outputs: ['hidden.1', 'logits'] });
      const [states, logits] = [tensors['hidden.1']?.data, tensors['logits']?.data];
      const norm = lastNorm(bytesOf('s5-mamba-1'), 'hidden.1');
      assert.ok(states && logits && norm);
      const after = residual(normed(norm, states, 64), logits, 64, 120);
      const before = residual(states, logits, 64, 120);
      assert.ok(after < 0.05 && before > 20 * after, `${after} after the norm, ${before} before`);
    } finally {
      client.dispose();
    }
  });
});
