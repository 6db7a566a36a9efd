import * as z from 'zod';
import type { Model } from '../models/catalogue';
import type { Manifest } from '../models/manifest';
import type { Trace } from '../trace/trace';
import { judgedIn } from '../trace/verdict';
import { VIEWS } from '../trace/views';
import { runOf, type StepPrediction } from './model-run';
import type { ProbedModel } from './probe';
import { readingFor } from './reading';

/** Little-endian numbers, four bytes each, in base64. */
const numbers = z.base64();
const outputs = z.array(z.string().max(200)).max(1000);

/** A model's run as it is kept on disk: what it said at every step. All else follows from the trace and the model. */
export const storedRunSchema = z.object({
  id: z.string().max(200),
  /** Size of the model's file: another file of the same name has another idea of its classes. */
  bytes: z.number(),
  view: z.enum(VIEWS),
  facts: z.object({
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .exactOptional(),
    provider: z.enum(['cpu', 'webgpu', 'cuda', 'tensorrt', 'dml', 'coreml', 'server']),
    webAssembly: z.literal(true).exactOptional(),
    cpuOperators: outputs.exactOptional(),
    fallback: z.string().exactOptional(),
    inputs: outputs,
    outputs,
    widths: z.record(z.string().max(200), z.int().nonnegative()).exactOptional(),
  }),
  milliseconds: z.number(),
  /** Int32 of each step: the class that was predicted. */
  predicted: numbers,
  /** Float32 of each step. */
  confidence: numbers,
  /** Float32 of each step: the probability of the true class. */
  ofTruth: numbers,
});

export type StoredRun = z.infer<typeof storedRunSchema>;

export function storeRun({ model, view, facts, milliseconds, run }: ProbedModel): StoredRun {
  const pick = (of: (step: StepPrediction) => number) => run.steps.map((step) => (step ? of(step) : 0));
  return {
    ...{ id: model.manifest.id, bytes: model.bytes, view, facts, milliseconds },
    predicted: toBase64(Int32Array.from(pick(({ predicted }) => predicted))),
    confidence: toBase64(Float32Array.from(pick(({ confidence }) => confidence))),
    ofTruth: toBase64(Float32Array.from(pick(({ probabilityOfTruth }) => probabilityOfTruth))),
  };
}

/**
 * A kept run over its trace, as if the model had run just now.
 *
 * @param objects the five that were followed in a world too large for the model
 * @throws TypeError when it does not fit the model or the trace
 */
export function restoreRun(
  trace: Trace,
  objects: readonly string[] | undefined,
  model: Model,
  stored: StoredRun,
): ProbedModel {
  const { manifest } = model;
  if (model.bytes !== stored.bytes) throw new TypeError('the model is another one now');
  const { view, facts, milliseconds } = stored;
  const world = judgedIn(view, trace, objects);
  const reading = readingFor(manifest.task, world);
  if ('problem' in reading) throw new TypeError(reading.problem);
  const { encoding, truths } = reading;
  const [predicted, confidence, ofTruth] = [stored.predicted, stored.confidence, stored.ofTruth].map((text) =>
    fromBase64(text, world.steps.length),
  ) as [DataView, DataView, DataView];
  const steps = [...truths].map((truth, step): StepPrediction | null => {
    if ((encoding.after[step] ?? -1) < 0) return null;
    const said = predicted.getInt32(4 * step, true);
    if (!hasClass(manifest.task, said)) throw new TypeError(`the model has no class ${said}`);
    return {
      predicted: said,
      confidence: share(confidence.getFloat32(4 * step, true)),
      truth,
      probabilityOfTruth: share(ofTruth.getFloat32(4 * step, true)),
      right: said === truth,
    };
  });
  return { model, trace: world, view, encoding, run: runOf(world, manifest.task, steps), facts, milliseconds };
}

/** Sets of symbols are classes of a language, a bit for each symbol. */
function hasClass(task: Manifest['task'], id: number): boolean {
  return id >= 0 && id < (task.kind === 'monoid' ? task.classes.length : 2 ** task.alphabet.length);
}

function share(value: number): number {
  if (!(value >= 0 && value <= 1.001)) throw new TypeError('a probability is none');
  return Math.min(1, value);
}

function toBase64(values: Int32Array | Float32Array): string {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, at) => {
    if (values instanceof Int32Array) view.setInt32(4 * at, value, true);
    else view.setFloat32(4 * at, value, true);
  });
  return Buffer.from(view.buffer).toString('base64');
}

function fromBase64(text: string, count: number): DataView {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  if (bytes.length !== 4 * count) throw new TypeError(`${bytes.length} bytes are not those of ${count} steps`);
  return new DataView(bytes.buffer);
}
