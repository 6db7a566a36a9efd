import { setImmediate } from 'node:timers/promises';
import type { CallOptions, InferenceClient } from '../inference/client';
import type { ProviderName } from '../inference/protocol';
import type { Model } from '../models/catalogue';
import { isMonoid, type MonoidTask } from '../models/manifest';
import { alignment, centred, type Centred } from '../representation/cka';
import { hiddenLayers } from '../representation/outputs';
import { GradingError } from '../models/grading/class-walk';
import { requestFor } from './request';
import { sampleWords } from './sample-words';

const WORDS = 128;
/** States that are compared, evenly spaced. */
const MOST_STATES = 2048;

/** How alike the layers of two models are, over the same random words. */
export interface SimilarModels {
  /** Of each model, the rows and the columns. */
  layers: [first: string[], second: string[]];
  /** Rows of linear CKA; null for a layer that never changes. */
  cka: (number | null)[][];
  /** The same of the last layers, where the second reads other words: what is there without any likeness. */
  others: number | null;
  words: number;
  /** Of each word. */
  tokens: number;
}

/**
 * Linear CKA of every layer of one model with every layer of another, after every token of the same random words.
 *
 * @throws GradingError for models that read different tokens, InferenceError; the signal's reason when it is aborted
 */
export async function similarModels(
  first: Model,
  second: Model,
  client: InferenceClient,
  {
    tokens,
    seed,
    providers,
    ...call
  }: CallOptions & { tokens: number; seed: number; providers: readonly ProviderName[] },
): Promise<SimilarModels> {
  const [task, other] = [first, second].map(({ manifest }) => (isMonoid(manifest) ? manifest.task : undefined));
  if (!task || !other || wordsOf(task) !== wordsOf(other))
    throw new GradingError(`${first.manifest.name} and ${second.manifest.name} do not read the same words`);
  const statesOf = async (model: Model, its: MonoidTask, from: number): Promise<[string, Centred][]> => {
    const before = its.bos == null ? 0 : 1;
    const { tokens: ids, length } = sampleWords(its, tokens + before, from, tokens, WORDS);
    const { outputs } = await client.load({ model: model.path, providers }, call);
    const layers = hiddenLayers(outputs);
    if (layers.length === 0) throw new GradingError(`${model.manifest.name} shows no layers`);
    const request = requestFor(model, ids, { providers, batch: WORDS, outputs: layers });
    const { tensors } = await client.run(request, call);
    return layers.map((name) => {
      const { dims, data } = tensors[name] ?? { dims: [], data: new Float32Array() };
      const width = dims[2] ?? 1;
      const stride = Math.ceil((WORDS * tokens) / MOST_STATES);
      const rows: number[] = [];
      for (let at = 0; at < WORDS * tokens; at += stride)
        rows.push(Math.floor(at / tokens) * length + before + (at % tokens));
      const states = new Float32Array(rows.length * width);
      for (const [row, place] of rows.entries())
        states.set(data.subarray(place * width, (place + 1) * width), row * width);
      return [name, centred({ width, data: states })];
    });
  };
  const [rows, columns] = [await statesOf(first, task, seed), await statesOf(second, other, seed)];
  const cka: (number | null)[][] = [];
  for (const [, row] of rows) {
    const found: (number | null)[] = [];
    for (const [, column] of columns) {
      // Where this runs the editor waits for other things, too.
      await setImmediate();
      call.signal?.throwIfAborted();
      found.push(alignment(row, column));
    }
    cka.push(found);
  }
  const strangers = (await statesOf(second, other, seed + 1)).at(-1)?.[1];
  const last = rows.at(-1)?.[1];
  return {
    layers: [rows.map(([name]) => name), columns.map(([name]) => name)],
    cka,
    others: last && strangers ? alignment(last, strangers) : null,
    words: WORDS,
    tokens,
  };
}

/** What the tokens of a task do. */
function wordsOf({ acts, degree, tokens }: MonoidTask): string {
  return JSON.stringify([acts, degree, tokens]);
}
