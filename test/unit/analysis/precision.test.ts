import assert from 'node:assert/strict';
import { horizonOf, precision } from '../../../src/analysis/precision';
import { InferenceClient } from '../../../src/inference/client';
import { readModel } from '../../../src/models/catalogue';
import { fileOf } from '../graph/bundled-views';
import { useKeptProcesses } from '../kept-processes';

describe('precision as a dial', function () {
  this.timeout(120_000);
  useKeptProcesses();
  const client = new InferenceClient();
  after(() => client.dispose());

  it('moves the horizon of a rotation with each bit, and is told for every precision', async () => {
    const model = await readModel(fileOf('s5-ids4-1'));
    if ('reason' in model) throw new Error(model.reason);
    const { lengths, rows } = await precision(model, client, { seed: 7 });
    assert.deepEqual(
      rows.map(({ bits }) => bits),
      [23, 16, 10, 7, 5, 4, 3, 2],
    );
    const horizons = rows.map(({ horizon }) => horizon ?? 0);
    assert.ok(horizons.every((horizon, at) => at === 0 || horizon <= horizons[at - 1]!));
    assert.equal(horizons[0], lengths.at(-1));
    assert.ok(horizons.at(-1)! < horizons.at(-3)! && horizons.at(-2)! < horizons[0]!);
  });

  it('has a horizon as far as all shorter lengths are right', () => {
    assert.equal(horizonOf([2, 4, 8], [1, 0.9, 0.5]), 4);
    assert.equal(horizonOf([2, 4, 8], [1, 0.5, 1]), 2);
    assert.equal(horizonOf([2, 4, 8], [1, 1, 1]), 8);
    assert.equal(horizonOf([2, 4], [0.1, 1]), null);
    assert.equal(horizonOf([2, 4], [1, null]), 2);
  });
});
