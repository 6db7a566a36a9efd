import assert from 'node:assert/strict';
import { similarModels } from '../../../src/analysis/similar-models';
import { InferenceClient } from '../../../src/inference/client';
import { readModel, type Model } from '../../../src/models/catalogue';
import { fileOf } from '../graph/bundled-views';
import { useKeptProcesses } from '../kept-processes';

describe('the likeness of two models', function () {
  this.timeout(60_000);
  useKeptProcesses();
  const client = new InferenceClient();
  after(() => client.dispose());
  const modelOf = async (id: string): Promise<Model> => {
    const model = await readModel(fileOf(id));
    if ('reason' in model) throw new Error(model.reason);
    return model;
  };
  const compared = async (first: string, second: string) =>
    similarModels(await modelOf(first), await modelOf(second), client, { tokens: 16, seed: 3, providers: ['cpu'] });

  it('is whole for a model and itself, layer by layer, and the same both ways', async () => {
    const { cka, layers } = await compared('s5-mamba-2', 's5-mamba-2');
    assert.deepEqual(layers[0], ['hidden.0', 'hidden.1', 'hidden.2']);
    for (const [at, row] of cka.entries()) {
      assert.ok(Math.abs(row[at]! - 1) < 1e-9);
      for (const [column, value] of row.entries()) assert.ok(Math.abs(value! - cka[column]![at]!) < 1e-9);
    }
  });

  it('is refused where they read different words', async () => {
    await assert.rejects(compared('s5-mamba-2', 'flip-flop-mamba-2'), /do not read the same words/);
    await assert.rejects(compared('dyck-1-mamba-2', 'dyck-1-mamba-2'), /do not read the same words/);
  });
});
