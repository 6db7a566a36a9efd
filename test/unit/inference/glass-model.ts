import { trueClasses, type ModelRun } from '../../../src/analysis/model-run';
import type { ProbedModel } from '../../../src/analysis/probe';
import { InferenceError, type CallOptions, type InferenceClient } from '../../../src/inference/client';
import { look } from '../../../src/inference/look/look';
import type { LookName, LookRequest, Looks, StepWord } from '../../../src/inference/looks';
import { isChanging } from '../../../src/inference/patch/patch-looks';
import { Bridge, type Call } from '../../../src/inference/bridge/bridge';
import type { Value } from '../../../src/inference/bridge/values';
import { OpenModel } from '../../../src/inference/open-model';
import { encoderOf } from '../../../src/models/encoding';
import type { MonoidTask } from '../../../src/models/manifest';
import { makeTrace } from '../../../src/trace/trace';
import { parityManifest } from '../models/tiny-models';

/** Values of one token: `count` swaps up to it, of which it is the last if `token` is 1; `at` counts tokens from zero. */
type Of = (token: number, count: number, at: number) => number[];

/** What a glass model shows for every token. */
const OUTPUTS: Record<string, Of> = {
  logits: (_, count) => (count % 2 === 0 ? [8, 0] : [0, 8]),
  // The token alone.
  'hidden.0': (token) => (token === 0 ? [8, 0] : [0, 8]),
  // The parity, far from zero, the token, and something that never changes.
  'hidden.1': (token, count) => [count % 2 === 0 ? 4 : 2, token, 1],
  // More than is probed.
  'hidden.2': (_, count) => new Array<number>(1025).fill(count),
  'state.1': (token, count, at) => [token, count, at, 10 * at, 0, -1],
  'state.2': () => [NaN],
};
const SHAPES: Record<string, number[]> = { 'state.1': [2, 3] };

/** Two heads: the first reads all tokens alike, the second itself. */
function attention(batch: number, length: number): Float32Array {
  const head = (weight: (row: number, column: number) => number) =>
    Array.from({ length: length * length }, (_, at) => weight(Math.floor(at / length), at % length));
  const one = [
    ...head((row, column) => (column <= row ? 1 / (row + 1) : 0)),
    ...head((row, column) => Number(row === column)),
  ];
  return Float32Array.from(new Array<number[]>(batch).fill(one).flat());
}

/**
 * Counts swaps in a world of two slots, and shows everything; without a file or a runtime. `runs` counts what it was
 * asked to compute.
 */
export function glassModel(): { model: OpenModel; runs: string[] } {
  const runs: string[] = [];
  const run: Call = ({ tokens }, outputs) => {
    const { data, dims } = tokens!;
    const [batch = 0, length = 0] = dims;
    const result: Record<string, Value> = {};
    for (const name of outputs) {
      runs.push(name);
      if (name === 'attention.1') {
        result[name] = { type: 'float32', dims: [batch, 2, length, length], data: attention(batch, length) };
        continue;
      }
      const of = OUTPUTS[name]!;
      let count = 0;
      const values = Array.from([...data].map(Number), (id, place) => {
        if (place % length === 0) count = 0;
        count += id;
        return of(id, count, place % length);
      });
      const shape = SHAPES[name] ?? [values[0]!.length];
      result[name] = { type: 'float32', dims: [batch, length, ...shape], data: Float32Array.from(values.flat()) };
    }
    return Promise.resolve(result);
  };
  const names = [...Object.keys(OUTPUTS), 'attention.1'];
  const shapeOf = (name: string) =>
    name === 'attention.1' ? ['batch', 2, 'length', 'length'] : ['batch', 'length', name === 'logits' ? 2 : 'width'];
  const info = (name: string, type: string, shape: (number | string)[]) => ({ name, isTensor: true, type, shape });
  const bridge = new Bridge({
    inputs: [info('tokens', 'int64', ['batch', 'length'])],
    outputs: names.map((name) => info(name, 'float32', shapeOf(name))),
  });
  const facts = { provider: 'cpu' as const, inputs: ['tokens'], outputs: names };
  return { model: new OpenModel(run, bridge, facts, Infinity, () => Promise.resolve()), runs };
}

/** Swap; rest and swap, which are one step; swap; and a step without a state. */
export function glassWord(overrides: Partial<StepWord> = {}): StepWord {
  return {
    name: 'text',
    model: 'glass.onnx',
    providers: ['cpu'],
    vocabulary: 2,
    classes: 2,
    tokens: Int32Array.of(1, 0, 1, 1),
    first: 0,
    after: Int32Array.of(0, 2, 3, -1),
    truth: Int32Array.of(1, 0, 1, -1),
    ...overrides,
  };
}

/** Asks the model in this process; `asked` lists what for. */
export function glassClient(model: OpenModel): { client: InferenceClient; asked: LookName[] } {
  const asked: LookName[] = [];
  const client = {
    async look<K extends LookName>(word: StepWord, name: K, ask: Looks[K]['ask'], options: CallOptions = {}) {
      options.signal?.throwIfAborted();
      asked.push(name);
      try {
        const request = { kind: 'look', word, look: name, ask } as LookRequest;
        if (isChanging(request)) throw new Error('this model has no graph');
        return (await look(model, request, (progress) => options.onProgress?.(progress))).answer;
      } catch (error) {
        // So does the process that computes.
        throw new InferenceError((error as Error).message);
      }
    },
  };
  return { client: client as unknown as InferenceClient, asked };
}

/** A world of two slots that is swapped twice, swapped again and then has no state: as {@link glassWord} has it. */
export function glassEntry({ facts }: OpenModel): ProbedModel {
  const manifest = parityManifest({ id: 'glass', name: 'Glass', layers: 1 });
  const swap = [1, 0];
  const trace = makeTrace({
    domain: 'chess',
    source: { uri: 'glass.word', language: 'word' },
    slots: ['x', 'y'],
    objects: ['p', 'q'],
    initial: [0, 1],
    steps: [swap, swap, swap, null].map((map, at) => ({ map, text: `step ${at + 1}` })),
    illegal: { step: 3, reason: 'an illegal move' },
  });
  const encoder = encoderOf(manifest.task as MonoidTask);
  const encoding = encoder.encode(
    2,
    trace.steps.map(({ map }) => map ?? null),
  );
  if ('problem' in encoding) throw new Error(encoding.problem);
  const truth = trueClasses(encoder, encoding);
  if ('problem' in truth) throw new Error(truth.problem);
  // Wrong at the second step, which the model itself would not be.
  const steps: ModelRun['steps'] = Array.from(truth, (id, step) => {
    const predicted = step === 1 ? 1 - id : id;
    const sure = { predicted, truth: id, confidence: 0.75, probabilityOfTruth: predicted === id ? 0.75 : 0.25 };
    return id < 0 ? null : { ...sure, right: predicted === id };
  });
  return {
    model: { path: '/glass.onnx', bytes: 1, manifest },
    trace,
    view: 'whole',
    encoding,
    run: { steps, firstWrong: 1, accuracy: 2 / 3, judged: 3, predictedFinal: null, trueFinal: null },
    facts,
    milliseconds: 1,
  };
}
