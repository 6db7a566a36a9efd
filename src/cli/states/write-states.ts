import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { readExamples } from '../../datasets/examples/read';
import type { Progress } from '../../datasets/run/progress';
import { SPLITS } from '../../datasets/splits/keys';
import { readTextSync } from '../../files/read';
import { toDisk } from '../../files/to-disk';
import type { InferenceClient } from '../../inference/client';
import type { ProviderName } from '../../inference/protocol';
import type { Model } from '../../models/catalogue';
import { hiddenLayers } from '../../representation/outputs';
import { readExample, type ReadExample } from './read-example';
import { SHARD_STEPS, STATES_FORMAT, writeShard, type Shard } from './shards';

/** What the files of a folder are of; another run goes on only where this is the same. */
const ABOUT_FILE = 'states.json';
const MOST_ABOUT = 2 ** 20;

const count = z.number().int().nonnegative();
const aboutSchema = z.object({
  format: z.literal(STATES_FORMAT),
  model: z.string(),
  digest: z.string(),
  provider: z.string(),
  outputs: z.array(z.string()).min(1),
  /** Of each file of examples its bytes, and when it was changed: what was made anew is another data set. */
  files: z.record(z.string(), z.object({ bytes: count, changed: z.number() })),
});

interface Options {
  client: InferenceClient;
  providers: readonly ProviderName[];
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
  /** Whether what is there of something else is deleted first. */
  anew: boolean;
}

export interface StatesWritten {
  folder: string;
  outputs: readonly string[];
  splits: { split: string; files: number; examples: number; steps: number }[];
  /** Why examples were not run in this run, with how many; those of files that were there already are not told again. */
  skipped: Record<string, number>;
}

/** The states of a data set cannot be written, or not beside what is there; the message is for people. */
class StatesError extends Error {
  override name = 'StatesError';
}

/** `last`, `all`, or numbers of `hidden.k` such as `0,2`. @throws StatesError */
function outputsFor(layers: string, given: readonly string[]): string[] {
  const all = hiddenLayers(given);
  if (all.length === 0) throw new StatesError('the model gives no hidden states');
  if (layers === 'all') return all;
  if (layers === 'last') return all.slice(-1);
  const named = [...new Set(layers.split(',').map((one) => `hidden.${one.trim()}`))];
  const missing = named.find((one) => !all.includes(one));
  if (missing !== undefined)
    throw new StatesError(
      `--layers ${layers}: the model has layers 0 to ${all.length - 1}; say last, all, or such numbers`,
    );
  return named;
}

/**
 * Writes the hidden states of all examples of a data set into `FOLDER/states/MODEL/`, in files that each are there whole or not at
 * all. A run that was stopped goes on from those that are there.
 *
 * @throws StatesError; SourceError for a line that is no example; InferenceError; the signal's reason when it is aborted
 */
export async function writeStates(
  dataset: string,
  model: Model,
  layers: string,
  { client, providers, signal, onProgress, anew }: Options,
): Promise<StatesWritten> {
  const files = SPLITS.map((split) => ({ split, path: join(dataset, `${split}.jsonl`) })).filter(
    ({ path }) => existsSync(path) && statSync(path).size > 0,
  );
  if (files.length === 0)
    throw new StatesError(
      `${dataset} holds no examples in JSONL, which states are made of: make it with --format jsonl`,
    );
  const facts = await client.load({ model: model.path, providers }, { signal });
  const { digest = '', provider, widths = {} } = facts;
  const outputs = outputsFor(layers, facts.outputs);
  const folder = join(dataset, 'states', model.manifest.id);
  const stamps = files.map(({ split, path }) => {
    const { size, mtimeMs } = statSync(path);
    return [split, { bytes: size, changed: mtimeMs }] as const;
  });
  const { id } = model.manifest;
  await settle(
    folder,
    { format: STATES_FORMAT, model: id, digest, provider, outputs, files: Object.fromEntries(stamps) },
    anew,
  );
  // Where a model does not say how wide its layers are, they are taken for wide.
  const width = outputs.reduce((sum, output) => sum + (widths[output] ?? 1024), 0);
  const writing = { model, digest, outputs, width, client, providers, signal };
  const written: StatesWritten = { folder, outputs, splits: [], skipped: {} };
  for (const { split, path } of files) {
    const told = { split, files: 0, examples: 0, steps: 0 };
    for await (const shard of shardsOf(folder, split, path, model)) {
      signal.throwIfAborted();
      const { steps, skipped } = await writeShard(shard, writing);
      for (const [reason, times] of skipped) written.skipped[reason] = (written.skipped[reason] ?? 0) + times;
      told.files++;
      told.examples += shard.examples.length;
      told.steps += steps;
      onProgress({ stage: 'evaluating', done: told.examples, total: 0, of: 'examples' });
    }
    written.splits.push(told);
  }
  return written;
}

/** Says what a folder is of, where it says nothing; refuses one of something else. */
async function settle(folder: string, about: z.infer<typeof aboutSchema>, anew: boolean): Promise<void> {
  const file = join(folder, ABOUT_FILE);
  if (existsSync(folder) && !isOf(file, about)) {
    if (!anew)
      throw new StatesError(
        `${folder} holds states of another model, other layers or another data set; --anew deletes them first`,
      );
    rmSync(folder, { recursive: true });
  }
  if (existsSync(file)) return;
  mkdirSync(folder, { recursive: true });
  await toDisk(file, Readable.from([Buffer.from(`${JSON.stringify(about, undefined, 2)}\n`)]));
}

function isOf(file: string, about: z.infer<typeof aboutSchema>): boolean {
  try {
    return isDeepStrictEqual(aboutSchema.parse(JSON.parse(readTextSync(file, MOST_ABOUT))), about);
  } catch {
    return false;
  }
}

/** The examples of a split, cut where steps are enough for a file: the same cuts in every run. */
async function* shardsOf(folder: string, split: string, path: string, model: Model): AsyncGenerator<Shard> {
  let examples: (ReadExample | { problem: string })[] = [];
  let [first, number, steps] = [0, 0, 0];
  const shard = (): Shard => {
    const name = `${split}-${String(number).padStart(5, '0')}.safetensors`;
    return { path: join(folder, name), split, first, examples };
  };
  for await (const example of readExamples(path)) {
    examples.push(readExample(model.manifest, example));
    steps += example.tokens.length;
    if (steps < SHARD_STEPS) continue;
    yield shard();
    first += examples.length;
    number++;
    [examples, steps] = [[], 0];
  }
  if (examples.length > 0) yield shard();
}
