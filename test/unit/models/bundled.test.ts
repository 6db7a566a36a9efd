import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../../../src/analysis/evaluation';
import { InferenceClient } from '../../../src/inference/client';
import { checksOf } from '../../../src/inference/verify/verify';
import { readModelFiles } from '../../../src/models/model-files';
import { readCatalogue, type Model } from '../../../src/models/catalogue';

describe('the bundled models', function () {
  this.timeout(120_000);
  const folder = join(__dirname, '../../../models');
  const client = new InferenceClient();
  after(() => client.dispose());
  let models: Model[];

  before(async () => {
    const catalogue = await readCatalogue([folder]);
    assert.deepEqual(catalogue.problems, []);
    models = catalogue.models;
    assert.ok(models.length > 0);
  });

  it('have the outputs of the contract for every layer, a card and a licence', async () => {
    for (const { path, manifest } of models) {
      const { outputs, widths } = await client.load({ model: path, providers: ['cpu'] });
      for (let layer = 0; layer <= manifest.layers; layer++) {
        assert.ok(outputs.includes(`hidden.${layer}`), `${manifest.id} has no hidden.${layer}`);
        assert.ok((widths?.[`hidden.${layer}`] ?? 0) > 0, `${manifest.id} does not say how wide hidden.${layer} is`);
      }
      assert.ok(existsSync(join(folder, `${manifest.id}.md`)), `${manifest.id} has no card`);
      assert.ok(manifest.license, manifest.id);
    }
  });

  it('are what they say: nothing of this is looked for when they are run (scripts/build.mjs)', async () => {
    for (const { path, manifest } of models)
      for (const { name, passed, reason } of await checksOf(await readModelFiles(path)))
        assert.equal(passed, true, `${manifest.id}: ${name}: ${reason ?? ''}`);
  });

  it('that are built, not trained, are right at every step of words of 10,000', async () => {
    const exact = models.filter(({ manifest }) => manifest.training?.exact);
    assert.ok(exact.length >= 2);
    for (const model of exact) {
      const options = { lengths: [10_000], count: 1, seed: 1, providers: ['cpu' as const] };
      const [measured] = await evaluate(model, options, client);
      assert.ok(measured && 'full' in measured);
      assert.equal(measured.full, 1, model.manifest.id);
    }
  });

  it('that are trained know two swaps', async () => {
    for (const model of models.filter(({ manifest }) => manifest.task.name === 'S5')) {
      const [measured] = await evaluate(model, { lengths: [2], count: 200, seed: 1, providers: ['cpu'] }, client);
      assert.ok(measured && 'full' in measured && measured.full > 0.99, model.manifest.id);
    }
  });
});
