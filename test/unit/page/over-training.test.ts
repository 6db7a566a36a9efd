import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Inside } from '../../../src/analysis/inside';
import { isProbed, probe } from '../../../src/analysis/probe';
import { RIGHT } from '../../../src/analysis/readable';
import { InferenceClient } from '../../../src/inference/client';
import { readModel } from '../../../src/models/catalogue';
import { pageOverTraining } from '../../../src/page/over-training';
import { laneOf } from '../../../src/page/run';
import type { TrainingMoment } from '../../../src/protocol/messages';
import { readText } from '../../../src/readers';
import { useKeptProcesses } from '../kept-processes';

const MODELS = join(__dirname, '../../../models');
const providers = ['cpu'] as const;

describe('a training, moment by moment, as the page shows it', () => {
  useKeptProcesses();
  const client = new InferenceClient();
  after(() => client.dispose());

  const ran = async (file: string) => {
    const text = '(1 2)(3 4)\n(2 3)\n(1 5)\n(1 2 3)\n(4 5)\n(1 3)(2 5)';
    const trace = await readText({ uri: 'text', language: 'word', text }, {});
    const model = await readModel(join(MODELS, file));
    assert.ok(!('reason' in model), JSON.stringify(model));
    const [entry] = (await probe(trace, [model], client, { providers })).entries;
    assert.ok(entry && isProbed(entry), JSON.stringify(entry));
    return entry;
  };
  const told = async (file: string) => {
    const entry = await ran(file);
    return pageOverTraining({ entry, inside: new Inside(entry, file, providers, client) }, {}, {});
  };

  it('has of each moment what a run of its file has, and what was learned by it', async function () {
    this.timeout(60_000);
    const found = await told('s5-lstm-1.onnx');
    assert.equal(found?.id, 's5-small-lstm-1');
    assert.equal(found.moments.length, 8);
    for (const number of [1, 5, 8]) {
      const { predicted, outcome, accuracy } = laneOf(await ran(`over-training/s5-small-lstm-1.${number}.onnx`));
      const moment: TrainingMoment | undefined = found.moments[number - 1];
      assert.deepEqual({ predicted: moment?.predicted, outcome: moment?.outcome }, { predicted, outcome });
      assert.equal(moment?.accuracy, accuracy);
    }
    const rightOf = (at: number): number => found.moments.at(at)?.outcome.filter((code) => code === RIGHT).length ?? 0;
    assert.ok(rightOf(0) < rightOf(-1), `${rightOf(0)} and ${rightOf(-1)} steps right`);
    // The sign comes before the state.
    const learned = (key: string): number =>
      found.moments.findIndex((one) => (one.learned.find((other) => other.key === key)?.answers ?? 0) >= 0.9);
    assert.ok(learned('sign') >= 0 && learned('sign') < learned('state'));
    assert.deepEqual(found.layers, ['embedding', 'layer 1']);
  });

  it('is none for a model of which no training is kept', async () => {
    assert.equal(await told('s5-ids4-1.onnx'), null);
  });
});
