/**
 * Probes as the extension would send them, for looking at the page without VS Code and for its tests. The truth is real
 * composition; the models err as trained ones do (right for a while, then ever less sure); hidden states come from small
 * random recurrences, so that heat maps have structure.
 */
import { partitionsOf } from './partitions';
import type {
  Attention,
  Layer,
  Model,
  Probe,
  RowsAsk,
  RowsPiece,
  Run,
  RunState,
  StepTensor,
  WorldView,
} from '../../src/protocol/messages';

export type Random = () => number;

/** Mulberry32 (public domain, Tommy Ettinger): 0 ≤ x < 1, the same for the same seed everywhere. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = (next: Random, below: number): number => Math.floor(next() * below);

function swap(row: readonly number[], [i, j]: readonly [number, number]): number[] {
  const result = [...row];
  [result[i], result[j]] = [row[j] ?? 0, row[i] ?? 0];
  return result;
}

interface World {
  view: WorldView;
  texts: string[];
  notations: string[];
}

export function world(steps: number, seed: number, objects: readonly string[], note?: string): World {
  const next = random(seed);
  const slots = objects.map((_, slot) => `a[${slot}]`);
  let row = objects.map((_, object) => object);
  const rows = [row];
  const texts: string[] = [];
  const notations: string[] = [];
  for (let step = 0; step < steps; step++) {
    const i = pick(next, slots.length);
    const j = (i + 1 + pick(next, slots.length - 1)) % slots.length;
    row = swap(row, [i, j]);
    rows.push(row);
    texts.push(`a[${i}], a[${j}] = a[${j}], a[${i}]`);
    notations.push(`(${Math.min(i, j) + 1} ${Math.max(i, j) + 1})`);
  }
  return {
    view: { slots, objects, truth: Int16Array.from(rows.flat()), ...(note !== undefined && { note }) },
    texts,
    notations,
  };
}

/** A run that is right up to about `lasts` steps; `Infinity` for an exact model. */
export function run(view: WorldView, lasts: number, seed: number): Run {
  const next = random(seed);
  const count = view.slots.length;
  const steps = view.truth.length / count - 1;
  const predicted = view.truth.slice(count);
  const outcome = new Uint8Array(steps).fill(1);
  const confidence = new Float32Array(steps);
  const confidenceInTruth = new Float32Array(steps);
  let error: [number, number] | null = null;
  for (let step = 0; step < steps; step++) {
    const sure = Number.isFinite(lasts) ? 1 / (1 + Math.exp((step - lasts * 0.95) / (lasts * 0.08 + 1))) : 1;
    if (next() > sure + 0.02) error = [pick(next, count), pick(next, count)];
    else if (next() < 0.08 * sure + 0.004) error = null;
    if (error && error[0] !== error[1] && sure < 0.9) {
      const row = swap(Array.from(predicted.subarray(step * count, (step + 1) * count)), error);
      predicted.set(row, step * count);
      outcome[step] = 0;
    }
    const wobble = 0.12 * next();
    confidence[step] = Number.isFinite(lasts) ? Math.min(1, Math.max(0.04, 0.96 * sure + 0.06 - wobble)) : 1;
    confidenceInTruth[step] = outcome[step] === 1 ? (confidence[step] ?? 0) : (1 - (confidence[step] ?? 0)) * 0.5;
  }
  const right = outcome.reduce((sum, code) => sum + code, 0);
  const firstWrong = outcome.indexOf(0);
  return {
    view: 0,
    predicted,
    outcome,
    confidence,
    confidenceInTruth,
    firstWrong: firstWrong < 0 ? null : firstWrong,
    accuracy: right / steps,
    rightAtEnd: outcome.at(-1) === 1,
    // Every fourth step takes a second token.
    tokens: Int32Array.from({ length: steps }, (_, step) => step + 1 + Math.floor(step / 4)),
    partitions: partitionsOf(view, predicted, outcome),
    provider: 'cpu',
    digest: seed.toString(16).padStart(64, 'ab'),
    milliseconds: 12,
  };
}

function layers(names: readonly string[], neurons: number): Layer[] {
  return names.map((name) => ({ name, neurons }));
}

export function models(view: WorldView, scale = 1): Model[] {
  const done = (lasts: number, seed: number): RunState => ({ kind: 'done', run: run(view, lasts, seed) });
  return [
    {
      id: 'wfa',
      name: 'WFA-SSM (Theorem 5.2)',
      architecture: 'IDS4',
      exact: true,
      layers: layers(['embedding', 'layer 1'], 25),
      inside: [
        { output: 'state.1', kind: 'state', layer: 1 },
        { output: 'transition.1', kind: 'transition', layer: 1 },
      ],
      state: done(Infinity, 1),
    },
    {
      id: 'rnn-exact',
      name: 'RNN-SSM (Theorem 5.1)',
      architecture: 'RNN-SSM',
      exact: true,
      layers: layers(['embedding', 'layer 1'], 120),
      state: done(Infinity, 2),
    },
    {
      id: 'elman',
      name: 'Elman RNN',
      architecture: 'RNN',
      layers: layers(['embedding', 'layer 1'], 128),
      state: done(300 * scale, 3),
    },
    {
      id: 'transformer',
      name: 'Transformer, 2 layers',
      architecture: 'Transformer',
      theory: {
        says: 'cannot',
        line: 'without chain of thought, at log precision it stays in TC⁰ (Merrill and Sabharwal 2023, Theorem 2), and this is NC¹-complete (Barrington 1989, as cited in Merrill et al. 2024), so not at every length unless TC⁰ = NC¹',
      },
      measured: {
        reach: 7,
        beyond: { length: 8, full: 0.863 },
        horizon: 10,
        line: 'at least 90% of words right up to length 7; 86.3% at 8, half of the words wrong by token 10',
      },
      layers: layers(['embedding', 'layer 1', 'layer 2'], 64),
      inside: [1, 2].map((layer) => ({ output: `attention.${layer}`, kind: 'attention' as const, layer })),
      state: done(17 * scale, 4),
    },
    {
      id: 'mamba',
      name: 'Mamba, 2 layers',
      architecture: 'Mamba',
      measured: {
        reach: 10,
        beyond: { length: 16, full: 0.4 },
        line: 'at least 90% of words right up to length 10; 40% at 16',
      },
      trained: 15,
      beside: 'trained on words up to 15 tokens, at least 90% right up to 10',
      layers: layers(['embedding', 'layer 1', 'layer 2'], 64),
      inside: [1, 2].flatMap((layer) => [
        { output: `state.${layer}`, kind: 'state' as const, layer },
        { output: `decay.${layer}`, kind: 'decay' as const, layer },
      ]),
      state: done(24 * scale, 6),
    },
  ];
}

export function probe(id: string, steps: number, objects: readonly string[] = ['10', '20', '30', '40', '50']): Probe {
  const { view, texts, notations } = world(steps, 20260101, objects);
  return {
    id,
    title: `shuffle.py, lines 3–${steps + 2}`,
    domain: 'code',
    source: { name: 'shuffle.py', language: 'python' },
    steps: { count: steps, texts, notations },
    views: [view],
    verdict: {
      class: 'non-solvable',
      generators: 10,
      moved: 5,
      order: '120',
      group: true,
      sentence:
        'These steps generate S₅, of order 120: tracking this state is NC¹-complete, out of reach of any fixed-depth transformer, S4 or Mamba if TC⁰ ≠ NC¹.',
    },
    models: models(view, steps > 500 ? 8 : 1),
    cuts: [],
  };
}

/** Hidden states of a whole layer, row-major. */
export function hiddenLayer(model: Model, layer: number, steps: number): Float32Array {
  const neurons = model.layers[layer]?.neurons ?? 1;
  const next = random(layer * 31 + model.id.length * 977);
  const data = new Float32Array(steps * neurons);
  const decay = Float32Array.from({ length: neurons }, () => (layer === 0 ? 0 : 0.55 + 0.44 * next()));
  const tokens = Array.from({ length: 11 }, () => Float32Array.from({ length: neurons }, () => 2 * next() - 1));
  const outlier = pick(next, neurons);
  for (let step = 0; step < steps; step++) {
    const token = tokens[pick(next, 11)];
    for (let neuron = 0; neuron < neurons; neuron++) {
      const before = data[(step - 1) * neurons + neuron] ?? 0;
      const value = Math.tanh((decay[neuron] ?? 0) * before * 1.4 + (token?.[neuron] ?? 0));
      data[step * neurons + neuron] = layer > 0 && neuron === outlier && value > 0.6 ? value * 4 : value;
    }
  }
  return data;
}

const STATE_SHAPE = [16, 4];

/** Any output with rows: hidden states, or made of them. */
export function outputOf(model: Model, output: string, steps: number): { data: Float32Array; neurons: number } {
  const [kind, at] = output.split('.');
  const layer = Number(at);
  const hidden = hiddenLayer(model, layer, steps);
  const width = model.layers[layer]?.neurons ?? 1;
  if (kind === 'hidden') return { data: hidden, neurons: width };
  const neurons = kind === 'decay' ? 16 : STATE_SHAPE.reduce((product, size) => product * size, 1);
  const of = (index: number): number => hidden[Math.floor(index / neurons) * width + (index % width)] ?? 0;
  const data = Float32Array.from({ length: steps * neurons }, (_, index) =>
    kind === 'decay' ? 1 / (1 + Math.exp(-2 - of(index))) : of(index) * (1 + (index % 3)),
  );
  return { data, neurons };
}

/** One output at one step in its own shape. */
export function tensorOf(model: Model, output: string, step: number, steps: number): StepTensor {
  if (output.startsWith('transition.')) {
    const size = 25;
    const next = random(step * 7 + 1);
    const to = Array.from({ length: size }, (_, at) => at).sort(() => next() - 0.5);
    return {
      shape: [size, size],
      data: Float32Array.from({ length: size * size }, (_, at) => (to[Math.floor(at / size)] === at % size ? 1 : 0)),
    };
  }
  const { data, neurons } = outputOf(model, output, steps);
  return { shape: STATE_SHAPE, data: data.slice(step * neurons, (step + 1) * neurons) };
}

const MOST_SIDE = 512;

/** A head that looks at what moved the same slots, and one that looks back by a fixed distance. */
export function attentionOf(head: number, from: number, to: number): Attention {
  const stride = Math.max(1, Math.ceil((to - from) / MOST_SIDE));
  const size = Math.ceil((to - from) / stride);
  const weights = new Float32Array(size * size);
  for (let row = 0; row < size; row++) {
    const scores = Array.from({ length: row + 1 }, (_, column) =>
      head % 2 === 0 ? 2 * Math.sin(column * 2.4 + row) : -0.4 * Math.abs(row - column - 3 * head),
    ).map(Math.exp);
    const total = scores.reduce((sum, score) => sum + score, 0);
    scores.forEach((score, column) => (weights[row * size + column] = score / total));
  }
  return { heads: 4, from, stride, size, weights };
}

interface Facts {
  min: number;
  max: number;
  typical: number;
}

const facts = new WeakMap<Float32Array, Facts>();

function rangeOf(data: Float32Array): Facts {
  const magnitudes = Float32Array.from(data, Math.abs).sort();
  return {
    min: data.reduce((least, value) => Math.min(least, value), Infinity),
    max: data.reduce((most, value) => Math.max(most, value), -Infinity),
    typical: magnitudes[Math.floor(magnitudes.length * 0.99)] ?? 1,
  };
}

/** What the extension answers to a request for rows. */
export function piece(data: Float32Array, neurons: number, { from, to, stride }: RowsAsk): RowsPiece {
  const count = Math.ceil((Math.min(to, data.length / neurons) - from) / stride);
  const rows = new Float32Array(Math.max(0, count) * neurons);
  for (let row = 0; row < count; row++) {
    const step = from + row * stride;
    rows.set(data.subarray(step * neurons, (step + 1) * neurons), row * neurons);
  }
  const range = facts.get(data) ?? rangeOf(data);
  facts.set(data, range);
  return { neurons, data: rows, ...range };
}
