import type { CallOptions } from '../../inference/client';
import type { LabelledText, ProbedStates, ProbesAnswer } from '../../inference/language-model/asks';
import type { LanguageModel } from '../../models/language-model/folder';
import { askingOf, randomTelling, tellingOf, type Asking } from '../../reductions/telling';
import { states, type Trace } from '../../trace/trace';
import { wilson } from '../../statistics/wilson';
import { seedOfText } from './random-texts';
import type { LanguageClient } from './client';

/** What a linear probe reads in states, over all slots. */
export interface ReadAfter {
  steps: number;
  /** Held-out texts. */
  texts: number;
  share: number;
  low: number;
  high: number;
}

export interface ProbedLayer {
  /** 0 is the embedding. */
  layer: number;
  /** By number of steps. */
  after: ReadAfter[];
  /** The same of labels in another order. */
  shuffled: ReadAfter[];
  /** Over all steps. */
  share: number;
  /** Of each slot that is asked about, over all steps. */
  slots: number[];
  /** In the text itself, for each step: what its probes read of each slot that is asked about. */
  own: number[][];
  /** The first step of the text at which it reads something else than is there; null where there is none. */
  firstWrong: number | null;
}

export interface TextProbes {
  layers: ProbedLayer[];
  /** What a bag of words tells. */
  words: ProbedLayer;
  slots: readonly number[];
  /** Texts that were fitted on, and held out. */
  fitted: number;
  heldOut: number;
  states: number;
  milliseconds: number;
}

export interface TextProbeOptions extends CallOptions {
  text?: string | undefined;
  texts: number;
  /** Steps of each of them. */
  steps: number;
  seed: number;
}

/** One in so many texts is held out. */
const HELD_OUT = 4;

/**
 * Linear probes on random texts of the same world and dress: for each layer, and each slot that changes, what the slot holds after
 * each step; read on texts that they were not fitted on, and on the text itself.
 *
 * @throws InferenceError, the signal's reason; RangeError for a trace that is not told
 */
export async function probeText(
  trace: Trace,
  model: LanguageModel,
  client: LanguageClient,
  { text, texts, steps, seed, ...options }: TextProbeOptions,
): Promise<TextProbes> {
  const asking = askingOf(trace);
  if ('reason' in asking) throw new RangeError(asking.reason);
  const { dressing, slots } = asking;
  const written = Array.from({ length: texts }, (_, k): LabelledText => {
    const { states: visited, ...told } = randomTelling(trace, dressing, steps, seedOfText(seed, k));
    return { ...told, labels: labelsOf(visited, asking) };
  });
  const telling = tellingOf(trace, dressing, text);
  const truth = states(trace).slice(1);
  const own = { text: telling.text, ends: telling.ends, labels: labelsOf(truth, asking) };
  const heldOut = Math.max(1, Math.floor(texts / HELD_OUT));
  const sizes = { slots: slots.length, objects: trace.objects.length };
  const answer = await client.language(model, 'probes', { texts: written, heldOut, ...sizes, seed, own }, options);
  const layer = (one: ProbesAnswer['words'], k: number): ProbedLayer =>
    layerOf(one, k, own.labels, answer.steps, slots.length);
  return {
    layers: answer.layers.map(layer),
    words: layer(answer.words, -1),
    slots,
    ...{ fitted: texts - heldOut, heldOut, states: answer.states, milliseconds: answer.milliseconds },
  };
}

function labelsOf(visited: readonly (readonly number[] | null)[], { slots }: Asking): Int16Array {
  const labels = new Int16Array(visited.length * slots.length).fill(-1);
  for (const [step, state] of visited.entries())
    for (const [at, slot] of slots.entries()) labels[step * slots.length + at] = state?.[slot] ?? -1;
  return labels;
}

function layerOf(
  one: ProbesAnswer['words'],
  layer: number,
  truth: Int16Array,
  steps: number,
  slots: number,
): ProbedLayer {
  const own: number[][] = [];
  let firstWrong: number | null = null;
  for (let step = 0; step * slots < one.own.length; step++) {
    const read = [...one.own.subarray(step * slots, (step + 1) * slots)];
    own.push(read);
    if (firstWrong === null && read.some((object, at) => object >= 0 && object !== truth[step * slots + at]))
      firstWrong = step;
  }
  const share = (places: readonly number[]): number => {
    const [right, total] = [sum(one.right, places), sum(one.total, places)];
    return total === 0 ? 0 : right / total;
  };
  const all = [...one.right.keys()];
  return {
    layer,
    after: readAfter(one, steps, slots),
    shuffled: readAfter(one.shuffled, steps, slots),
    share: share(all),
    slots: Array.from({ length: slots }, (_, slot) => share(all.slice(slot * steps, (slot + 1) * steps))),
    own,
    firstWrong,
  };
}

/** The slots of one text depend on each other: texts count as trials, which leaves the interval too wide, never too narrow. */
function readAfter({ right, total }: ProbedStates, steps: number, slots: number): ReadAfter[] {
  return Array.from({ length: steps }, (_, step): ReadAfter => {
    const places = Array.from({ length: slots }, (_, slot) => slot * steps + step);
    const count = sum(total, places);
    const share = count === 0 ? 0 : sum(right, places) / count;
    const texts = Math.round(count / slots);
    const [low, high] = texts === 0 ? [0, 1] : wilson(share, texts);
    return { steps: step + 1, texts, share, low, high };
  }).filter(({ texts }) => texts > 0);
}

function sum(numbers: ArrayLike<number>, places: readonly number[]): number {
  return places.reduce((all, place) => all + (numbers[place] ?? 0), 0);
}
