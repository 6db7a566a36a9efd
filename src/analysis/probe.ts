import { InferenceError, type CallOptions, whenVerifying, type InferenceClient } from '../inference/client';
import type { ModelFacts, ProviderName } from '../inference/protocol';
import type { Model } from '../models/catalogue';
import type { Encoding } from '../models/encoding';
import type { Trace } from '../trace/trace';
import { judgedIn } from '../trace/verdict';
import type { View } from '../trace/views';
import { judgeReading, type ModelRun } from './model-run';
import { requestFor } from './request';
import { readingOf, viewRead } from './suited';
import { tokensRead } from './tokens';

/** A model that ran. */
export interface ProbedModel {
  model: Model;
  /** The world that the model read: the trace, or a view of it with a verdict of its own. */
  trace: Trace;
  view: View;
  /** The word that the model read. */
  encoding: Encoding;
  run: ModelRun;
  /** What ran it, and the outputs it has. */
  facts: ModelFacts;
  /** Of the run alone. */
  milliseconds: number;
}

/** A model that did not run, and why. */
export interface SkippedModel {
  model: Model;
  reason: string;
  /** Set when it could not be run, or what came out is no answer; absent when it does not suit the trace. */
  failed?: true;
}

export interface Probe {
  trace: Trace;
  /** In the order of the models asked for. */
  entries: (ProbedModel | SkippedModel)[];
}

export interface ProbeOptions extends CallOptions {
  providers: readonly ProviderName[];
  /** Names of the five objects to follow where a world is too large for a model; see `viewFor`. */
  objects?: readonly string[] | undefined;
  /** Called for a model that was never run before and is verified first, which may take seconds. */
  onVerifying?: ((model: Model) => void) | undefined;
  /** Called for each model as soon as it is done, so that it can be shown before the others are. */
  onEntry?: ((entry: ProbedModel | SkippedModel) => void) | undefined;
}

export function isProbed(entry: ProbedModel | SkippedModel): entry is ProbedModel {
  return 'run' in entry;
}

/** Tokens of the text that the model had read after each step. */
export function tokensOf({ model: { manifest }, encoding }: Pick<ProbedModel, 'model' | 'encoding'>): Int32Array {
  return tokensRead(manifest.task, encoding);
}

/**
 * Runs models over a trace. A world that is too large for a model is read through the slots that move or through five of its
 * objects. A model that cannot read the trace, or fails, is an entry with the reason; it does not stop the
 * others. Progress counts models.
 *
 * @throws the signal's reason when it is aborted; RangeError when `objects` are not five objects of the world
 */
export async function probe(
  trace: Trace,
  models: readonly Model[],
  client: InferenceClient,
  options: ProbeOptions,
): Promise<Probe> {
  const worlds = new Map<View, Trace>([['whole', trace]]);
  const entries: (ProbedModel | SkippedModel)[] = [];
  for (const [index, model] of models.entries()) {
    options.onProgress?.({ done: index, total: models.length, message: model.manifest.name });
    const view = viewRead(model, trace, options.objects);
    const world = worlds.get(view) ?? judgedIn(view, trace, options.objects);
    worlds.set(view, world);
    const found = await probeOne(world, model, client, options);
    const entry: ProbedModel | SkippedModel = 'reason' in found ? { model, ...found } : { model, view, ...found };
    entries.push(entry);
    options.onEntry?.(entry);
  }
  options.onProgress?.({ done: models.length, total: models.length, message: 'done' });
  return { trace, entries };
}

async function probeOne(
  trace: Trace,
  model: Model,
  client: InferenceClient,
  { providers, signal, onVerifying }: ProbeOptions,
): Promise<Omit<ProbedModel, 'model' | 'view'> | Omit<SkippedModel, 'model'>> {
  const { path, manifest } = model;
  const reading = readingOf(model, trace);
  if ('problem' in reading) return { reason: reading.problem };
  const { encoding } = reading;
  try {
    const request = requestFor({ path, manifest }, encoding.tokens, { providers });
    const { tensors, milliseconds, ...facts } = await client.run(request, {
      signal,
      onProgress: whenVerifying(() => onVerifying?.(model)),
    });
    const logits = tensors['logits'] ?? { dims: [], data: new Float32Array() };
    const run = judgeReading(trace, manifest.task, reading, logits);
    return 'problem' in run ? { reason: run.problem, failed: true } : { trace, encoding, run, facts, milliseconds };
  } catch (error) {
    if (error instanceof InferenceError) return { reason: error.message, failed: true };
    throw error;
  }
}
