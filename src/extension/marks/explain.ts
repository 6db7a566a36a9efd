import type { Probe, Run, RunState } from '../../protocol/messages';
import { outcomeAt, runOf } from '../../protocol/models';
import { stepText } from '../../analysis/tokens';
import { literal } from '../workbench/markdown';
import { percent } from '../../text/percent';
import { stateText } from '../../page/state-text';
import { rowText } from './belief';
import { changedSlots } from '../../trace/trace';
import type { StepIndex } from '../probes/step-index';
import type { Timeline } from '../probes/timeline';
import { greatest, least } from '../../lists/extremes';

/** Steps of one place that a hover explains; a loop's body may have thousands. */
const MOST_STEPS = 3;

/**
 * Markdown for the steps that stand at one place; every name from a text or a model is literal text in it. It begins with the
 * playhead's visit where a model is wrong there, else with the first visit at which one is, else with the playhead's.
 *
 * @param drawingOf a picture of the world after the step that it begins with
 */
export function explainSteps(
  timeline: Timeline,
  probe: Probe,
  index: StepIndex,
  steps: readonly number[],
  playhead: number,
  drawingOf: (step: number) => string | undefined = () => undefined,
): string {
  const runs = probe.models.flatMap((model) => runOf(model) ?? []);
  const isWrong = (step: number): boolean => runs.some((run) => outcomeAt(run, step) === 'wrong');
  const wrong = steps.includes(playhead) && isWrong(playhead) ? playhead : steps.find(isWrong);
  const from = wrong ?? steps.find((step) => step >= playhead) ?? steps[0];
  const begin = from === undefined ? 0 : steps.indexOf(from);
  const first = wrong === undefined ? Math.min(begin, Math.max(0, steps.length - MOST_STEPS)) : begin;
  const shown = steps.slice(first, first + MOST_STEPS);
  const parts = shown.map((step, place) =>
    explainStep(timeline, probe, step, index.visitsOf(step), place === 0 ? drawingOf(step) : undefined),
  );
  const rest = steps.length - shown.length;
  if (rest > 0) parts.push(`*${rest} more steps stand here; move the playhead to see them.*`);
  return parts.join('\n\n---\n\n');
}

/**
 * @param visits all steps that stand at the place of this one, itself included
 * @param drawing Markdown of the world after it
 */
function explainStep(
  timeline: Timeline,
  probe: Probe,
  step: number,
  visits: readonly number[],
  drawing: string | undefined,
): string {
  const { trace } = timeline;
  const taken = trace.steps[step];
  const changed = taken && changedSlots(trace, taken);
  const notation = probe.steps.notations[step];
  const rows = rowsOf(probe, step).map((row) => `| ${row.map((cell) => literal(cell)).join(' | ')} |`);
  const illegal = trace.illegal && step >= trace.illegal.step ? trace.illegal.reason : undefined;
  const visit = visits.length > 1 ? `, visit ${visits.indexOf(step) + 1} of ${visits.length}` : '';
  return [
    `**Step ${step + 1} of ${trace.steps.length}${visit}** ${literal(taken?.text ?? '')}`,
    ...(drawing === undefined ? [] : [drawing]),
    ...(notation === undefined ? [] : [`Does: ${literal(notation)}${restText(probe, step)}`]),
    `Before: ${literal(stateText(trace, timeline.before(step), changed))}`,
    `After: ${literal(stateText(trace, timeline.after(step), changed))}`,
    ...(illegal === undefined ? [] : [`✗ ${literal(illegal)}`]),
    ...(rows.length === 0 ? [] : [['| | Model | Believes | Sure |', '|---|---|---|---|', ...rows].join('\n')]),
  ].join('\n\n');
}

/** What models read may rest where the world does not: five objects of a larger one. */
function restText({ views: [read] }: Probe, step: number): string {
  return read?.note !== undefined && read.rests?.[step] === 1 ? ' (nothing that is followed)' : '';
}

/** One row of the hover's table: models that say the same share it. */
interface Belief {
  sign: '✓' | '✗' | '–' | '…';
  said: string;
  /** Probability of what is said; absent where the model says nothing. */
  sure?: number;
  note?: string;
}

function rowsOf(probe: Probe, step: number): [string, string, string, string][] {
  const groups = new Map<string, { belief: Belief; names: string[]; sure: number[] }>();
  for (const { name, state } of probe.models) {
    const belief = beliefOf(probe, state, step);
    const key = [belief.sign, belief.said, belief.note].join('\n');
    const group = groups.get(key) ?? { belief, names: [], sure: [] };
    group.names.push(name);
    if (belief.sure !== undefined) group.sure.push(belief.sure);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ belief, names, sure }) => {
    const certainty = [
      ...(sure.length > 0 ? [rangeOf(sure)] : []),
      ...(belief.note === undefined ? [] : [belief.note]),
    ];
    return [belief.sign, names.join('; '), belief.said, certainty.join(', ')];
  });
}

function rangeOf(shares: readonly number[]): string {
  const [low, high] = [percent(least(shares)), percent(greatest(shares))];
  return low === high ? low : `${low} to ${high}`;
}

function beliefOf(probe: Probe, state: RunState, step: number): Belief {
  switch (state.kind) {
    case 'done':
      return ranBelief(probe, state.run, step);
    case 'not applicable':
    case 'failed':
      return { sign: '–', said: state.reason };
    case 'cancelled':
      return { sign: '–', said: 'did not run: the probe was cancelled' };
    case 'waiting':
    case 'running':
      return { sign: '…', said: 'is running' };
  }
}

function ranBelief(probe: Probe, run: Run, step: number): Belief {
  const view = probe.views[run.view];
  const outcome = run.outcome[step];
  if (!view || outcome === undefined || outcome === 2) return { sign: '–', said: 'nothing at this step' };
  const places = view.slots.length;
  const said = rowText(view, run.predicted.subarray(step * places, (step + 1) * places));
  const sure = run.confidence[step] ?? 0;
  const notes: string[] = [];
  const truth = run.confidenceInTruth?.[step];
  if (outcome === 0 && truth !== undefined) notes.push(`of the truth ${percent(truth)}`);
  if (run.firstWrong !== null && run.firstWrong < step)
    notes.push(`first wrong at ${stepText(run.firstWrong, run.tokens)}`);
  return { sign: outcome === 1 ? '✓' : '✗', said, sure, ...(notes.length > 0 && { note: notes.join(', ') }) };
}
