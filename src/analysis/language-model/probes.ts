import type { CallOptions } from '../../inference/client';
import type { LabelledText, ProbedLayerOfText, ProbesAsk } from '../../inference/language-model/asks';
import type { LanguageModel } from '../../models/language-model/folder';
import { askingOf, randomTelling, tellingOf, type Asking, type Telling } from '../../reductions/telling';
import { states, type Trace } from '../../trace/trace';
import type { LanguageClient } from './client';
import { probesOf } from './kept-probes';
import type { Cost } from './plan';
import { ownRead, scoreOf, shareOf, type ProbeScore } from './probe-score';
import { seedOfText } from './random-texts';
import { labelsOf, type TextLabels } from './text-labels';

/** A probe that reads the whole state at once. */
interface WholeRead extends ProbeScore {
  /** In the text itself, for each step: which of {@link TextProbes.whole}'s states it reads, or -1. */
  own: number[];
}

/** Probes on one layer, one for each place that changes. */
export interface ProbedLayer extends ProbeScore {
  /** 0 is the embedding. */
  layer: number;
  /** Share of each slot that is asked about, over all steps. */
  slots: number[];
  /** In the text itself, for each step: what its probes read of each slot that is asked about. */
  own: number[][];
  /** Absent where there are too many states. */
  whole?: WholeRead;
}

export interface TextProbes {
  layers: ProbedLayer[];
  /** What a bag of words tells. */
  words: ProbedLayer;
  slots: readonly number[];
  /** As of {@link Asking}: what is read of several that are told alike. */
  kinds: Asking['kinds'];
  /** The states that there are, as what the slots hold; or why they are not read as a whole. */
  whole: TextLabels['whole'];
  /** Texts that were fitted on, and held out. */
  fitted: number;
  heldOut: number;
  states: number;
  /** Why another text was read than the one that the trace is of, for people; absent where it was that. */
  note?: string;
  milliseconds: number;
}

export interface TextProbeOptions extends CallOptions {
  text?: string | undefined;
  texts: number;
  /** Steps of each of them. */
  steps: number;
  seed: number;
  /** Called before the model reads them; not where what it read is known. */
  onCost?: ((cost: Cost) => void) | undefined;
}

/** One in so many texts is held out. */
const HELD_OUT = 4;

/**
 * Linear probes on random texts of the same world and dress: for each layer, and each slot that changes, what the slot holds after
 * each step, and which state it is where there are few; read on texts that they were not fitted on, and on the text itself.
 *
 * @throws InferenceError, the signal's reason; RangeError for a trace that is not told
 */
export async function probeText(
  trace: Trace,
  model: LanguageModel,
  client: LanguageClient,
  { onCost, text, texts, steps, seed, ...options }: TextProbeOptions,
): Promise<TextProbes> {
  const asking = askingOf(trace);
  if ('reason' in asking) throw new RangeError(asking.reason);
  const { slots, kinds } = asking;
  const told = tellingOf(trace, asking.dressing, text);
  const { ask, whole } = askedProbes(trace, asking, told, { texts, steps, seed });
  const answer = await probesOf(model, client, ask, { onCost, ...options });
  const columns = { all: ask.classes.length, steps: answer.steps, truth: ask.own.labels };
  const layerOf = (one: ProbedLayerOfText, layer: number): ProbedLayer => {
    const places = { ...columns, of: [...slots.keys()] };
    const state = { ...columns, of: [slots.length] };
    return {
      layer,
      ...scoreOf(one, places),
      slots: places.of.map((slot) => shareOf(one, [slot], answer.steps)),
      own: ownRead(one, places),
      ...('states' in whole && { whole: { ...scoreOf(one, state), own: ownRead(one, state).flat() } }),
    };
  };
  return {
    layers: answer.layers.map(layerOf),
    words: layerOf(answer.words, -1),
    ...{ slots, kinds, whole },
    ...(told.note !== undefined && { note: told.note }),
    ...{ fitted: texts - ask.heldOut, heldOut: ask.heldOut, states: answer.states, milliseconds: answer.milliseconds },
  };
}

function askedProbes(
  trace: Trace,
  asking: Asking,
  told: Telling,
  { texts, steps, seed }: Pick<TextProbeOptions, 'texts' | 'steps' | 'seed'>,
): { ask: ProbesAsk; whole: TextLabels['whole'] } {
  const written = Array.from({ length: texts }, (_, k) =>
    randomTelling(trace, asking.dressing, steps, seedOfText(seed, k)),
  );
  const visited = [...written.map((one) => one.states), states(trace).slice(1)];
  const { labels, classes, whole } = labelsOf(visited, asking, trace.objects.length);
  const labelled = [...written, told].map(({ text, ends }, at): LabelledText => ({
    text,
    ends,
    labels: labels[at] ?? new Int16Array(),
  }));
  const own = labelled.pop() ?? { text: '', ends: [], labels: new Int16Array() };
  const heldOut = Math.max(1, Math.floor(texts / HELD_OUT));
  return { ask: { texts: labelled, heldOut, classes, seed, own }, whole };
}
