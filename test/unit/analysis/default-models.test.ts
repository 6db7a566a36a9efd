import assert from 'node:assert/strict';
import { join } from 'node:path';
import { defaultModels } from '../../../src/analysis/default-models';
import { readCatalogue, type Model } from '../../../src/models/catalogue';
import type { Manifest } from '../../../src/models/manifest';
import { inOrder } from '../../../src/models/order';
import { parityManifest } from '../models/tiny-models';

const nothing: Manifest['task'] = { kind: 'monoid', name: 'S1', degree: 1, tokens: [[0]], classes: [[0]] };
const parity: Manifest['task'] = { kind: 'language', name: 'parity', alphabet: ['0', '1', '2'], rule: { kind: 'dfa' } };

function model(id: string, architecture: string, layers: number, more: Partial<Manifest> = {}): Model {
  return {
    path: `/models/${id}.onnx`,
    manifest: parityManifest({ id, name: id, architecture, layers, ...more }),
    bytes: 1,
  };
}

const ids = (models: readonly Model[]) => models.map(({ manifest }) => manifest.id);

describe('the models that run by default', () => {
  it('are the deepest of each kind, the first where several are as deep', () => {
    const models = [model('a1', 's4', 1), model('a2', 's4', 2), model('b', 'mine', 1), model('c', 'mine', 1)];
    assert.deepEqual(ids(defaultModels(models)), ['a2', 'b']);
  });

  it('have one for architectures of which theory says the same', () => {
    const models = [model('elman', 'elman-rnn', 1), model('lstm', 'lstm', 2), model('transformer', 'transformer', 1)];
    assert.deepEqual(ids(defaultModels(models)), ['lstm', 'transformer']);
  });

  it('have one that is built, and it does not stand for those that are trained', () => {
    const built = { training: { exact: true } };
    const models = [model('w', 'wfa-ssm', 1, built), model('r', 'rnn-ssm', 4, built), model('t', 'wfa-ssm', 1)];
    assert.deepEqual(ids(defaultModels(models)), ['w', 't']);
  });

  it('all follow the task with the most states, and no language', () => {
    const models = [model('small', 's4', 9, { task: nothing }), model('l', 'lstm', 9, { task: parity })];
    assert.deepEqual(ids(defaultModels([...models, model('s2', 's4', 1)])), ['s2']);
    assert.deepEqual(ids(defaultModels(models)), ['small']);
    assert.deepEqual(defaultModels(models.slice(1)), []);
  });

  it('of the bundled ones are a handful that shows every kind, all of S5', async () => {
    const { models } = await readCatalogue([join(__dirname, '../../../models')]);
    const chosen = defaultModels(inOrder(models)).map(({ manifest }) => manifest);
    assert.ok(chosen.length >= 6 && chosen.length <= 9, String(chosen.length));
    for (const { id, task } of chosen) assert.equal(task.name, 'S5', id);
    assert.equal(chosen.filter(({ training }) => training?.exact).length, 1);
    for (const name of ['elman-rnn', 'ids4', 'deltanet', 'transformer', 's4', 'mamba'])
      assert.equal(chosen.filter(({ architecture }) => architecture === name).length, 1, name);
  });
});
