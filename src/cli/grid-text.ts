import type { GridLayer } from '../analysis/grid';
import type { Inspection } from '../analysis/inspection';
import type { ProbedModel } from '../analysis/probe';
import { READING_NAMES, type Reading } from '../analysis/readings';
import { believed } from '../analysis/told';
import { isMonoid } from '../models/manifest';
import { layerName, layerOf } from '../representation/outputs';
import { stateText } from './state-text';
import { percent } from '../text/percent';
import { table } from './table';

/** Rows of a table at most; `--json` has all. */
const MOST_STEPS = 100;

export type ToldGrid = ReturnType<typeof toldGrid>;

/** The grid as arrangements and plain numbers; null where there is no state. */
export function toldGrid(entry: ProbedModel, grid: NonNullable<Inspection['grid']>) {
  return grid.map(({ reading, layers }) => ({ reading, layers: layers.map((layer) => toldLayer(entry, layer)) }));
}

function toldLayer(
  { model, trace, run }: ProbedModel,
  { output, predicted, probability, heldOut, selectivity }: GridLayer,
) {
  const { manifest } = model;
  return {
    output,
    name: layerName(layerOf(output)),
    ...(heldOut && { heldOut: { accuracy: heldOut.accuracy, interval: heldOut.interval, states: heldOut.states } }),
    ...(selectivity !== undefined && { selectivity }),
    steps: Array.from(predicted, (id, step) => {
      const own = run.steps[step];
      if (id < 0 || !own || !isMonoid(manifest)) return null;
      const share = probability[step] ?? NaN;
      const belief = { state: believed(manifest.task, trace, id), right: id === own.truth };
      return { ...belief, probability: Number.isNaN(share) ? null : share };
    }),
  };
}

/** A table of steps and layers for each reading, and one of all readings over the layers. */
export function gridText(objects: readonly string[], grid: ToldGrid): string {
  return [...grid.map((one) => readingText(objects, one)), summary(grid)].join('\n');
}

function readingText(objects: readonly string[], { reading, layers }: ToldGrid[number]): string {
  const cell = (step: ToldLayer['steps'][number] | undefined): string => {
    if (!step) return '–';
    const share = step.probability === null ? 'never seen' : percent(step.probability);
    return step.right ? share : `${stateText(step.state, objects)} (${share})`;
  };
  const count = layers[0]?.steps.length ?? 0;
  const shown = Math.min(count, MOST_STEPS);
  const rows = Array.from({ length: shown }, (_, at) => [
    String(at + 1),
    ...layers.map(({ steps }) => cell(steps[at])),
  ]);
  return [
    `${READING_NAMES[reading]}: probability of the true state, behind what is believed instead`,
    table(['step', ...layers.map(({ name }) => name)], rows),
    ...(shown < count ? [`and ${count - shown} more steps (--json has all)`] : []),
  ].join('\n');
}

type ToldLayer = ToldGrid[number]['layers'][number];

function summary(grid: ToldGrid): string {
  const of = (reading: Reading, output: string): ToldLayer | undefined =>
    grid.find((one) => one.reading === reading)?.layers.find((layer) => layer.output === output);
  const outputs = [...new Set(grid.flatMap(({ layers }) => layers.map(({ output }) => output)))];
  const share = (value: number | undefined): string => (value === undefined ? '–' : percent(value));
  const rightOf = (layer: ToldLayer | undefined): number | undefined => {
    const judged = layer?.steps.filter((step) => step !== null) ?? [];
    return judged.length === 0 ? undefined : judged.filter(({ right }) => right).length / judged.length;
  };
  const rows = outputs.map((output) => [
    layerName(layerOf(output)),
    share(rightOf(of('lens', output))),
    share(rightOf(of('probe', output))),
    ...(['probe', 'twin', 'shuffled'] as const).map((reading) => share(of(reading, output)?.heldOut?.accuracy)),
    ...(['twin', 'shuffled'] as const).map((reading) => share(of(reading, output)?.selectivity)),
  ]);
  const heading = [
    ...['layer', 'head: steps right', 'probe: steps right', 'held out', 'of a twin', 'of shuffled labels'],
    ...['selectivity: twin', 'shuffled labels'],
  ];
  return table(heading, rows);
}
