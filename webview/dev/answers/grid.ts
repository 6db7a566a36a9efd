import { wilson } from '../../../src/statistics/wilson';
import type { Answering } from '../answering';
import { linearProbes } from './linear-probes';

/** The same beliefs by every reading but the controls, which know the first steps alone; the head cannot read the embedding. */
export const grid: Answering<'grid'> = async ({ probe: id, model, reading }, probe) => {
  const { layers } = await linearProbes({ probe: id, model }, probe);
  const isControl = reading === 'twin' || reading === 'shuffled';
  const rows = layers.map(({ output, outcome, predicted, margin, heldOut }) => {
    const accuracy = isControl ? heldOut.accuracy / 4 : heldOut.accuracy;
    return {
      ...{ output, predicted: predicted.slice() },
      outcome: outcome.map((code, step) => (isControl && step > 2 && code === 1 ? 0 : code)),
      probability: margin.map((value, step) => (isControl && step > 2 ? 0.01 : 1 / (1 + Math.exp(-value)))),
      ...(reading !== 'lens' && { heldOut: { accuracy, interval: wilson(accuracy, 128) } }),
      ...(isControl && { selectivity: heldOut.accuracy - accuracy }),
    };
  });
  return { rows: reading === 'lens' ? rows.slice(1) : rows };
};
