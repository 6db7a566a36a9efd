import type { Model, Probe, Run } from '../../webview/messages';
import { literal } from './markdown';
import { percent } from './model-facts';
import { stateText, type World } from './state-text';
import type { Timeline } from './timeline';

/** Steps of one place that a hover explains; a loop's body may have thousands. */
const MOST_STEPS = 3;

/** Markdown for the steps that stand at one place; every name from a text or a model is literal text in it. */
export function explainSteps(timeline: Timeline, probe: Probe, steps: readonly number[], playhead: number): string {
  const near = Math.max(
    0,
    steps.findIndex((step) => step >= playhead),
  );
  const first = Math.min(near, Math.max(0, steps.length - MOST_STEPS));
  const shown = steps.slice(first, first + MOST_STEPS);
  const parts = shown.map((step) => explainStep(timeline, probe, step));
  const rest = steps.length - shown.length;
  if (rest > 0) parts.push(`*${rest} more steps stand here; move the playhead to see them.*`);
  return parts.join('\n\n---\n\n');
}

export function explainStep(timeline: Timeline, probe: Probe, step: number): string {
  const { trace } = timeline;
  const map = trace.steps[step]?.map;
  const notation = probe.steps.notations[step];
  const rows = probe.models.map(
    (model) =>
      `| ${row(probe, model, step)
        .map((cell) => literal(cell))
        .join(' | ')} |`,
  );
  const illegal = trace.illegal && step >= trace.illegal.step ? trace.illegal.reason : undefined;
  return [
    `**Step ${step + 1} of ${trace.steps.length}** ${literal(trace.steps[step]?.text ?? '')}`,
    ...(notation === undefined ? [] : [`Does: ${literal(notation)}`]),
    `Before: ${literal(stateText(trace, timeline.before(step), map))}`,
    `After: ${literal(stateText(trace, timeline.after(step), map))}`,
    ...(illegal === undefined ? [] : [`✗ ${literal(illegal)}`]),
    ...(rows.length === 0 ? [] : [['| | Model | Believes | Sure |', '|---|---|---|---|', ...rows].join('\n')]),
  ].join('\n\n');
}

function row(probe: Probe, { name, state }: Model, step: number): [string, string, string, string] {
  switch (state.kind) {
    case 'done':
      return belief(probe, name, state.run, step);
    case 'not applicable':
    case 'failed':
      return ['–', name, state.reason, ''];
    case 'waiting':
    case 'running':
      return ['…', name, 'is running', ''];
  }
}

function belief(probe: Probe, name: string, run: Run, step: number): [string, string, string, string] {
  const view = probe.views[run.view];
  const outcome = run.outcome[step];
  if (!view || outcome === undefined || outcome === 2) return ['–', name, 'nothing at this step', ''];
  const believed = view.slots.length;
  const predicted = run.predicted.subarray(step * believed, (step + 1) * believed);
  const truth = run.confidenceInTruth?.[step];
  const sure = percent(run.confidence[step] ?? 0);
  const since = run.firstWrong !== null && run.firstWrong < step ? `, first wrong at step ${run.firstWrong + 1}` : '';
  return outcome === 1
    ? ['✓', name, rowText(view, predicted), sure + since]
    : [
        '✗',
        name,
        rowText(view, predicted),
        sure + (truth === undefined ? '' : `, of the truth ${percent(truth)}`) + since,
      ];
}

/** A row of a view: `-1` everywhere is no state at all, `-2` a place that the model has and the world has not. */
function rowText(view: World, row: Int16Array): string {
  if (row.every((object) => object === -1)) return 'no state';
  const spare = view.objects.length;
  return stateText(
    { slots: view.slots, objects: [...view.objects, 'nothing'] },
    Array.from(row, (object) => (object < 0 ? spare : object)),
  );
}
