import { percent } from '../text/percent';
import { printable } from '../text/printable';
import type { PatchedRun, WantedPatch } from '../analysis/patching/patch-run';
import type { StepPrediction } from '../analysis/model-run';
import type { ProbedModel } from '../analysis/probe';
import { believed } from '../analysis/told';
import { isMonoid } from '../models/manifest';
import { least } from '../lists/extremes';
import { layerName, layerOf } from '../representation/outputs';
import { stateText } from './state-text';
import { table } from './table';

/** Rows beyond the patched steps that are shown at most; `--json` has all. */
const MOST_ROWS = 40;

interface Reported {
  run: PatchedRun;
  wanted: readonly WantedPatch[];
  /** As it was asked for. */
  from: string;
  seed: number;
}

/** What a patch did; steps count from zero, as in the trace format. */
export type PatchReport = ReturnType<typeof patchReport> & {
  /** What is to be known of what was asked. */
  notes?: readonly string[];
};

export function patchReport(entry: ProbedModel, { run, wanted, from, seed }: Reported) {
  const { manifest } = entry.model;
  const { trace } = entry;
  const task = isMonoid(manifest) ? manifest.task : undefined;
  const belief = (step: StepPrediction | null | undefined) =>
    step && task
      ? { state: believed(task, trace, step.predicted), confidence: step.confidence, right: step.right }
      : null;
  const steps = run.before.steps.map((before, at) => {
    const after = run.after.steps[at];
    const isSame = before?.predicted === after?.predicted;
    const truth = before && task ? believed(task, trace, before.truth) : null;
    return { truth, before: belief(before), after: belief(after), changed: !isSame };
  });
  return {
    source: trace.source,
    objects: trace.objects,
    model: { id: manifest.id, name: manifest.name, digest: entry.facts.digest },
    patches: wanted.map(({ output, step }, at) => ({
      ...{ output, step, from },
      ...(run.sizes[at] ?? { own: 0, distance: 0 }),
    })),
    seed,
    changed: steps.filter(({ changed }) => changed).length,
    steps,
  };
}

export function patchText({ source, objects, model, patches, changed, steps, notes = [] }: PatchReport): string {
  const first = least(patches.map(({ step }) => step));
  const lines = patches.map(({ output, step, from, own, distance }) => {
    const what = output.startsWith('state.') ? `recurrent state of layer ${layerOf(output)}` : nameOf(output);
    return `after step ${step + 1}, ${what}: ${from} (moved by ${sizeText(distance)}; it was ${sizeText(own)} long)`;
  });
  const at = new Set(patches.map(({ step }) => step));
  const told = steps.flatMap((step, index) => (step.changed || at.has(index) ? [{ ...step, index }] : []));
  const rows = told
    .slice(0, MOST_ROWS)
    .map(({ index, truth, before, after }) => [
      `${index + 1}${at.has(index) ? ' ←' : ''}`,
      ...[truth, before?.state, after?.state].map((state) => (state ? stateText(state, objects) : '–')),
      ...[before, after].map((one) => (one ? percent(one.confidence) : '–')),
    ]);
  const more = told.length - rows.length;
  return [
    `${source.uri}: ${model.name}`,
    ...lines,
    ...notes.map(printable),
    changed === 0
      ? `The model believes the same after each of ${steps.length} steps.`
      : `The model believes otherwise after ${changed} of the ${steps.length - first} steps from step ${first + 1} on.`,
    table(['step', 'true state', 'before', 'after', 'sure before', 'after'], rows),
    ...(more > 0 ? [`and ${more} more steps (--json has all)`] : []),
  ].join('\n');
}

function nameOf(output: string): string {
  const layer = layerOf(output);
  return layer === 0 ? layerName(layer) : `state after ${layerName(layer)}`;
}

function sizeText(size: number): string {
  return String(Number(size.toPrecision(3)));
}
