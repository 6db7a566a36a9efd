/** What the extension works out about a whole output, for sample data. */
import type { Form, NeuronFacts } from '../../src/protocol/messages';

/** `steps × neurons`, row-major, in another form. */
export function inForm(data: Float32Array, neurons: number, form: Form): Float32Array {
  const steps = data.length / neurons;
  if (form === 'raw') return data;
  if (form === 'change')
    return data.map((value, index) => (index < neurons ? 0 : value - (data[index - neurons] ?? 0)));
  const means = new Float32Array(neurons);
  data.forEach((value, index) => (means[index % neurons] = (means[index % neurons] ?? 0) + value / steps));
  return data.map((value, index) => value - (means[index % neurons] ?? 0));
}

/** Greedy: after each neuron the one most alike among those left. */
export function factsOf(data: Float32Array, neurons: number): NeuronFacts {
  const steps = data.length / neurons;
  const centred = inForm(data, neurons, 'centred');
  const columns = Array.from({ length: neurons }, (_, neuron) =>
    Float32Array.from({ length: Math.min(steps, 512) }, (__, step) => centred[step * neurons + neuron] ?? 0),
  );
  const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  const norms = columns.map((column) => Math.sqrt(dot(column, column)) || 1);
  const left = new Set(columns.keys());
  const similar: number[] = [];
  for (let at = 0; left.size > 0;) {
    similar.push(at);
    left.delete(at);
    const alike = (other: number): number =>
      Math.abs(dot(columns[at] ?? new Float32Array(), columns[other] ?? new Float32Array())) / (norms[other] ?? 1);
    const scored = [...left].map((other) => ({ other, score: alike(other) }));
    at = scored.reduce((best, next) => (next.score > best.score ? next : best), { other: 0, score: -1 }).other;
  }
  return {
    variance: Float32Array.from(norms, (norm) => (norm * norm) / Math.max(1, steps)),
    similar: Uint32Array.from(similar),
  };
}
