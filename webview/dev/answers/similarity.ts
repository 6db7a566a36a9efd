import { hiddenLayer } from '../sample';
import type { Similarity } from '../../../src/protocol/messages';
import type { Answering } from '../answering';

const MOST = 512;

/** Real cosines of the sample's hidden states beside real equality of its true states. */
export const similarity: Answering<'similarity'> = ({ model: id, output, from, to }, probe): Similarity => {
  const model = probe?.models.find((candidate) => candidate.id === id);
  const world = probe?.views[0];
  if (!probe || !model || !world) throw new Error('no such model');
  const stride = Math.max(1, Math.ceil((to - from) / MOST));
  const size = Math.ceil((to - from) / stride);
  const layer = Number(output.split('.')[1]);
  const neurons = model.layers[layer]?.neurons ?? 1;
  const data = hiddenLayer(model, layer, probe.steps.count);
  const rows = Array.from({ length: size }, (_, at) => {
    const step = from + at * stride;
    return data.subarray(step * neurons, (step + 1) * neurons);
  });
  const count = world.slots.length;
  const states = rows.map((_, at) => {
    const step = from + at * stride + 1;
    return world.truth.subarray(step * count, (step + 1) * count).join(' ');
  });
  const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  const norms = rows.map((row) => Math.sqrt(dot(row, row)) || 1);
  const cosine = new Float32Array(size * size);
  const equal = new Uint8Array(size * size);
  rows.forEach((a, i) => {
    rows.forEach((b, j) => {
      cosine[i * size + j] = dot(a, b) / ((norms[i] ?? 1) * (norms[j] ?? 1));
      equal[i * size + j] = states[i] === states[j] ? 1 : 0;
    });
  });
  return {
    from,
    stride,
    size,
    cosine,
    equal,
    agreement: model.layers.map((_, at) => ({ output: `hidden.${at}`, area: 0.5 + (0.45 * at) / model.layers.length })),
  };
};
