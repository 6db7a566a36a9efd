import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { CallOptions } from '../../inference/client';
import type { LanguageCause, Question, TextPair } from '../../inference/language-model/asks';
import type { LanguageModel } from '../../models/language-model/folder';
import { askingOf, randomPair, type Asking } from '../../reductions/telling';
import { wilson } from '../../statistics/wilson';
import { plural } from '../../text/plural';
import type { Trace } from '../../trace/trace';
import type { CausalMap, MapCell } from '../patching/causal-map';
import { PatchError } from '../patching/patch-error';
import type { LanguageClient } from './client';
import type { Cost } from './plan';
import { seedOfText } from './random-texts';

export interface LanguageMapOptions extends CallOptions {
  /** Of each text, in steps. */
  length: number;
  pairs: number;
  seed: number;
  /** About how long it may take: steps and layers are left out for it. */
  seconds: number;
  /** States are put in at one step alone, instead of all up to it. */
  isAlone?: boolean | undefined;
  /** Called before the model reads the texts. */
  onCost?: ((cost: Cost) => void) | undefined;
}

export interface LanguageMap extends CausalMap {
  /** What was left out, for people. */
  notes: string[];
}

/** Tokens of a question and its answer, for the estimate. */
const OF_A_QUESTION = 12;
/** As many steps are worth more than as many layers. */
const FEW_STEPS = 4;
const FEW_LAYERS = 3;

/**
 * For each layer and step the share of pairs of random texts whose answer at the end follows the other text, when the other's states
 * are put in at the last tokens of all steps up to it. What could be followed is the model's own answer to the text that begins as the
 * other one, up to the step, and goes on as the own one; both begin with the same state, and one place is asked about.
 *
 * @throws PatchError, InferenceError; the signal's reason; RangeError for a trace that is not told
 */
export async function languageMap(
  trace: Trace,
  model: LanguageModel,
  client: LanguageClient,
  { length, pairs: count, seed, seconds, isAlone = false, onCost, ...call }: LanguageMapOptions,
): Promise<LanguageMap> {
  const asking = askingOf(trace);
  if ('reason' in asking) throw new RangeError(asking.reason);
  const drawn = Array.from({ length: count }, (_, k) => drawnPair(trace, asking, length, seedOfText(seed, k)));
  const texts = drawn.map(({ own }) => ({ text: own.text, ends: own.ends }));
  const facts = await client.language(model, 'facts', { texts }, call);
  if (facts.noLayers !== null) throw new PatchError(facts.noLayers);
  const tokens = facts.texts.reduce((sum, one) => sum + one.tokens + OF_A_QUESTION, 0);
  const plan = planOf({ length, layers: model.layers + 1 }, (1000 * seconds) / (tokens * facts.perToken));
  const runs = 2 + plan.steps.length * (1 + plan.layers.length);
  onCost?.({ tokens: runs * tokens, milliseconds: runs * tokens * facts.perToken });
  const pairs = drawn.map(({ own, other, spliced }): TextPair => ({
    ...{ own, other },
    spliced: plan.steps.map((step) => spliced(step + 1)),
  }));
  const found = await client.language(model, 'causes', { pairs, ...plan, isAlone }, call);
  if (found.tooLong === count)
    throw new PatchError(
      `texts of ${length} steps are longer than the ${found.longest.toLocaleString('en-US')} tokens that the model reads: ask for shorter ones`,
    );
  return {
    cells: found.cells.map(measured),
    steps: plan.steps.map((step) => step + 1),
    idle: [],
    digest: facts.digest,
    notes: [
      ...(plan.layers.length <= model.layers
        ? [`${plan.layers.length} of ${model.layers + 1} layers were tried, for the time`]
        : []),
      ...(found.tooLong > 0 ? [`${plural(found.tooLong, 'pair')} longer than the model reads`] : []),
    ],
  };
}

interface DrawnPair {
  own: TextPair['own'];
  other: TextPair['other'];
  spliced: (steps: number) => Question;
}

function drawnPair(trace: Trace, { dressing, slots, objects }: Asking, length: number, seed: number): DrawnPair {
  const pair = randomPair(trace, dressing, length, seed);
  if (!pair)
    throw new PatchError(
      'a map is made of texts that begin as one and go on as another, which games cannot: programs and stories are mapped',
    );
  const { own, other, spliced } = pair;
  const place = uniformInt(xoroshiro128plus(seed ^ 0x5f5f), 0, slots.length - 1);
  const asked = (text: string): Question => ({
    text: text + dressing.question(text, slots[place] ?? 0),
    candidates: (objects[place] ?? []).map((object) => dressing.candidate(object)),
  });
  return {
    own: { text: own.text, ends: own.ends, question: asked(own.text) },
    other: { text: other.text, ends: other.ends },
    spliced: (steps) => asked(spliced(steps).text),
  };
}

/**
 * Which steps and layers are tried: all, or as many as the time allows, evenly spread, the last ones among them. Layers go first, down
 * to a few.
 *
 * @param runs that the time allows
 */
export function planOf(
  { length, layers }: { length: number; layers: number },
  runs: number,
): { steps: number[]; layers: number[] } {
  const stepsFor = (some: number): number => Math.floor((runs - 2) / (1 + some));
  let some = layers;
  while (some > FEW_LAYERS && stepsFor(some) < Math.min(FEW_STEPS, length)) some--;
  const steps = Math.max(1, Math.min(length, stepsFor(some)));
  return {
    steps: Array.from({ length: steps }, (_, k) => Math.round(((k + 1) * length) / steps) - 1),
    layers: Array.from({ length: some }, (_, k) => Math.round((k * (layers - 1)) / Math.max(1, some - 1))),
  };
}

function measured({ layer, step, ...counted }: LanguageCause): MapCell {
  const { pairs, follow } = counted;
  const cell = { output: `hidden.${layer}`, step: step + 1, ...counted };
  if (pairs === 0) return { ...cell, share: null, interval: null };
  return { ...cell, share: follow / pairs, interval: wilson(follow / pairs, pairs) };
}
