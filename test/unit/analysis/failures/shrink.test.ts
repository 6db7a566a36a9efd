import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { elementOf } from '../../../../src/algebra/elements';
import { measured } from '../../../../src/analysis/measured';
import { isProbed, probe, type ProbedModel } from '../../../../src/analysis/probe';
import { shrink, type Shrunk } from '../../../../src/analysis/failures/shrink';
import { shrunkText } from '../../../../src/analysis/failures/shrunk-text';
import { InferenceClient } from '../../../../src/inference/client';
import { readModel, type Model } from '../../../../src/models/catalogue';
import { isMonoid } from '../../../../src/models/manifest';
import { generatorFor } from '../../../../src/models/random-words';
import { makeTrace, type Trace } from '../../../../src/trace/trace';
import { useKeptProcesses } from '../../kept-processes';

const MODELS = join(__dirname, '../../../../models');
const OPTIONS = { providers: ['cpu'] as const, seed: 1, milliseconds: 600_000 };

/** A world of a few slots, and random swaps and rounds of three of it. */
function world(steps: number, seed: number, degree = 5): Trace {
  const names = ['a', 'b', 'c', 'd', 'e'].slice(0, degree);
  const few = everyElement(degree).filter((map) => map.filter((from, slot) => from !== slot).length <= 3);
  const random = generatorFor(seed, steps);
  return makeTrace({
    domain: 'word',
    source: { uri: 'random.word', language: 'word' },
    slots: names.map((_, slot) => String(slot + 1)),
    objects: names,
    initial: names.map((_, slot) => slot),
    steps: Array.from({ length: steps }, () => ({ map: few[uniformInt(random, 0, few.length - 1)] ?? [], text: '' })),
  });
}

/** All permutations of so many slots. */
function everyElement(degree: number): number[][] {
  let order = 1;
  for (let factor = 2; factor <= degree; factor++) order *= factor;
  return Array.from({ length: order }, (_, id) => elementOf(degree, BigInt(id)));
}

describe('a shrunk text', function () {
  this.timeout(300_000);
  useKeptProcesses();
  const client = new InferenceClient();
  after(() => client.dispose());
  const models: Model[] = [];
  before(async () => {
    for (const name of readdirSync(MODELS).filter((each) => each.endsWith('.onnx'))) {
      const model = await readModel(join(MODELS, name));
      assert.ok('manifest' in model);
      if (isMonoid(model.manifest)) models.push(model);
    }
  });

  async function probed(trace: Trace, model: Model): Promise<ProbedModel> {
    const [entry] = (await probe(trace, [model], client, OPTIONS)).entries;
    assert.ok(entry && isProbed(entry));
    return entry;
  }
  const cut = ({ trace }: Shrunk, without: number): Trace =>
    makeTrace({ ...trace, steps: trace.steps.filter((_, at) => at !== without) });

  it('is minimal, and as short as is published of each model that does not reach far', async () => {
    const near = models.filter(({ manifest }) => (measured(manifest)?.reach ?? Infinity) <= 64);
    assert.ok(near.length >= 14);
    for (const model of near) {
      const { id } = model.manifest;
      const trace = world(80, 11, isMonoid(model.manifest) ? model.manifest.task.degree : undefined);
      const entry = await probed(trace, model);
      const found = await shrink(entry, client, OPTIONS);
      assert.equal(found.run.firstWrong, found.kept.length - 1, id);
      assert.deepEqual(
        found.trace.steps,
        found.kept.map((step) => trace.steps[step]),
      );
      const again = await probed(found.trace, model);
      assert.equal(again.run.firstWrong, found.kept.length - 1, `${id} fails again`);
      assert.deepEqual(again.encoding.tokens.length, found.tokens);
      for (const without of found.kept.keys()) {
        if (found.kept.length === 1) continue;
        const { run } = await probed(cut(found, without), model);
        assert.equal(run.firstWrong, null, `${id} is right without step ${without}`);
      }
      const reach = measured(model.manifest)?.reach ?? 0;
      assert.ok(found.tokens <= reach + 2, `${id}: ${found.tokens} tokens, reach ${reach}`);
      assert.ok(found.minimal && found.stopped === undefined);
    }
  });

  it('is the same for the same seed', async () => {
    const model = models.find(({ manifest }) => manifest.id === 's5-s4-2');
    assert.ok(model);
    const entry = await probed(world(60, 3), model);
    const found = async () => ({ ...(await shrink(entry, client, OPTIONS)), facts: undefined });
    assert.deepEqual(await found(), await found());
  });

  it('says so where the clock ended the search, and still fails', async () => {
    const model = models.find(({ manifest }) => manifest.id === 's5-transformer-4');
    assert.ok(model);
    const entry = await probed(world(60, 4), model);
    const found = await shrink(entry, client, { ...OPTIONS, milliseconds: 0 });
    assert.deepEqual([found.stopped, found.minimal, found.vain], ['clock', false, undefined]);
    assert.equal(found.kept.length - 1, entry.run.firstWrong);
    assert.match(shrunkText(found, 60).join(' '), /ended by its time limit, so that there may be a shorter one/);
  });

  it('ends at once when a person says so', async () => {
    const model = models.find(({ manifest }) => manifest.id === 's5-mamba-4');
    assert.ok(model);
    const entry = await probed(world(60, 5), model);
    const cancel = new AbortController();
    const search = shrink(entry, client, { ...OPTIONS, signal: cancel.signal, onProgress: () => cancel.abort() });
    await assert.rejects(search, { name: 'AbortError' });
  });
});
