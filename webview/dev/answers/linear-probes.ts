import { wilson } from '../../../src/analysis/wilson';
import { run as runOf } from '../sample';
import type { LayerProbe } from '../../../src/protocol/messages';
import type { Answering } from './index';

const HELD_OUT = 128;
const LENGTH = 64;
const LABELS = [
  { key: 'sign', name: 'the sign' },
  { key: 'object:1', name: 'where object 1 is' },
];

/**
 * The embedding knows the last step only; further up, the state can be read for longer, and from the last layer a little
 * longer than the model itself is right, as is seen of trained ones.
 */
export const linearProbes: Answering<'linearProbes'> = ({ model: id, label: key }, probe) => {
  const model = probe?.models.find((candidate) => candidate.id === id);
  if (!probe || model?.state.kind !== 'done') throw new Error('no such model');
  const { run } = model.state;
  const view = probe.views[run.view];
  if (!view) throw new Error('no such world');
  const last = model.layers.length - 1;
  const label = LABELS.find((one) => one.key === key);
  return {
    ...(label && { label: { ...label, blocks: ['one', 'the other'], firstWrong: null } }),
    labels: LABELS,
    tokens: 10,
    tokensOfText: LENGTH,
    chance: new Float32Array(LENGTH).fill(1 / 120),
    method: 'ridge-regularised linear discriminants on 384 random words of 64 tokens, measured on 128 others',
    layers: model.layers.map((_, layer): LayerProbe => {
      const whole = (run.firstWrong ?? Infinity) * 1.15;
      const lasts = layer === 0 ? 1 : layer === last ? whole : (whole * layer) / (last + 1);
      const read = runOf(view, lasts, 70 + layer);
      const outcome = read.outcome.map((code, step) => (run.outcome[step] === 2 ? 2 : code));
      const accuracy = Math.min(0.998, lasts / LENGTH + 0.02);
      return {
        output: `hidden.${layer}`,
        heldOut: {
          accuracy,
          interval: wilson(accuracy, HELD_OUT),
          states: HELD_OUT * LENGTH,
          byToken: new Float32Array(10).fill(accuracy),
        },
        ofText: {
          ...{ accuracy: accuracy / 2, interval: wilson(accuracy / 2, HELD_OUT), states: HELD_OUT * LENGTH },
          byToken: Float32Array.from({ length: LENGTH }, (_, token) => accuracy / (1 + token / 8)),
        },
        outcome,
        margin: Float32Array.from(outcome, (code, step) => {
          const size = 0.2 + 6 * (read.confidence[step] ?? 0) * (1 - 0.3 * Math.abs(Math.sin(step * 1.7 + layer)));
          return code === 2 ? NaN : code === 1 ? size : -size * 0.6 - 0.8;
        }),
        predicted: label ? Int16Array.from(outcome, (code) => (code === 2 ? -1 : code)) : read.predicted,
      };
    }),
  };
};
