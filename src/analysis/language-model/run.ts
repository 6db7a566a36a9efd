import { InferenceError, type CallOptions } from '../../inference/client';
import type { Answer, LanguageFacts } from '../../inference/language-model/asks';
import type { LanguageModel } from '../../models/language-model/folder';
import { askingOf, tellingOf, type Asking, type Telling } from '../../reductions/telling';
import { states, type Trace } from '../../trace/trace';
import type { LanguageClient } from './client';
import { planOf, questionsAfter, type Plan } from './plan';

/** What a model of language answers after one step. */
export interface LanguageStep {
  /** By slots of the trace: the object that it finds most likely; -1 in slots that never change, which are not asked about. */
  predicted: number[];
  /** Of each slot that is asked about, the share of each of its objects among them; they add up to one. */
  shares: Float64Array[];
  right: boolean;
  /** How many of the slots that are asked about it has right. */
  rightSlots: number;
  /** Of its least sure answer. */
  confidence: number;
  /** The least share of a true object. */
  confidenceInTruth: number;
}

/** What the places hold by its answers, -1 for what is not known; those that never change hold what they held. */
export function stateIn(
  { initial }: Trace,
  { slots, unasked }: Pick<Asking, 'slots' | 'unasked'>,
  { predicted }: Pick<LanguageStep, 'predicted'>,
): number[] {
  const changing = new Set([...slots, ...(unasked?.slots ?? [])]);
  return predicted.map((object, slot) => (object < 0 && !changing.has(slot) ? (initial[slot] ?? -1) : object));
}

/** A language model that was asked about a text. */
export interface LanguageRun {
  model: LanguageModel;
  telling: Telling;
  asking: Asking;
  facts: LanguageFacts;
  plan: Plan;
  /** Null where it was not asked. */
  steps: (LanguageStep | null)[];
  firstWrong: number | null;
  /** Share of the steps asked for that are right; null where none was. */
  accuracy: number | null;
  judged: number;
  /** What is to be known of the text that it read, for people. */
  notes: string[];
  milliseconds: number;
}

/** A language model that was not asked, and why. */
export interface SkippedLanguageModel {
  model: LanguageModel;
  reason: string;
  /** Set when it could not be run; absent when it does not suit the text. */
  failed?: true;
}

export interface LanguageOptions extends CallOptions {
  /** The text that the trace was read from; it is written out where there is none. */
  text?: string | undefined;
  /** Ask after every so many steps; chosen by what it costs if absent. */
  every?: number | undefined;
  /** Called before the questions are asked. */
  onPlan?: ((model: LanguageModel, plan: Plan) => void) | undefined;
}

export function isAsked(entry: LanguageRun | SkippedLanguageModel): entry is LanguageRun {
  return 'steps' in entry;
}

/**
 * Asks a language model after the steps of a text what each place holds.
 *
 * @throws the signal's reason when it is aborted; RangeError for more questions than are asked
 */
export async function askModel(
  trace: Trace,
  model: LanguageModel,
  client: LanguageClient,
  { text, every, onPlan, ...options }: LanguageOptions,
): Promise<LanguageRun | SkippedLanguageModel> {
  const asking = askingOf(trace);
  if ('reason' in asking) return { model, reason: asking.reason };
  const telling = tellingOf(trace, asking.dressing, text);
  try {
    const facts = await client.language(model, 'facts', { texts: [telling] }, options);
    const told = trace.illegal?.step ?? trace.steps.length;
    if (told === 0) return { model, reason: 'its first move is illegal, so that there is no state to ask about' };
    const after = (facts.texts[0]?.after ?? new Int32Array()).subarray(0, told);
    const plan = planOf(after, asking.slots.length, facts.perToken, every);
    if (plan.steps.length === 0)
      return {
        model,
        reason: [
          `the text is longer than the ${facts.longest} tokens that it reads before its first step ends`,
          ...(facts.shorter === null ? [] : [facts.shorter]),
        ].join('; '),
      };
    onPlan?.(model, plan);
    const questions = plan.steps.flatMap((step) => questionsAfter(telling, asking, step));
    const { answers, longest, milliseconds } = await client.language(model, 'answers', { questions }, options);
    const steps = judgedSteps(trace, asking, plan.steps, answers);
    const score = scoreOf(steps);
    if (score.judged === 0)
      return {
        model,
        reason: `the text up to its first step is longer, with a question, than the ${longest} tokens that it reads`,
      };
    return {
      ...{ model, telling, asking, facts, plan, steps, milliseconds, ...score },
      notes: [
        ...(asking.unasked === undefined ? [] : [asking.unasked.note]),
        ...notesOn(telling, { ...facts, longest }, plan, steps.slice(0, told)),
      ],
    };
  } catch (error) {
    if (error instanceof InferenceError) return { model, reason: error.message, failed: true };
    throw error;
  }
}

/** How far a model is right that was asked after some of the steps. */
export function scoreOf(
  steps: readonly (LanguageStep | null)[],
): Pick<LanguageRun, 'firstWrong' | 'accuracy' | 'judged'> {
  const some = steps.filter((step) => step !== null);
  const firstWrong = steps.findIndex((step) => step?.right === false);
  return {
    firstWrong: firstWrong < 0 ? null : firstWrong,
    accuracy: some.length === 0 ? null : some.filter(({ right }) => right).length / some.length,
    judged: some.length,
  };
}

/** @param steps after which it was asked; `answers` has those of all slots of each */
export function judgedSteps(
  trace: Trace,
  { slots, objects, kinds }: Asking,
  steps: readonly number[],
  answers: readonly (Answer | null)[],
): (LanguageStep | null)[] {
  const truths = states(trace).slice(1);
  const found = trace.steps.map((): LanguageStep | null => null);
  for (const [at, step] of steps.entries()) {
    const said = slots.map((_, place) => answers[at * slots.length + place] ?? null);
    const truth = truths[step];
    if (!truth || said.some((answer) => answer === null)) continue;
    const shares = said.map((answer) => sharesOf(answer?.logProbabilities ?? new Float64Array()));
    const predicted = trace.slots.map(() => -1);
    let [rightSlots, confidence, confidenceInTruth] = [0, 1, 1];
    for (const [place, slot] of slots.entries()) {
      const of = objects[place] ?? [];
      const own = shares[place] ?? new Float64Array();
      const best = own.reduce((most, share, k) => (share > (own[most] ?? 0) ? k : most), 0);
      const held = truth[slot] ?? -1;
      const kind = kinds[held] ?? held;
      const isRight = of[best] === kind;
      // Of several that are told alike the one that is there.
      predicted[slot] = isRight ? held : (of[best] ?? -1);
      if (isRight) rightSlots++;
      confidence = Math.min(confidence, own[best] ?? 0);
      confidenceInTruth = Math.min(confidenceInTruth, own[of.indexOf(kind)] ?? 0);
    }
    found[step] = { predicted, shares, right: rightSlots === slots.length, rightSlots, confidence, confidenceInTruth };
  }
  return found;
}

/** Probabilities among the candidates alone. */
export function sharesOf(logProbabilities: Float64Array): Float64Array {
  const most = logProbabilities.reduce((a, b) => Math.max(a, b), -Infinity);
  const all = logProbabilities.map((one) => Math.exp(one - most));
  const sum = all.reduce((a, b) => a + b, 0);
  return all.map((one) => one / sum);
}

function notesOn(
  { note, ends }: Telling,
  { longest, shorter, texts }: LanguageFacts,
  { every }: Plan,
  steps: readonly (LanguageStep | null)[],
): string[] {
  // Behind an illegal move there is no state, which is no fault of the model.
  const isIllegal = steps.length < ends.length;
  const isCut = (texts[0]?.after[steps.length - 1] ?? -1) < 0 || steps.at(-1) === null;
  const last = steps.findLastIndex((step) => step !== null) + 1;
  return [
    ...(note === undefined ? [] : [note]),
    ...(isCut
      ? [
          `cut after step ${last} of ${ends.length}, where text and question pass the ${longest.toLocaleString('en-US')} tokens that the model reads`,
        ]
      : []),
    ...(isIllegal ? [`not asked from step ${steps.length + 1} of ${ends.length} on, whose move is illegal`] : []),
    ...(isCut && shorter !== null ? [shorter] : []),
    ...(every > 1 ? [`asked after every ${every} steps`] : []),
  ];
}
