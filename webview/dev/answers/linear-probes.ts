import { wilson } from '../../../src/statistics/wilson';
import { run as runOf } from '../sample';
import type { LayerProbe } from '../../../src/protocol/messages';
import type { Answering } from '../answering';

const HELD_OUT = 128;
const LENGTH = 64;
const LABELS = [
  { key: 'sign', name: 'the sign', blocks: ['even', 'odd'] },
  { key: 'object:1', name: 'where object 1 is', blocks: ['a[0]', 'a[1]', 'a[2]', 'a[3]', 'a[4]'] },
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
  const chance = 1 / (label?.blocks.length ?? 120);
  /** Nothing is read less often than by guessing. */
  const atLeast = (share: number): number => (label ? chance + (1 - chance) * share : share);
  return {
    ...(label && { label: { ...label, firstWrong: null } }),
    labels: LABELS.map(({ key, name }) => ({ key, name })),
    tokens: 10,
    tokensOfText: LENGTH,
    chance: new Float32Array(LENGTH).fill(chance),
    method: 'ridge-regularised linear discriminants on 384 random words of 64 tokens, measured on 128 others',
    layers: model.layers.map((_, layer): LayerProbe => {
      const whole = (run.firstWrong ?? Infinity) * 1.15;
      const lasts = layer === 0 ? 1 : layer === last ? whole : (whole * layer) / (last + 1);
      const read = runOf(view, lasts, 70 + layer);
      const outcome = read.outcome.map((code, step) => (run.outcome[step] === 2 ? 2 : code));
      const share = Math.min(0.998, lasts / LENGTH + 0.02);
      const accuracy = atLeast(share);
      const ofText = atLeast(share / 2);
      return {
        output: `hidden.${layer}`,
        heldOut: {
          accuracy,
          interval: wilson(accuracy, HELD_OUT),
          states: HELD_OUT * LENGTH,
          byToken: new Float32Array(10).fill(accuracy),
        },
        ofText: {
          ...{ accuracy: ofText, interval: wilson(ofText, HELD_OUT), states: HELD_OUT * LENGTH },
          byToken: Float32Array.from({ length: LENGTH }, (_, token) => atLeast(share / (1 + token / 8))),
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
