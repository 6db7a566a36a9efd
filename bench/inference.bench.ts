import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { evaluate } from '../src/analysis/evaluation';
import { isProbed, probe } from '../src/analysis/probe';
import { generatorFor, uniformWord } from '../src/models/random-words';
import { InferenceClient } from '../src/inference/client';
import { inferenceEntry } from '../src/inference/entry';
import { readCatalogue, type Model } from '../src/models/catalogue';
import { isMonoid, type MonoidManifest } from '../src/models/manifest';
import { makeTrace, type Trace } from '../src/trace/trace';
import { median, type Result } from './result';

const STEPS = 64;
const REPEATS = 15;

/** A random word over the model's own tokens, as a trace. */
function randomTrace({ task }: MonoidManifest): Trace {
  const names = Array.from({ length: task.degree }, (_, slot) => String(slot));
  const word = [...uniformWord(generatorFor(1, STEPS), task.tokens.length, STEPS)];
  return makeTrace({
    domain: 'word',
    source: { uri: 'bench', language: 'word' },
    slots: names,
    objects: names,
    initial: names.map(Number),
    steps: word.map((token) => ({ map: task.tokens[token] ?? [], text: '' })),
  });
}

/** The same word in this process, with nothing around the runtime. */
async function plainRun(model: Model, manifest: MonoidManifest): Promise<() => Promise<unknown>> {
  const session = await InferenceSession.create(model.path, {
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  const word = uniformWord(generatorFor(1, STEPS), manifest.task.tokens.length, STEPS);
  const tokens = new Tensor('int64', BigInt64Array.from(word, BigInt), [1, STEPS]);
  return () => session.run({ tokens }, ['logits']);
}

export default async function inference(): Promise<Result[]> {
  const results: Result[] = [];
  const catalogue = await median(REPEATS, () => readCatalogue([join(__dirname, '../models')]));
  const { models } = await readCatalogue([join(__dirname, '../models')]);
  results.push({ what: `catalogue of ${models.length} models`, value: catalogue, unit: 'ms' });

  const entries = {
    'through tsx': inferenceEntry(),
    bundled: { path: join(__dirname, '../dist/inference.js'), execArgv: [] },
  };
  for (const [how, entry] of Object.entries(entries)) {
    if (!existsSync(entry.path)) continue; // Nothing is built.
    const value = await median(5, async () => {
      const client = new InferenceClient(entry);
      await client.load({ model: models[0]!.path, providers: ['cpu'] });
      client.dispose();
    });
    results.push({ what: `start of the process with a model, ${how}`, value, unit: 'ms' });
  }

  const client = new InferenceClient();
  for (const model of models) {
    const { manifest } = model;
    if (!isMonoid(manifest)) continue;
    const trace = randomTrace(manifest);
    const { entries } = await probe(trace, [model], client, { providers: ['cpu'] });
    if (!isProbed(entries[0]!)) throw new Error(`${manifest.id}: ${entries[0]!.reason}`);
    const value = await median(REPEATS, () => probe(trace, [model], client, { providers: ['cpu'] }));
    const plain = await median(REPEATS, await plainRun(model, manifest));
    results.push({
      what: `probe of ${STEPS} steps, ${manifest.id}`,
      value,
      unit: 'ms',
      against: { what: 'plain run', value: plain },
    });
  }
  for (const model of models.filter(({ manifest }) => isMonoid(manifest)).slice(0, 1)) {
    const [measured] = await evaluate(model, { lengths: [STEPS], count: 1000, seed: 1, providers: ['cpu'] }, client);
    if (!measured || !('full' in measured)) throw new Error('not measured');
    const value = await median(3, () =>
      evaluate(model, { lengths: [STEPS], count: 1000, seed: 1, providers: ['cpu'] }, client),
    );
    results.push({
      what: `eval of 1000 words of ${STEPS}, ${model.manifest.id}`,
      value,
      unit: 'ms',
      against: { what: 'runs alone', value: measured.milliseconds },
    });
  }
  client.dispose();
  return results;
}
