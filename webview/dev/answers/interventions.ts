import { wilson } from '../../../src/statistics/wilson';
import type { Answering } from '../answering';

const LENGTH = 64;
const PAIRS = 48;

/** All in the recurrent state; of layers, the later ones are read too early. */
export const causes: Answering<'causes'> = ({ model: id }, probe) => {
  const model = probe?.models.find((candidate) => candidate.id === id);
  if (!model) throw new Error('no such model');
  const states = (model.inside ?? []).flatMap(({ kind, output }) => (kind === 'state' ? [output] : []));
  const layers = model.layers.map((_, layer) => `hidden.${layer}`);
  const steps = Array.from({ length: LENGTH }, (_, at) => at + 1);
  const cells = [...layers, ...states].flatMap((output, row) =>
    steps.map((step) => {
      const share = output.startsWith('state.') ? Math.min(1, step / 8) : row === 0 || step === LENGTH ? 1 : 0.05;
      const follow = Math.round(share * PAIRS);
      return { output, step, share: follow / PAIRS, interval: wilson(follow / PAIRS, PAIRS), pairs: PAIRS, follow };
    }),
  );
  const sentence =
    'From step 4 on the belief is carried in the recurrent state of layer 1: put in from another word, it turns the prediction at the end in at least 30 of 48 pairs.';
  return { cells, steps, idle: [], sentence, length: LENGTH, pairs: PAIRS };
};

/** Each part does less harm than the one before. */
export const ablated: Answering<'ablated'> = ({ kinds }, probe) => {
  const judged = probe?.steps.count ?? 0;
  const score = (accuracy: number) => ({
    ...{ accuracy, interval: wilson(accuracy, 128) },
    text: { right: Math.round(accuracy * judged), judged, firstWrong: accuracy === 1 ? null : 3 },
  });
  const parts = kinds.flatMap((kind, at) =>
    [1, 2].map((layer) => ({
      name: `layer ${layer}, ${kind}`,
      harm: 1 / (at + layer + 1),
      ...score(1 - 1 / (at + layer + 1)),
    })),
  );
  parts.sort((a, b) => b.harm - a.harm);
  return { whole: score(1), parts, measured: parts.length, left: 0, words: 128, steps: 16 };
};

/** Each bit less halves the horizon. */
export const precision: Answering<'precision'> = () => {
  const lengths = [4, 8, 16, 32];
  const rows = [23, 7, 4, 3].map((bits, at) => ({
    bits,
    full: lengths.map((length) => (length <= 32 / 2 ** at ? 1 : 0.25)),
    horizon: 32 / 2 ** at,
  }));
  return { lengths, words: 64, rows };
};
