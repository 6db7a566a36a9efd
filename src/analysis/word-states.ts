import { InferenceError, type InferenceClient } from '../inference/client';
import type { ProviderName, Tensor } from '../inference/protocol';
import type { Model } from '../models/catalogue';
import type { Encoding } from '../models/encoding';
import { greatest } from '../lists/extremes';
import { requestFor } from './request';

/** Outputs of one request, in bytes. */
const BATCH_BYTES = 32 * 1024 * 1024;
/** Tokens of one request, those that fill up shorter words among them. */
const BATCH_TOKENS = 65_536;

/** Of each output a row for each step, `steps × width`, row-major; `NaN` where no state counts after the step. Or why there is none. */
export type WordStates = ReadonlyMap<string, Float32Array> | { reason: string };

interface Options {
  outputs: readonly string[];
  /** Values of a row of all outputs together. */
  width: number;
  providers: readonly ProviderName[];
  signal: AbortSignal;
}

/**
 * What a model gives after each step of some words. Words of like length are run together, shorter ones filled up at their end: a
 * model's answer must not depend on later tokens. A word that the model cannot be run over has a reason instead.
 *
 * @throws InferenceError where it can be run over none of them; the signal's reason when it is aborted
 */
export async function statesOfWords(
  model: Pick<Model, 'path' | 'manifest'>,
  words: readonly Pick<Encoding, 'tokens' | 'after'>[],
  client: InferenceClient,
  options: Options,
): Promise<WordStates[]> {
  const found = new Array<WordStates>(words.length);
  const order = words.map((_, at) => at).sort((a, b) => lengthOf(words, a) - lengthOf(words, b));
  let fault: InferenceError | undefined;
  const run = async (batch: readonly number[]): Promise<void> => {
    try {
      for (const [at, states] of await runBatch(model, words, batch, client, options)) found[at] = states;
    } catch (error) {
      if (!(error instanceof InferenceError)) throw error;
      fault = error;
      const [only, ...others] = batch;
      if (others.length > 0) for (const one of batch) await run([one]);
      else if (only !== undefined) found[only] = { reason: error.message };
    }
  };
  for (const batch of batches(order, (at) => lengthOf(words, at), options.width)) await run(batch);
  if (fault && found.every((states) => 'reason' in states)) throw fault;
  return found;
}

function lengthOf(words: readonly Pick<Encoding, 'tokens'>[], at: number): number {
  return words[at]?.tokens.length ?? 0;
}

/** The longest word of a batch is its last. */
function* batches(order: readonly number[], lengthAt: (at: number) => number, width: number): Generator<number[]> {
  let batch: number[] = [];
  for (const at of order) {
    const tokens = (batch.length + 1) * lengthAt(at);
    if (batch.length > 0 && (tokens > BATCH_TOKENS || 4 * tokens * width > BATCH_BYTES)) {
      yield batch;
      batch = [];
    }
    batch.push(at);
  }
  if (batch.length > 0) yield batch;
}

async function runBatch(
  model: Pick<Model, 'path' | 'manifest'>,
  words: readonly Pick<Encoding, 'tokens' | 'after'>[],
  batch: readonly number[],
  client: InferenceClient,
  { outputs, providers, signal }: Options,
): Promise<[at: number, states: ReadonlyMap<string, Float32Array>][]> {
  const length = greatest(batch.map((at) => lengthOf(words, at)));
  const tokens = new Int32Array(batch.length * length);
  batch.forEach((at, row) => tokens.set(words[at]?.tokens ?? [], row * length));
  const request = requestFor(model, tokens, { providers, batch: batch.length, outputs });
  const { tensors } = await client.run(request, { signal });
  return batch.map((at, row) => {
    const after = words[at]?.after ?? new Int32Array();
    return [at, new Map(outputs.map((output) => [output, rowsOf(tensors[output], row * length, after, output)]))];
  });
}

function rowsOf(tensor: Tensor | undefined, start: number, after: Int32Array, output: string): Float32Array {
  const width = tensor?.dims.at(-1);
  if (!tensor || width === undefined) throw new InferenceError(`the model gave no "${output}"`);
  const rows = new Float32Array(after.length * width).fill(NaN);
  after.forEach((token, step) => {
    if (token < 0) return;
    const from = (start + token) * width;
    rows.set(tensor.data.subarray(from, from + width), step * width);
  });
  return rows;
}
