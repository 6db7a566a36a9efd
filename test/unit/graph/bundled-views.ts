import { join } from 'node:path';
import { openView } from '../../../src/inference/open-view';
import type { OpenModel } from '../../../src/inference/open-model';
import { besideOf, type Placed } from '../../../src/inference/patch/placed';
import { openModel } from '../../../src/inference/session';
import { readModelFiles } from '../../../src/models/model-files';

/** One bundled model of every architecture, and two of more layers. */
export const MODELS = [
  ...['s5-mamba-2', 's5-mamba-negative-2', 's5-s4-2', 's5-deltanet-1', 's5-deltanet-negative-1', 's5-elman-rnn-1'],
  ...['s5-lstm-1', 's5-ids4-1', 's5-gated-linear-attention-2', 's5-hybrid-2', 's5-transformer-2', 's5-rnn-ssm'],
  ...['s5-wfa-ssm', 'flip-flop-mamba-2', 'parity-wfa-ssm'],
];

export function fileOf(id: string): string {
  return join(__dirname, '../../../models', `${id}.onnx`);
}

const GIBIBYTE = 2 ** 30;

/**
 * A model as it is, and a view in which every layer and state can be replaced, by two values of a state; `read` are those that
 * its answer depends on.
 */
export async function openBoth(
  id: string,
): Promise<{ plain: OpenModel; view: OpenModel; shown: string[]; read: string[] }> {
  const files = await readModelFiles(fileOf(id));
  const plain = await openModel(files, ['cpu'], GIBIBYTE);
  const shown = [...plain.shape.outputs.keys()].filter((name) => /^(hidden|state)\.\d+$/.test(name));
  const states = shown.filter((name) => name.startsWith('state.')).map((output) => ({ output, slots: 2 }));
  const layers = shown.filter((name) => name.startsWith('hidden.'));
  const view = await openView(files, { outputs: shown, layers, states }, GIBIBYTE);
  const idle = new Set(view.patches.filter(({ isIdle }) => isIdle).map(({ output }) => output));
  return { plain, view, shown, read: shown.filter((name) => !idle.has(name)) };
}

/** Runs a view over one word. */
export async function runView(
  view: OpenModel,
  word: Int32Array,
  outputs: readonly string[],
  placed: readonly Placed[] = [],
) {
  const sizes = { batch: 1, length: word.length };
  return view.run(word, 1, word.length, outputs, besideOf(view.patches, placed, sizes));
}

/** What a tensor `[1, length, …]` holds after one token. */
export function stepOf({ data, dims }: { data: Float32Array; dims: readonly number[] }, token: number): Float32Array {
  const width = data.length / (dims[1] ?? 1);
  return data.slice(token * width, (token + 1) * width);
}
