import assert from 'node:assert/strict';
import { grid, type GridLayer } from '../../../src/analysis/grid';
import { Inside } from '../../../src/analysis/inside';
import { isProbed, probe, type ProbedModel } from '../../../src/analysis/probe';
import { READINGS, type Reading } from '../../../src/analysis/readings';
import { sampleWords, withOthersLabels } from '../../../src/analysis/sample-words';
import { InferenceClient } from '../../../src/inference/client';
import { readModel } from '../../../src/models/catalogue';
import { isMonoid } from '../../../src/models/manifest';
import { readText } from '../../../src/readers';
import { fileOf } from '../graph/bundled-views';
import { useKeptProcesses } from '../kept-processes';

const WORD = '# group: S5\n(1 2)\n(2 3 4)\n(1 5)\n(3 4)\n(1 2 3 4 5)\n(2 5)\n';

describe('the grid of layers and steps', function () {
  this.timeout(120_000);
  useKeptProcesses();
  const client = new InferenceClient();
  after(() => client.dispose());

  async function entryOf(id: string): Promise<ProbedModel> {
    const model = await readModel(fileOf(id));
    if ('reason' in model) throw new Error(model.reason);
    const trace = await readText({ uri: 'text.word', language: 'word', text: WORD }, {});
    const [entry] = (await probe(trace, [model], client, { providers: ['cpu'] })).entries;
    if (!entry || !isProbed(entry)) throw new Error(entry?.reason);
    return entry;
  }

  it('is at the last layer, by the output head, what the model itself says', async () => {
    for (const id of ['s5-transformer-1', 's5-mamba-1', 's5-elman-rnn-1', 's5-ids4-1', 's5-s4-2']) {
      const entry = await entryOf(id);
      const inside = new Inside(entry, 'text', ['cpu'], client);
      const last = (await grid(inside, 'lens')).at(-1)!;
      assert.equal(last.output, inside.layers.at(-1));
      for (const [step, own] of entry.run.steps.entries()) {
        assert.equal(last.predicted[step], own!.predicted, id);
        assert.ok(Math.abs(last.probability[step]! - own!.probabilityOfTruth) < 1e-4, id);
      }
    }
  });

  it('has the probe, and controls that it is above where a layer has learnt the state', async () => {
    const inside = new Inside(await entryOf('s5-transformer-1'), 'text', ['cpu'], client);
    const rows = new Map<Reading, GridLayer[]>();
    for (const reading of READINGS) rows.set(reading, await grid(inside, reading, { seed: 4 }));
    const { layers } = await inside.probes({ seed: 4 });
    const [probed, twin, shuffled] = (['probe', 'twin', 'shuffled'] as const).map((one) => rows.get(one)!);
    for (const [at, layer] of layers.entries()) {
      assert.deepEqual(probed![at]!.predicted, layer.predicted);
      assert.equal(probed![at]!.selectivity, undefined);
      for (const control of [twin!, shuffled!]) {
        const { selectivity, heldOut } = control[at]!;
        assert.equal(selectivity, layer.heldOut.accuracy - heldOut!.accuracy);
        assert.equal(heldOut!.states, layer.heldOut.states);
      }
      // Nothing is to be read of others' labels but how they are spread.
      assert.ok(shuffled![at]!.heldOut!.accuracy < 0.06);
      for (const [step, share] of layer.probability.entries()) {
        assert.ok(share >= 0 && share <= 1);
        if (layer.margin[step]! > 0.7) assert.ok(share > 0 && layer.predicted[step] === inside.word.truth[step]);
      }
    }
    // The embedding of a twin tells tokens apart as well as the trained one does; its layer has not learnt to put them together.
    assert.ok(Math.abs(twin![0]!.selectivity!) < 0.01);
    assert.ok(twin![1]!.selectivity! > 0.3);
    assert.deepEqual(await grid(inside, 'twin', { seed: 4 }), twin);
  });

  it('shuffles labels by words: each has those of one word', async () => {
    const { manifest } = (await entryOf('s5-transformer-1')).model;
    if (!isMonoid(manifest)) throw new Error('no monoid');
    const words = sampleWords(manifest.task, 16);
    const shuffled = withOthersLabels(words, 7);
    const rows = (labels: Int32Array): string[] =>
      Array.from({ length: words.batch }, (_, word) =>
        labels.subarray(word * words.length, (word + 1) * words.length).join(),
      );
    assert.deepEqual(rows(shuffled.labels).sort(), rows(words.labels).sort());
    assert.notDeepEqual(shuffled.labels, words.labels);
    assert.deepEqual(withOthersLabels(words, 7), shuffled);
    assert.notEqual(shuffled.name, words.name);
  });
});
