import type { Answering } from '../answering';

const LAGS = [0, 1, 2, 4, 8];

/** Layers that forget, the later ones more slowly; a linear recurrence. */
export const memory: Answering<'memory'> = ({ model: id }, probe) => {
  const model = probe?.models.find((candidate) => candidate.id === id);
  if (!model) throw new Error('no such model');
  const of = (slowness: number) => ({
    token: LAGS.map((lag) => 1 / (1 + lag / slowness)),
    state: LAGS.map((lag) => 0.9 / (1 + lag * slowness)),
  });
  const outputs = model.layers.map((_, layer) => `hidden.${layer}`);
  const layers = outputs.map((output, layer) => ({ output, ...of(layer + 1) }));
  const guess = { token: LAGS.map(() => 0.1), state: LAGS.map(() => 0.01) };
  const sums = outputs.map((output): { output: string; share: (number | null)[] } => ({
    output,
    share: [0.5, -0.5, null],
  }));
  return {
    horizon: { lags: LAGS, tokens: 56, layers, guess, twin: outputs.map((output) => ({ output, ...of(0.5) })) },
    sums: { distances: [1, 2, 4], layers: [...sums, { output: 'state.1', share: [1, 1, 1] }] },
  };
};

export const eigenvalues: Answering<'eigenvalues'> = () => {
  const spectrum = (points: number[]) => ({
    ...{ points: Float32Array.from(points), count: 20, real: [-1, 1] as [number, number], imaginary: 0.86 },
    ...{ modulus: [0.5, 1] as [number, number], onCircle: 0.75, negative: 0.25 },
  });
  const steps = spectrum([1, 0, 12, -1, 0, 4, 0.5, 0, 4]);
  const word = spectrum([-0.5, 0.86, 6, -0.5, -0.86, 6, 1, 0, 8]);
  return { coupled: 16, isLinear: true, tokens: 64, steps, word, isWhole: true };
};

export const likeness: Answering<'likeness'> = ({ model: first, other: second }, probe) => {
  const layersOf = (id: string): string[] =>
    (probe?.models.find((candidate) => candidate.id === id)?.layers ?? []).map((_, layer) => `hidden.${layer}`);
  const layers: [string[], string[]] = [layersOf(first), layersOf(second)];
  const cka = layers[0].map((_, row) => layers[1].map((__, column) => 1 / (1 + Math.abs(row - column))));
  return { layers, cka, others: 0.04, words: 128, tokens: 56 };
};
