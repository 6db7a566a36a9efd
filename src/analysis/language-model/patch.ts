import type { CallOptions } from '../../inference/client';
import type { LanguagePatch, PatchedAnswers } from '../../inference/language-model/asks';
import type { LanguageModel } from '../../models/language-model/folder';
import { least } from '../../lists/extremes';
import { isPermutation } from '../../algebra/maps';
import {
  askingOf,
  leadingTelling,
  randomTelling,
  tellingOf,
  type Asking,
  type Telling,
} from '../../reductions/telling';
import { isTable, type Trace } from '../../trace/trace';
import { PatchError } from '../patching/patch-error';
import { wantedState } from '../patching/wanted-state';
import { SAMPLE_SEED } from '../sample-seed';
import type { LanguageClient } from './client';
import { planOf, questionsAfter, type Plan } from './plan';
import { judgedSteps, type LanguageStep } from './run';

/** Where a state comes from that is put into a language model; steps count from zero. */
export type LanguageOrigin =
  | { kind: 'step'; step: number }
  /** Another text, and after which of its steps: the last one if absent. */
  | { kind: 'text'; trace: Trace; text: string | undefined; step?: number }
  /** A random text of this world with as many steps; or one that leads to a state, see `wantedState`. */
  | { kind: 'word' }
  | { kind: 'state'; state: string }
  | { kind: 'zero' }
  | { kind: 'values'; values: Float32Array };

interface WantedLanguagePatch {
  /** 0 for the embedding. */
  layer: number;
  /** After which step of the text, from zero. */
  step: number;
  from: LanguageOrigin;
}

interface LanguagePatchOptions extends CallOptions {
  /** The text that the trace was read from; it is written out where there is none. */
  text?: string | undefined;
  patches: readonly WantedLanguagePatch[];
  /** Of random texts. */
  seed?: number | undefined;
  /** Called before the questions are asked. */
  onPlan?: ((model: LanguageModel, plan: Plan) => void) | undefined;
}

/** What a language model answers as it is, and with states replaced. */
interface PatchedLanguage {
  asking: Asking;
  digest: string;
  /** By step; null where it was not asked. */
  before: (LanguageStep | null)[];
  after: (LanguageStep | null)[];
  /** Of each patch. */
  sizes: PatchedAnswers['sizes'];
  /** What is to be known of what was asked, for people. */
  notes: string[];
}

/**
 * Asks a language model after the steps from the first patch on, as it is and with the state of a layer replaced at the last token
 * of some steps. What it reads behind that token it reads anew: layers below keep what they held.
 *
 * @throws PatchError for what cannot be put there; InferenceError, the signal's reason; RangeError for a trace that is not told
 */
export async function patchLanguage(
  trace: Trace,
  model: LanguageModel,
  client: LanguageClient,
  { text, patches: wanted, onPlan, seed = SAMPLE_SEED, ...options }: LanguagePatchOptions,
): Promise<PatchedLanguage> {
  const asking = askingOf(trace);
  if ('reason' in asking) throw new RangeError(asking.reason);
  const beyond = wanted.find(({ layer }) => layer > model.layers);
  if (beyond) throw new PatchError(`the model has no layer ${beyond.layer}, only 0, its embedding, to ${model.layers}`);
  const telling = tellingOf(trace, asking.dressing, text);
  const patches = wanted.map(({ layer, step, from }): LanguagePatch => {
    const end = endOf(telling, step);
    const value =
      from.kind === 'word' || from.kind === 'state'
        ? randomValue(from, trace, asking, { step, seed })
        : valueOf(from, trace, telling);
    return { layer, end, value };
  });
  const at = wanted.map(({ step }) => step);
  const facts = await client.language(model, 'facts', { texts: [telling] }, options);
  if (facts.noLayers !== null) throw new PatchError(facts.noLayers);
  const after = facts.texts[0]?.after ?? new Int32Array();
  const plan = planFrom(least(at), at, after, asking, facts.perToken);
  onPlan?.(model, plan);
  const questions = plan.steps.flatMap((step) =>
    questionsAfter(telling, asking, step).map((question) => ({ ...question, told: endOf(telling, step) })),
  );
  const ask = { text: telling.text, questions, patches };
  const found = await client.language(model, 'patched', ask, options);
  const judged = (answers: PatchedAnswers['before']) => judgedSteps(trace, asking, plan.steps, answers);
  return {
    ...{ digest: facts.digest, asking },
    ...{ before: judged(found.before), after: judged(found.after), sizes: found.sizes },
    notes: [
      ...(asking.unasked === undefined ? [] : [asking.unasked.note]),
      ...(telling.note === undefined ? [] : [telling.note]),
      ...(plan.every > 1 ? [`asked after every ${plan.every} steps, and where a state is replaced`] : []),
    ],
  };
}

/** After which steps it is asked, twice each: from the first patch on as often as takes about a minute, and at each patch. */
function planFrom(first: number, at: readonly number[], after: Int32Array, { slots }: Asking, perToken: number): Plan {
  const plan = planOf(after.subarray(first), slots.length, 2 * perToken);
  const steps = [...new Set([...at, ...plan.steps.map((step) => step + first)])].sort((a, b) => a - b);
  return { ...plan, steps, tokens: 2 * plan.tokens };
}

function endOf({ ends }: Telling, step: number): number {
  const end = ends[step];
  if (end === undefined) throw new PatchError(`there is no step ${step + 1}: the text has ${ends.length}`);
  return end;
}

/** The state at the end of a random text with as many steps as there are up to the patch, or some more. */
function randomValue(
  from: Extract<LanguageOrigin, { kind: 'word' | 'state' }>,
  trace: Trace,
  { dressing }: Asking,
  { step, seed }: { step: number; seed: number },
): LanguagePatch['value'] {
  const length = step + 1;
  if (from.kind === 'word') return atEnd(randomTelling(trace, dressing, length, seed));
  const isMoving = trace.steps.every((one) => !isTable(one) && one.map !== null && isPermutation(one.map));
  if (dressing.random)
    throw new PatchError(
      'no game is made up that leads to a state: give one of your own (text FILE), or word for a random one',
    );
  const wanted = wantedState(trace, step, from.state, isMoving);
  const found = leadingTelling(trace, dressing, length, { wanted, seed });
  if (!found) throw new PatchError(`no random text of ${length} steps or a few more leads to ${from.state}`);
  return atEnd(found);
}

function atEnd({ text, ends }: Pick<Telling, 'text' | 'ends'>): LanguagePatch['value'] {
  return { kind: 'text', text, end: ends.at(-1) ?? 0 };
}

function valueOf(
  from: Exclude<LanguageOrigin, { kind: 'word' | 'state' }>,
  trace: Trace,
  telling: Telling,
): LanguagePatch['value'] {
  if (from.kind === 'zero' || from.kind === 'values') return from;
  if (from.kind === 'step') return { kind: 'text', text: telling.text, end: endOf(telling, from.step) };
  const other = askingOf(from.trace);
  if ('reason' in other) throw new PatchError(`of the other text: ${other.reason}`);
  const isBoard = from.trace.domain === 'chess' && trace.domain === 'chess';
  if (!isBoard && from.trace.slots.length !== trace.slots.length)
    throw new PatchError(
      `the other text has another world (${from.trace.slots.length} slots, this one ${trace.slots.length}): its state means nothing here`,
    );
  const told = tellingOf(from.trace, other.dressing, from.text);
  return { kind: 'text', text: told.text, end: endOf(told, from.step ?? told.ends.length - 1) };
}
