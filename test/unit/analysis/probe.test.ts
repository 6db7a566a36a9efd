import assert from 'node:assert/strict';
import { identity, type SlotMap } from '../../../src/algebra/maps';
import { transposition } from '../../../src/algebra/transpositions';
import { elementOf } from '../../../src/algebra/elements';
import { isProbed, probe, type ProbedModel, type ProbeOptions } from '../../../src/analysis/probe';
import { InferenceClient } from '../../../src/inference/client';
import type { Progress } from '../../../src/inference/protocol';
import { readModel, type Model } from '../../../src/models/catalogue';
import type { MonoidTask } from '../../../src/models/manifest';
import { makeTrace, type Trace } from '../../../src/trace/trace';
import { wholeState } from '../../../src/trace/views';
import { lookupSpec, parityManifest, paritySpec, symmetricManifest, temporaryFolder } from '../models/tiny-models';
import type { ModelSpec } from '../models/onnx-fixture';
import { useKeptProcesses } from '../kept-processes';

function world(degree: number, maps: (SlotMap | null)[]): Trace {
  const names = identity(degree).map((slot) => `x${slot}`);
  return makeTrace({
    domain: 'code',
    source: { uri: 'test.py', language: 'python' },
    slots: names,
    objects: names,
    initial: identity(degree),
    steps: maps.map((map) => ({ map, text: '' })),
  });
}

describe('a probe', () => {
  useKeptProcesses();
  const folder = temporaryFolder();
  const client = new InferenceClient();
  after(() => client.dispose());
  const options: ProbeOptions = { providers: ['cpu'] };

  async function model(name: string, spec: ModelSpec): Promise<Model> {
    const found = await readModel(folder.write(`${name}.onnx`, spec));
    assert.ok('manifest' in found, 'reason' in found ? found.reason : '');
    return found;
  }
  const parity = () => model('parity', paritySpec());
  const S5 = Array.from({ length: 120 }, (_, id) => elementOf(5, BigInt(id)));
  /** Says after every token that the state is what this one token makes of the start. */
  const forgetful = () => {
    const manifest = symmetricManifest(5, S5, 'forgetful');
    const { tokens } = manifest.task as MonoidTask;
    const table = tokens.map((token) => S5.map((element) => (element.join() === token.join() ? 5 : 0)));
    return model('forgetful', lookupSpec(table, manifest));
  };
  const ran = (entry: unknown): ProbedModel => {
    const probed = entry as ProbedModel;
    assert.ok(isProbed(probed), JSON.stringify(entry));
    return probed;
  };
  const swap = (degree: number, i: number, j: number): SlotMap => transposition(degree, i, j);

  it('says when a model is verified before its first run, and only then', async () => {
    const trace = world(2, [swap(2, 0, 1)]);
    const fresh = await model('fresh', paritySpec(parityManifest({ id: 'fresh', name: 'Never seen' })));
    const own = new InferenceClient();
    try {
      const told: string[] = [];
      const onVerifying = ({ manifest }: Model): number => told.push(manifest.name);
      const onEntry = (): number => told.push('ran');
      for (let run = 0; run < 2; run++) await probe(trace, [fresh], own, { ...options, onVerifying, onEntry });
      assert.deepEqual(told, ['Never seen', 'ran', 'ran']);
    } finally {
      own.dispose();
    }
  });

  it('finds where a model loses track, and where one does not', async () => {
    const trace = world(2, [swap(2, 0, 1), swap(2, 0, 1), identity(2), swap(2, 0, 1)]);
    const { entries } = await probe(trace, [await parity(), await forgetful()], client, options);
    const [counts, forgets] = entries.map(ran) as [ProbedModel, ProbedModel];
    assert.deepEqual([counts.run.firstWrong, counts.run.accuracy], [null, 1]);
    assert.deepEqual(counts.run.predictedFinal, [1, 0]);
    assert.equal(counts.view, 'whole');
    // The forgetful one is right after one swap, wrong after two and after the rest, right again after the third.
    assert.deepEqual(
      forgets.run.steps.map((step) => step?.right),
      [true, false, true, true],
    );
    assert.equal(forgets.run.firstWrong, 1);
    assert.deepEqual(forgets.facts.provider, 'cpu');
  });

  it('reads a world of more than five slots through five of its objects', async () => {
    const trace = world(8, [swap(8, 0, 1), swap(8, 6, 7), swap(8, 1, 2)]);
    const { entries } = await probe(trace, [await forgetful(), await parity()], client, {
      ...options,
      objects: ['x0', 'x1', 'x2', 'x3', 'x7'],
    });
    const five = ran(entries[0]);
    assert.equal(five.view, 'five-objects');
    assert.deepEqual(five.trace.objects, ['x0', 'x1', 'x2', 'x3', 'x7']);
    assert.deepEqual(five.run.trueFinal, [1, 2, 0, 3, 4]);
    assert.match((entries[1] as { reason: string }).reason, /needs a world of at most 2 slots, this one has 5/);
    await assert.rejects(probe(trace, [await forgetful()], client, { ...options, objects: ['x0'] }), RangeError);
  });

  it('reads a world of seven slots, of which two move, through these two', async () => {
    const trace = world(7, [swap(7, 2, 5), swap(7, 2, 5), swap(7, 2, 5)]);
    const { entries } = await probe(trace, [await parity()], client, options);
    const counts = ran(entries[0]);
    assert.deepEqual([counts.view, counts.trace.slots, counts.run.firstWrong], ['moving-slots', ['x2', 'x5'], null]);
    assert.deepEqual(wholeState(counts.view, trace, counts.run.predictedFinal), trace.final);
  });

  it('says of each model why it does not run, and runs the others', async () => {
    const task = { kind: 'language' as const, name: 'a*', alphabet: ['a', 'b'], rule: { kind: 'counter' } };
    const models = [
      await model('language', paritySpec(parityManifest({ id: 'language', task }))),
      await model(
        'nan',
        lookupSpec(
          [
            [NaN, 0],
            [0, 0],
          ],
          parityManifest({ id: 'nan' }),
        ),
      ),
      { ...(await parity()), path: `${folder.path}/gone.onnx` },
      await model(
        'three',
        lookupSpec(
          [
            [0, 0, 0],
            [0, 0, 0],
          ],
          parityManifest({ id: 'three' }),
        ),
      ),
      await parity(),
    ];
    const { entries } = await probe(world(2, [identity(2)]), models, client, options);
    const reasons = entries.map((entry) => (isProbed(entry) ? 'ran' : entry.reason));
    const expected = [
      /reads the language a\*/,
      /not finite numbers/,
      /no such file/,
      /gives 3 logits, its manifest has 2/,
      /ran/,
    ];
    expected.forEach((pattern, index) => assert.match(reasons[index]!, pattern));
  });

  it('says so for a step that the tokens do not make, a trace without steps, and one that is null at once', async () => {
    const models = [await forgetful()];
    const reason = async (trace: Trace) =>
      ((await probe(trace, models, client, options)).entries[0] as { reason: string }).reason;
    assert.match(await reason(world(3, [swap(3, 0, 1), [0, 0, 2]])), /only permute, and step 2 overwrites a slot/);
    assert.match(await reason(world(3, [])), /no step that it could read/);
    assert.match(await reason(world(3, [null])), /no step that it could read/);
  });

  it('tells its progress by models, and can be cancelled', async () => {
    const models = [await parity(), await forgetful()];
    const seen: Progress[] = [];
    const trace = world(2, [swap(2, 0, 1)]);
    await probe(trace, models, client, { ...options, onProgress: (progress) => seen.push(progress) });
    assert.deepEqual(
      seen.map(({ done, total }) => [done, total]),
      [
        [0, 2],
        [1, 2],
        [2, 2],
      ],
    );
    await assert.rejects(probe(trace, models, client, { ...options, signal: AbortSignal.abort() }), {
      name: 'AbortError',
    });
  });
});
