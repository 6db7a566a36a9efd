import type { HeldOut, LinearProbes, Reference, Trajectories, Trajectory } from '../protocol/messages';
import type { Inside, LayerProbes, MeasuredLayer } from '../analysis/inside';
import type { ProbedModel } from '../analysis/probe';
import { outcomesOf } from '../analysis/readable';
import type { StateLabel } from '../analysis/state-labels';
import type { LayerComponents } from '../inference/looks';
import { NOTHING } from '../protocol/codes';
import { arrangements } from './run';
import { shownWorld } from './shown-world';

/** What probes read from each layer, as the page shows it: arrangements of the run's own view, or blocks of a label. */
export function pageProbes(
  entry: ProbedModel,
  probes: LayerProbes,
  labels: readonly StateLabel[],
  label?: StateLabel,
): LinearProbes {
  const slots = shownWorld(entry.trace).slots.length;
  const rowOf = arrangements(entry);
  return {
    method: probes.method,
    tokens: probes.tokens,
    ...(probes.tokensOfText !== undefined && { tokensOfText: probes.tokensOfText }),
    chance: Float32Array.from(probes.chance),
    ...(label && {
      label: { key: label.key, name: label.name, blocks: label.blocks, firstWrong: label.firstWrong },
    }),
    labels: labels.map(({ key, name }) => ({ key, name })),
    layers: probes.layers.map(({ output, heldOut, margin, predicted, ofText }) => {
      const read = label ? Int16Array.from(predicted) : new Int16Array(predicted.length * slots).fill(NOTHING);
      if (!label)
        predicted.forEach((id, step) => {
          if (id >= 0) read.set(rowOf(id), step * slots);
        });
      const outcome = outcomesOf(predicted, probes.truth);
      return {
        ...{ output, heldOut: pageHeldOut(heldOut), outcome, margin, predicted: read },
        ...(ofText && { ofText: pageHeldOut(ofText.heldOut) }),
      };
    }),
  };
}

function pageHeldOut({ accuracy, interval, states, byToken }: MeasuredLayer['heldOut']): HeldOut {
  return { accuracy, interval, states, byToken: Float32Array.from(byToken, ({ right, states }) => right / states) };
}

/** Points of each layer, with the states that they stand for: those of the text first, in the order they occur. */
export function pageTrajectories(
  entry: ProbedModel,
  { word }: Pick<Inside, 'word'>,
  reference: Reference,
  layers: readonly LayerComponents[],
): Trajectories {
  const indices = new Map<number, number>();
  const indexOf = (id: number): number => {
    if (id < 0) return -1;
    let index = indices.get(id);
    if (index === undefined) indices.set(id, (index = indices.size));
    return index;
  };
  const states = word.truth.map(indexOf);
  const shown = layers.map(({ output, points, explained, sample }): Trajectory => ({
    output,
    points,
    states: states.slice(),
    explained,
    ...(sample && { sample: { points: sample.points, states: sample.labels.map(indexOf) } }),
  }));
  const slots = shownWorld(entry.trace).slots.length;
  const rowOf = arrangements(entry);
  const rows = new Int16Array(indices.size * slots);
  for (const [id, index] of indices) rows.set(rowOf(id), index * slots);
  return { reference, arrangements: rows, layers: shown };
}
