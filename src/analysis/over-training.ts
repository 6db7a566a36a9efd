import type { CallOptions, InferenceClient } from '../inference/client';
import type { ProviderName } from '../inference/protocol';
import { InferenceError } from '../inference/client';
import { stepOf, type Training } from '../models/checkpoints';
import { greatest } from '../lists/extremes';
import { percent } from '../text/percent';
import { GradingError } from '../models/grading/class-walk';
import { layerName, layerOf } from '../representation/outputs';
import type { Trace } from '../trace/trace';
import { evaluate } from './evaluation';
import { Inside } from './inside';
import { isProbed, probe, type ProbedModel } from './probe';
import { stateLabels, WHOLE_STATE, type StateLabel } from './state-labels';

/** Words short enough that a model which learns slowly is right in some. */
const WORD_TOKENS = 8;
const WORDS = 256;
/** What counts as learned. */
const LEARNED = 0.9;

/** What is learned of the state: all of it, or its block in a quotient of the task's group, such as the sign. */
interface Learned {
  /** `state`, `sign`. */
  key: string;
  /** Share of random words in which the model's own answers are right in it after every token. */
  answers: number;
  /** For each layer from the embedding on, the share of held-out states of random words that a linear probe reads right. */
  layers: number[];
  /** What the best guess by the number of tokens alone would have right of them. */
  guess: number;
  /** Step of the text at which the model's answer is first wrong in it, from 0; null where none is. */
  firstWrong: number | null;
}

/** One moment of a training. */
interface Moment {
  id: string;
  /** Steps of training. */
  step: number;
  /** Processor time of training, where it is known. */
  minutes: number | null;
  /** Share of the text's steps that are right; null where none is judged. */
  accuracy: number | null;
  learned: Learned[];
}

/** What a model has learned by each moment of its training. */
export interface OverTraining {
  id: string;
  name: string;
  /** Tokens of the random words. */
  tokens: number;
  /** Words that answers are measured on. */
  words: number;
  seed: number;
  /** Such as `embedding`, `layer 1`. */
  layers: string[];
  moments: Moment[];
}

/** Why a training is not told of. */
export interface NotToldOf {
  id: string;
  name: string;
  reason: string;
}

export interface OverTrainingOptions extends CallOptions {
  providers: readonly ProviderName[];
  /** Of the random words. */
  seed: number;
  /** As `ProbeOptions.objects`. */
  objects?: readonly string[] | undefined;
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
  const { onProgress, ...call } = options;
  const { id, name, moments: models } = training;
  const moments: Moment[] = [];
  let layers: string[] = [];
  for (const [done, model] of models.entries()) {
    const step = stepOf(model);
    onProgress?.({ done, total: models.length, message: `${name} after ${step} steps` });
    const [entry] = (await probe(trace, [model], client, call)).entries;
    if (!entry || !isProbed(entry)) return { id, name, reason: entry?.reason ?? 'it was not run' };
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

/** When each is learned: by the model's own answers, and as far as a linear probe reads it from a layer. */
export function overTrainingText({ moments, layers, tokens }: OverTraining): string[] {
  const keys = moments[0]?.learned.map(({ key }) => key) ?? [];
  return keys.map((key) => {
    const of = ({ learned }: Moment): Learned | undefined => learned.find((one) => one.key === key);
    const answered = moments.find((moment) => (of(moment)?.answers ?? 0) >= LEARNED);
    const best = greatest(moments.map((moment) => of(moment)?.answers ?? 0));
    const read = layers
      .map((name, layer) => ({
        name,
        moment: moments.find((moment) => (of(moment)?.layers[layer] ?? 0) >= LEARNED),
      }))
      .filter(({ moment }) => moment)
      .sort((a, b) => (a.moment?.step ?? 0) - (b.moment?.step ?? 0));
    const [first] = read;
    const own = answered
      ? `right in its answers after ${answered.step} steps`
      : `never right in its answers (${percent(best)} at most)`;
    const inside = first?.moment ? `read from ${first.name} after ${first.moment.step}` : 'read from no layer';
    return `The ${key}: ${own}, ${inside} (in ${percent(LEARNED)} of random words of ${tokens} tokens; of their states where it is read).`;
  });
}
