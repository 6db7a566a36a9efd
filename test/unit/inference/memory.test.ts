import assert from 'node:assert/strict';
import { memoryHorizon, superposition, type Asked } from '../../../src/analysis/memory';
import { InferenceError } from '../../../src/inference/client';
import { Bridge, type Call } from '../../../src/inference/bridge/bridge';
import { look } from '../../../src/inference/look/look';
import type { LookRequest, StepWord } from '../../../src/inference/looks';
import { OpenModel } from '../../../src/inference/open-model';
import { Moments } from '../../../src/representation/moments';
import { fitProbe } from '../../../src/representation/linear-probe';
import { parityManifest } from '../models/tiny-models';
import type { MonoidTask } from '../../../src/models/manifest';

/** Values after a token, of the tokens so far, that one the last. */
type Of = (tokens: number[]) => number[];

const OUTPUTS: Record<string, Of> = {
  logits: () => [0, 0],
  // The last three tokens, each in a place of its own.
  'hidden.0': (tokens) => [0, 1, 2].map((ago) => tokens.at(-1 - ago) ?? 0),
  // The parity, and nothing else.
  'hidden.1': (tokens) => [tokens.reduce((sum, token) => sum + token, 0) % 2],
  // A sum in which older tokens fade, as that of a linear recurrence.
  'state.1': (tokens) => [tokens.reduce((state, token) => 0.5 * state + token, 0), tokens.length],
  // What a token leaves is turned round by the next one.
  'state.2': (tokens) => [tokens.reduce((state, token) => (token === 1 ? -state : state) + 1 + token, 0)],
};

function asked(): Asked {
  const run: Call = ({ tokens }, names) => {
    const { data, dims } = tokens!;
    const [batch = 0, length = 0] = dims;
    const results = names.map((name) => {
      const rows = Array.from({ length: batch * length }, (_, place) => {
        const start = Math.floor(place / length) * length;
        return OUTPUTS[name]!([...data].slice(start, place + 1).map(Number));
      });
      const shape = [batch, length, rows[0]!.length];
      return [name, { type: 'float32', dims: shape, data: Float32Array.from(rows.flat()) }] as const;
    });
    return Promise.resolve(Object.fromEntries(results));
  };
  const info = (name: string, type: string, shape: (number | string)[]) => ({ name, isTensor: true, type, shape });
  const bridge = new Bridge({
    inputs: [info('tokens', 'int64', ['batch', 'length'])],
    outputs: Object.keys(OUTPUTS).map((name) =>
      info(name, 'float32', ['batch', 'length', name === 'logits' ? 2 : 'n']),
    ),
  });
  const outputs = Object.keys(OUTPUTS);
  const model = new OpenModel(run, bridge, { provider: 'cpu', inputs: ['tokens'], outputs }, Infinity, () =>
    Promise.resolve(),
  );
  const task = parityManifest({ id: 'm', name: 'M', layers: 1 }).task as MonoidTask;
  const word: StepWord = {
    ...{ name: 'text', model: 'm.onnx', providers: ['cpu'], vocabulary: 2, classes: 2, first: 0 },
    ...{ tokens: Int32Array.of(0, 1), after: Int32Array.of(0, 1), truth: Int32Array.of(0, 1) },
  };
  return {
    ...{ task, outputs },
    look: async (name: string, ask: object) => {
      if ('untrained' in ask) throw new InferenceError('this model has no graph');
      const request = { kind: 'look', word, look: name, ask } as unknown as LookRequest<'memory'>;
      return (await look(model, request, () => undefined)).answer as never;
    },
  };
}

describe('what a layer remembers', function () {
  this.timeout(60_000);

  it('is the tokens that stand in it, and none before them; or the state, and no token', async () => {
    const layers = ['hidden.0', 'hidden.1'];
    const found = await memoryHorizon(asked(), layers, { tokens: 16, seed: 1 });
    assert.deepEqual(found.lags, [0, 1, 2, 3, 4, 6, 8]);
    const [tokens, parity] = found.layers;
    assert.deepEqual(tokens!.token.slice(0, 3), [1, 1, 1]);
    for (const share of [...tokens!.token.slice(3), ...tokens!.state, ...parity!.token])
      assert.ok(share > 0.4 && share < 0.6);
    assert.equal(parity!.state[0], 1);
    for (const share of parity!.state.slice(1)) assert.ok(share < 0.6);
    for (const share of [...found.guess.token, ...found.guess.state]) assert.ok(share >= 0.5 && share < 0.55);
  });

  it('is a sum where a recurrence is linear, and none where a later token turns it round', async () => {
    const { distances, layers } = await superposition(asked(), ['hidden.0', 'hidden.1'], { tokens: 16, seed: 1 });
    assert.deepEqual(distances, [1, 2, 3, 4, 6, 8, 12]);
    const of = (output: string) => layers.find((layer) => layer.output === output)!;
    for (const [at, distance] of distances.entries()) {
      const { share, effect } = of('state.1');
      assert.ok(Math.abs(effect[at]! - 0.5 ** distance) < 1e-6);
      if (share[at] !== null) assert.ok(Math.abs(share[at]! - 1) < 1e-6);
      // The last token decides on the sign of all that was before it.
      assert.ok(of('state.2').share[at]! < -0.5);
      // Of a parity a token turns what the other has left.
      assert.ok(Math.abs(of('hidden.1').share[at]! + 1) < 1e-6);
    }
    assert.equal(of('hidden.0').share[3], null);
  });
});

describe('moments under other labels', () => {
  it('give the probe that is fitted with these labels from the start', () => {
    const [width, classes, rows] = [5, 3, 60];
    const data = Float32Array.from({ length: rows * width }, (_, at) => Math.sin(at * at));
    const label = (row: number): number => (row * row) % classes;
    const [own, plain] = [new Moments(width, classes), new Moments(width, 0)];
    const [counts, sums] = [new Float64Array(classes), new Float64Array(classes * width)];
    for (let row = 0; row < rows; row++) {
      own.add(data, row * width, label(row));
      plain.add(data, row * width, -1);
      counts[label(row)]!++;
      for (let i = 0; i < width; i++) sums[label(row) * width + i]! += data[row * width + i]!;
    }
    assert.deepEqual(fitProbe(plain.labelled(counts, sums)), fitProbe(own));
  });
});
