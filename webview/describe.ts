/** Sentences about a probe, for people who look and for people who listen. */
import { placeText } from '../src/analysis/tokens';
import { wholePercent } from '../src/text/percent';
import { arrangementText, shortened } from './draw/names';
import { stretches } from './draw/bins';
import type { Cut, Model, OtherText, Probe, Run } from '../src/protocol/messages';
import { firstSteps } from '../src/protocol/cuts';
import { outcomeAt, OUTCOMES, rowOf, runOf } from '../src/protocol/models';

/** There is little room on the page. */
export const percent = wholePercent;

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** Where a step stands, such as `Step 7 of 1,200`, or `Step 7 (token 20) of 1,200`; `step` counts from 0. */
export function stepOf(step: number, count: number, tokens?: Int32Array): string {
  return `Step ${placeText(step, tokens)} of ${count.toLocaleString('en')}`;
}

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** Such as `2nd`. */
export function ordinal(count: number): string {
  return `${count.toLocaleString('en')}${ENDINGS[ORDINALS.select(count)] ?? 'th'}`;
}

export interface Outcome {
  /** Name of the mark that goes with it. */
  icon: 'right' | 'wrong' | 'partly' | 'not applicable' | 'failed' | 'waiting';
  /** For a chip, short. */
  text: string;
  /** The longer reason, where there is one. */
  reason?: string;
}

/** @param probe says whether its steps are all of the text */
export function outcomeOf({ state }: Model, probe: Pick<Probe, 'cuts'> | null): Outcome {
  switch (state.kind) {
    case 'waiting':
      return { icon: 'waiting', text: 'waiting' };
    case 'running':
      return {
        icon: 'waiting',
        text:
          state.total !== undefined && state.done !== undefined && state.total > 0
            ? `running, ${percent(state.done / state.total)}`
            : 'running',
      };
    case 'not applicable':
      return { icon: 'not applicable', text: 'cannot read this text', reason: state.reason };
    case 'failed':
      return { icon: 'failed', text: 'did not run', reason: state.reason };
    case 'cancelled':
      return { icon: 'not applicable', text: 'cancelled' };
    case 'done':
      return doneOutcome(state.run, probe && firstSteps(probe.cuts));
  }
}

/** Where a run is first wrong, such as `17 (token 20), last change at 14`. */
export function wrongPlace(firstWrong: number, { lastChange, tokens }: Pick<Run, 'tokens' | 'lastChange'>): string {
  const changed = typeof lastChange === 'number' && lastChange < firstWrong ? `, last change at ${lastChange + 1}` : '';
  return `${placeText(firstWrong, tokens)}${changed}`;
}

function doneOutcome(run: Run, some: string | null | undefined): Outcome {
  const { firstWrong, rightAtEnd, accuracy } = run;
  if (firstWrong === null) return { icon: 'right', text: some ? `right through ${some}` : 'right at every step' };
  const text = `error at ${wrongPlace(firstWrong, run)} · ${percent(accuracy)} right`;
  return rightAtEnd
    ? { icon: 'partly', text: `${text} · right ${some ? `after ${some}` : 'at the end'}` }
    : { icon: 'wrong', text };
}

/** Text alternative of a model's lane. */
export function laneDescription(model: Model, probe: Probe): string {
  const run = runOf(model);
  const name = shortened(model.name, 60);
  if (!run) return `${name}: ${outcomeOf(model, probe).text}`;
  return `${name}: ${outcomesText(run.outcome.subarray(0, probe.steps.count))}. ${percent(run.accuracy)} of steps right. Bars: confidence in the predicted state${run.confidenceInTruth ? '; line: in the true state' : ''}.`;
}

/** Where it is right and wrong, as long as that can be followed by ear. */
export function outcomesText(outcome: Uint8Array): string {
  const parts = stretches(outcome);
  const told = parts.slice(0, 6).map(({ from, to, code }) => {
    const where = to - from === 1 ? `at step ${from + 1}` : `from step ${from + 1} to ${to}`;
    return `${OUTCOMES[code] ?? 'not run'} ${where}`;
  });
  const rest = parts.length > told.length ? `, then ${parts.length - told.length} more changes` : '';
  return `${told.join(', ')}${rest}`;
}

/** The true state before the first step for `step` −1, else after a step. */
export function truthText(probe: Probe, step: number, view = 0): string {
  const world = probe.views[view];
  return world ? arrangementText(rowOf(world.truth, world.slots.length, step + 1), world.objects) : 'no state';
}

export function beliefText(probe: Probe, run: Pick<Run, 'view' | 'predicted'>, step: number): string {
  const world = probe.views[run.view];
  return world ? arrangementText(rowOf(run.predicted, world.slots.length, step), world.objects) : 'no state';
}

/** Said of a step that changes nothing in a world, such as a move by none of the five pieces that are followed; else empty. */
export function restNote({ views }: Probe, view: number, step: number): string {
  const world = views[view];
  if (world?.rests?.[step] !== 1) return '';
  return world.note === undefined ? 'changes nothing' : 'changes nothing that is followed';
}

/** Why what the page shows is not about the text as it is. */
export function olderText({ state, unreadable }: OtherText): string {
  if (state === 'gone') return 'The text is not there any more: all of this is about what it was.';
  const reason = unreadable === undefined ? '' : ` It cannot be read as it is: ${shortened(unreadable, 300)}.`;
  return `The text has changed since: all of this is about an older one.${reason}`;
}

/** What is said when the playhead comes to a step. */
export function announcement(probe: Probe, step: number, chosen: Model | null): string {
  const text = shortened(probe.steps.texts[step] ?? '', 80);
  const run = runOf(chosen);
  const rest = restNote(probe, run?.view ?? 0, step);
  const head = `${stepOf(step, probe.steps.count, run?.tokens)}: ${text}${rest && `, ${rest}`}. True state ${truthText(probe, step, run?.view)}`;
  if (probe.text) return `${probe.text.state === 'gone' ? 'Text that is gone' : 'Older text'}: ${head}.`;
  if (!chosen || !run) return `${head}.`;
  const outcome = outcomeAt(run, step);
  const name = shortened(chosen.name, 60);
  if (outcome === 'not run') return `${head}; ${name} gave no state.`;
  const belief = outcome === 'right' ? '' : ` ${beliefText(probe, run, step)},`;
  return `${head}; ${name}${belief} ${outcome}, ${confidenceText(run, step)}.`;
}

/** Such as `confidence 45%, 12% in the true state`. */
export function confidenceText(run: Run, step: number): string {
  const confidence = `confidence ${percent(run.confidence[step] ?? NaN)}`;
  const inTruth = run.confidenceInTruth?.[step];
  return outcomeAt(run, step) === 'right' || inTruth === undefined
    ? confidence
    : `${confidence}, ${percent(inTruth)} in the true state`;
}

const CUT_NAMES: Record<Cut['what'], [string, string]> = {
  steps: ['step', 'steps'],
  neurons: ['neuron', 'neurons'],
  slots: ['slot', 'slots'],
  objects: ['object', 'objects'],
  models: ['model', 'models'],
  parts: ['part of what is inside the models', 'parts of what is inside the models'],
};

export function cutText({ what, shown, total, reason }: Cut): string {
  const because = reason === undefined ? '' : `: ${reason}`;
  const [one, many] = CUT_NAMES[what];
  return `Shows ${shown.toLocaleString('en')} of ${plural(total, one, many)}${because}.`.replace(/\.\.$/, '.');
}

/** With a capital letter at its beginning. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
