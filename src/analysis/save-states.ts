import type { CallOptions } from '../inference/client';
import { npz } from '../representation/files/npz';
import { safetensors } from '../representation/files/safetensors';
import type { NamedArray } from '../representation/files/arrays';
import type { Inside } from './inside';
import type { ProbedModel } from './probe';

export type StatesFormat = 'npz' | 'safetensors';

/** Bytes of states that are fetched at once. */
const PIECE_BYTES = 8 * 2 ** 20;

/**
 * A file with the states of all steps of a run, piece by piece. Beside the outputs, each `[steps, …]` in float32, it holds
 * in int32 what they can be compared with: `tokens`, the word that the model read; `after`, for each step the token
 * after which its state counts (-1: none, and its rows are `NaN`); `truth` and `predicted`, the classes of the true and
 * of the believed state (-1: none). Progress counts steps.
 *
 * @throws RangeError for an output that is not one row for each step; InferenceError; the signal's reason
 */
export async function* statesFile(
  inside: Inside,
  { encoding, run, model }: Pick<ProbedModel, 'encoding' | 'run' | 'model'>,
  outputs: readonly string[],
  format: StatesFormat,
  options: CallOptions = {},
): AsyncGenerator<Uint8Array> {
  const integers = (name: string, values: Int32Array): NamedArray => ({
    name,
    type: 'int32',
    shape: [values.length],
    pieces: () => [values],
  });
  const arrays = [
    integers('tokens', encoding.tokens),
    integers('after', encoding.after),
    integers('truth', inside.word.truth),
    integers(
      'predicted',
      Int32Array.from(run.steps, (step) => step?.predicted ?? -1),
    ),
  ];
  for (const output of new Set(outputs)) arrays.push(await statesOf(inside, output, options));
  const { id, name } = model.manifest;
  yield* format === 'npz'
    ? npz(arrays)
    : safetensors(arrays, { format: 'state-probe/states@1', model: id, name, task: model.manifest.task.name });
}

async function statesOf(inside: Inside, output: string, options: CallOptions): Promise<NamedArray> {
  if (output.startsWith('attention.')) throw new RangeError(`"${output}" has no row for each step, and is not saved`);
  const steps = inside.word.after.length;
  const ask = { output, form: 'raw', stride: 1, most: Infinity } as const;
  const { shape, width } = await inside.look('rows', { ...ask, from: 0, to: 0 }, options);
  const rows = Math.max(1, Math.floor(PIECE_BYTES / (4 * width)));
  return {
    name: output,
    type: 'float32',
    shape: [steps, ...shape],
    async *pieces() {
      for (let from = 0; from < steps; from += rows) {
        options.onProgress?.({ done: from, total: steps, message: `saving ${output}` });
        const to = Math.min(steps, from + rows);
        const { data } = await inside.look('rows', { ...ask, from, to }, { signal: options.signal });
        const known = data.length / width;
        yield data;
        // From the null state of chess on there are no rows.
        if (known < to - from) yield new Float32Array((to - from - known) * width).fill(NaN);
      }
    },
  };
}
