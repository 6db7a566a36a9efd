import type { CallOptions, InferenceClient } from '../inference/client';
import type { ProviderName } from '../inference/protocol';
import { InferenceError } from '../inference/client';
import { stepOf, type Training } from '../models/checkpoints';
import { GradingError } from '../models/grading/class-walk';
import { layerName, layerOf } from '../representation/outputs';
import type { Trace } from '../trace/trace';
import { evaluate } from './evaluation';
import { Inside } from './inside';
import type { Learned, Moment, NotToldOf, OverTraining } from './over-training-text';
import { isProbed, probe, type ProbedModel } from './probe';
import { stateLabels, WHOLE_STATE, type StateLabel } from './state-labels';

/** Words short enough that a model which learns slowly is right in some. */
const WORD_TOKENS = 8;
const WORDS = 256;

export interface OverTrainingOptions extends CallOptions {
  providers: readonly ProviderName[];
  /** Of the random words. */
  seed: number;
  /** As `ProbeOptions.objects`. */
  objects?: readonly string[] | undefined;
  /** Told of each moment's run over the text, in their order. */
  onMoment?: (entry: ProbedModel) => void;
}

/**
 * When a model learned what: its moments read a text and the same random words, and the state and its quotients are read from
 * each layer by linear probes.
 *
 * @throws the signal's reason when it is aborted
 */
export async function overTraining(
  trace: Trace,
  training: Training,
  client: InferenceClient,
  options: OverTrainingOptions,
): Promise<OverTraining | NotToldOf> {
  const { onProgress, onMoment, ...call } = options;
  const { id, name, moments: models } = training;
  const moments: Moment[] = [];
  let layers: string[] = [];
  for (const [done, model] of models.entries()) {
    const step = stepOf(model);
    onProgress?.({ done, total: models.length, message: `${name} after ${step} steps` });
    const [entry] = (await probe(trace, [model], client, call)).entries;
    if (!entry || !isProbed(entry)) return { id, name, reason: entry?.reason ?? 'it was not run' };
    onMoment?.(entry);
    try {
      const inside = new Inside(entry, `over training ${JSON.stringify(trace.source)}`, options.providers, client);
      layers = inside.layers.map((output) => layerName(layerOf(output)));
      const learned = await learnedBy(entry, inside, client, options);
      const { minutes = null } = model.manifest.checkpoint ?? {};
      moments.push({ id: model.manifest.id, step, minutes, accuracy: entry.run.accuracy, learned });
    } catch (error) {
      if (error instanceof InferenceError || error instanceof GradingError) return { id, name, reason: error.message };
      throw error;
    }
  }
  return { id, name, tokens: WORD_TOKENS, words: WORDS, seed: options.seed, layers, moments };
}

async function learnedBy(
  entry: ProbedModel,
  inside: Inside,
  client: InferenceClient,
  { providers, seed, signal }: OverTrainingOptions,
): Promise<Learned[]> {
  const call = signal ? { signal } : {};
  const [measured] = await evaluate(
    entry.model,
    { ...call, lengths: [WORD_TOKENS], count: WORDS, seed, providers },
    client,
  );
  if (!measured || 'reason' in measured) throw new GradingError(measured?.reason ?? 'no words could be measured');
  const { quotients = [] } = measured;
  const read = async (label?: StateLabel): Promise<Pick<Learned, 'layers' | 'guess'>> => {
    const { layers, chance } = await inside.probes({ ...call, seed, label, tokens: WORD_TOKENS });
    const guess = chance.reduce((sum, share) => sum + share, 0) / Math.max(1, chance.length);
    return { layers: layers.map(({ heldOut }) => heldOut.accuracy), guess };
  };
  const { firstWrong } = entry.run;
  const learned: Learned[] = [{ key: WHOLE_STATE, answers: measured.full, firstWrong, ...(await read()) }];
  // Both come in the order in which the task's partitions have them.
  for (const [at, label] of stateLabels(entry).slice(0, quotients.length).entries())
    learned.push({
      ...{ key: label.key, answers: quotients[at]?.full ?? 0, firstWrong: label.firstWrong },
      ...(await read(label)),
    });
  return learned;
}
