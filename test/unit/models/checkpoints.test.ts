import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readCatalogue, type Catalogue, type Model } from '../../../src/models/catalogue';
import { grouped, stepOf, trainingsOf } from '../../../src/models/checkpoints';
import { trainingLike } from '../../../src/models/training-like';

const MODELS = join(__dirname, '../../../models');

describe('models that are moments of a training', () => {
  let bundled: Catalogue;
  let moments: Catalogue;
  before(async () => {
    bundled = await readCatalogue([MODELS]);
    moments = await readCatalogue([join(MODELS, 'over-training')]);
  });
  const named = (id: string): Model => {
    const found = [...bundled.models, ...moments.models].find(({ manifest }) => manifest.id === id);
    assert.ok(found, id);
    return found;
  };

  it('are bundled of three trainings, eight each, the time of each twice that of the one before', () => {
    assert.deepEqual(moments.problems, []);
    const trainings = trainingsOf(moments.models);
    assert.deepEqual(
      trainings.map(({ id, name, moments: own }) => [id, name, own.length]),
      [
        ['s5-small-lstm-1', 'Small LSTM, 1 layer', 8],
        ['s5-small-mamba-negative-2', 'Small Mamba [−1, 1], 2 layers', 8],
        ['s5-small-transformer-2', 'Small transformer, 2 layers', 8],
      ],
    );
    for (const { moments: own } of trainings)
      own.forEach((model, at) => {
        const { checkpoint, id } = model.manifest;
        assert.deepEqual([checkpoint?.number, checkpoint?.count], [at + 1, 8], id);
        const before = own[at - 1];
        if (!before) return;
        assert.ok(stepOf(model) > stepOf(before), id);
        const longer = (checkpoint?.minutes ?? 0) / (before.manifest.checkpoint?.minutes ?? 0);
        // It is kept at the end of a step of training, the first of which takes as long as a moment.
        assert.ok(longer > 1.6 && longer < 2.4, `${id}: ${longer}`);
        assert.deepEqual(model.manifest.task, own[0]?.manifest.task, id);
      });
  });

  it('stand once in a list: as what came of them, or else as the last of them, and all are found', () => {
    const of = (models: readonly Model[]) => grouped({ models: [...models], languages: [], problems: [] });
    const ids = (models: readonly Model[] = []): string[] => models.map(({ manifest }) => manifest.id);
    const all = [named('s5-lstm-1'), ...moments.models];
    const alone = of(all);
    assert.deepEqual(ids(alone.models), [
      's5-lstm-1',
      's5-small-lstm-1.8',
      's5-small-mamba-negative-2.8',
      's5-small-transformer-2.8',
    ]);
    assert.deepEqual([...ids(alone.models), ...ids(alone.moments)].sort(), ids(all).sort());
    const { manifest, ...file } = named('s5-small-lstm-1.8');
    const { checkpoint, ...rest } = manifest;
    const whole = { ...file, manifest: { ...rest, id: checkpoint?.of ?? '' } };
    assert.deepEqual(ids(of([...all, whole]).models), [
      's5-lstm-1',
      's5-small-mamba-negative-2.8',
      's5-small-transformer-2.8',
      's5-small-lstm-1',
    ]);
    assert.equal(of(bundled.models).moments, undefined);
  });

  it('are found for a model of the same architecture, eigenvalues and task, and for no other', async () => {
    const like = async (id: string) => (await trainingLike(named(id)))?.id;
    assert.equal(await like('s5-lstm-1'), 's5-small-lstm-1');
    assert.equal(await like('s5-mamba-negative-2'), 's5-small-mamba-negative-2');
    // One of other layers, where there is none of as many.
    assert.equal(await like('s5-transformer-4'), 's5-small-transformer-2');
    assert.equal(await like('s5-small-transformer-2.3'), 's5-small-transformer-2');
    for (const id of ['s5-mamba-2', 's5-ids4-1', 't3-transformer-2', 'parity-mamba-negative-2'])
      assert.equal(await like(id), undefined, id);
    assert.equal(await trainingLike({ ...named('s5-lstm-1'), path: 'https://host/v2/models/lstm' }), undefined);
  });
});
