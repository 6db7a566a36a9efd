import { existsSync } from 'node:fs';
import * as z from 'zod';
import { openFile } from '../../files/read';
import { toDisk } from '../../files/to-disk';
import { statesOfWords } from '../../analysis/word-states';
import { append } from '../../lists/append';
import type { InferenceClient } from '../../inference/client';
import type { ProviderName } from '../../inference/protocol';
import type { Model } from '../../models/catalogue';
import type { NamedArray } from '../../representation/files/arrays';
import { safetensors } from '../../representation/files/safetensors';
import type { ReadExample } from './read-example';

/** What a file of states says that it is, and the folder of them. */
export const STATES_FORMAT = 'state-probe/dataset-states@1';
/** Steps of one file, but for a last example that goes beyond; some tens of megabytes. */
export const SHARD_STEPS = 65_536;

/** Of some examples of a split, in order. */
export interface Shard {
  path: string;
  split: string;
  /** The number of its first example in the file of the split, from zero. */
  first: number;
  examples: readonly (ReadExample | { problem: string })[];
}

export interface Writing {
  model: Model;
  /** Of the model's files. */
  digest: string;
  outputs: readonly string[];
  /** Values of a row of all outputs together. */
  width: number;
  client: InferenceClient;
  providers: readonly ProviderName[];
  signal: AbortSignal;
}

/**
 * Writes the states of some examples into one file of safetensors, which is there whole or not at all: `offsets` (int32, one more than
 * examples; the steps of example `i` are the rows from `offsets[i]` to `offsets[i + 1]`, and one that was not run has none), `truth`
 * (int32, one for each row) and each output (float32, a row for each step).
 *
 * @returns its steps, and why examples were not run, each with how many, which a file that is there does not tell again
 * @throws as {@link statesOfWords}
 */
export async function writeShard(
  { path, split, first, examples }: Shard,
  writing: Writing,
): Promise<{ steps: number; skipped: ReadonlyMap<string, number> }> {
  const skipped = new Map<string, number>();
  if (existsSync(path)) return { steps: await stepsIn(path), skipped };
  const { model, digest, outputs, client } = writing;
  const read = examples.filter((example): example is ReadExample => !('problem' in example));
  const found = await statesOfWords(model, read, client, writing);
  const offsets = [0];
  const truth: number[] = [];
  const parts = new Map(outputs.map((output): [string, Float32Array[]] => [output, []]));
  let at = 0;
  for (const example of examples) {
    const states = 'problem' in example ? { reason: example.problem } : found[at++];
    if (!states || 'reason' in states || 'problem' in example) {
      const reason = states && 'reason' in states ? states.reason : 'it was not run';
      skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
    } else {
      append(truth, example.truth);
      for (const [output, rows] of states) parts.get(output)?.push(rows);
    }
    offsets.push(truth.length);
  }
  const integers = (name: string, values: readonly number[]): NamedArray => ({
    ...{ name, type: 'int32', shape: [values.length], pieces: () => [Int32Array.from(values)] },
  });
  const arrays: NamedArray[] = [integers('offsets', offsets), integers('truth', truth)];
  for (const [name, pieces] of parts) {
    const values = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const width = truth.length > 0 ? values / truth.length : 0;
    arrays.push({ name, type: 'float32', shape: [truth.length, width], pieces: () => pieces });
  }
  const { id, task } = model.manifest;
  const about = {
    format: STATES_FORMAT,
    model: id,
    digest,
    task: task.name,
    split,
    first: String(first),
  };
  await toDisk(path, safetensors(arrays, about), writing.signal);
  return { steps: truth.length, skipped };
}

/** Of the header of a file of states, which tells where each of a few arrays lies. */
const MOST_HEADER = 2 ** 16;

/** How many steps a file holds, by its header. @throws Error for a file that is none of ours */
async function stepsIn(path: string): Promise<number> {
  const file = await openFile(path);
  try {
    const start = Buffer.alloc(8);
    await file.read(start, 0, 8, 0);
    const length = Number(start.readBigUInt64LE());
    if (length > MOST_HEADER) throw new Error(`${path}: error: this is no file of states; delete it`);
    const header = Buffer.alloc(length);
    await file.read(header, 0, length, 8);
    return headerSchema.parse(JSON.parse(header.toString())).truth.shape[0];
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw new Error(`${path}: error: this is no file of states; delete it`, { cause: error });
    throw error;
  } finally {
    await file.close();
  }
}

const headerSchema = z.object({ truth: z.object({ shape: z.tuple([z.number().int().nonnegative()]) }) });
