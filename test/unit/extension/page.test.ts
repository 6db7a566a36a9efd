import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hiddenPiece, layerStates } from '../../../src/extension/hidden-rows';
import { parsePageMessage } from '../../../src/extension/page-messages';
import { cutSteps, pageProbe } from '../../../src/extension/page-probe';
import type { Manifest } from '../../../src/models/manifest';
import { makeTrace, states, type Trace } from '../../../src/trace/trace';

describe('messages from the page', () => {
  const hidden = { probe: 'p', model: 'm', layer: 0, from: 0, to: 512, stride: 1 };

  it('are taken when they are in the contract', () => {
    for (const message of [
      { kind: 'ready' },
      { kind: 'playhead', probe: 'p', step: 3 },
      { kind: 'chooseModel', probe: 'p', model: 'm' },
      { kind: 'ask', request: 1, name: 'hidden', body: hidden },
      { kind: 'ask', request: 2, name: 'command', body: { name: 'showLog' } },
      { kind: 'ask', request: 3, name: 'openStep', body: { probe: 'p', step: 0 } },
    ]) {
      assert.deepEqual(parsePageMessage(message), message);
    }
  });

  it('are dropped when they are not', () => {
    for (const message of [
      null,
      'ready',
      { kind: 'steady' },
      { kind: 'playhead', probe: 'p', step: -1 },
      { kind: 'playhead', probe: 'p', step: 0.5 },
      { kind: 'ask', request: 1, name: 'command', body: { name: 'workbench.action.quit' } },
      { kind: 'ask', request: 1, name: 'hidden', body: { ...hidden, stride: 0 } },
      { kind: 'ask', request: 1, name: 'hidden', body: { ...hidden, layer: '../../x' } },
      { kind: 'ask', name: 'openStep', body: { probe: 'p', step: 0 } },
    ]) {
      assert.equal(parsePageMessage(message), undefined, JSON.stringify(message));
    }
  });

  it('never make the check throw', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        assert.equal(parsePageMessage(data), undefined);
      }),
      { seed: 20260101, numRuns: 300 },
    );
  });
});

/** A world of `size` places whose step `t` swaps places `t` and `t + 1`. */
function swaps(size: number, count: number): Trace {
  const names = Array.from({ length: size }, (_, slot) => `s${slot}`);
  return makeTrace({
    domain: 'word',
    source: { uri: 'x.word', language: 'word' },
    slots: names,
    objects: names,
    initial: names.map((_, slot) => slot),
    steps: Array.from({ length: count }, (_, t) => {
      const map = names.map((_, slot) => slot);
      const [i, j] = [t % size, (t + 1) % size];
      [map[i], map[j]] = [j, i];
      return { map, text: `${i} ${j}` };
    }),
  });
}

const parts = { id: '1', title: 't', name: 'n', models: [], cuts: [] };

describe('a probe as the page shows it', () => {
  it('tell what theory says of a model beside what its own measurements say', () => {
    const manifest: Manifest = {
      ...{ format: 1, id: 'm', name: 'm', architecture: 'mamba', layers: 1, width: 4 },
      task: { kind: 'monoid', name: 'S5', degree: 1, tokens: [[0]], classes: [[0]] },
      metrics: [
        { length: 4, sequences: 10, full: 1, steps: 1 },
        { length: 8, sequences: 10, full: 0.5, steps: 0.8 },
      ],
    };
    const model = { path: '/m.onnx', bytes: 1, manifest };
    const [shown] = pageProbe(swaps(5, 3), { ...parts, models: [model] }).models;
    assert.deepEqual(shown?.measured, {
      reach: 4,
      beyond: { length: 8, full: 0.5 },
      line: 'at least 90% of words right up to length 4; 50% at 8',
    });
    const [bare] = pageProbe(swaps(5, 3), {
      ...parts,
      models: [{ ...model, manifest: { ...manifest, metrics: [] } }],
    }).models;
    assert.equal(bare?.measured, undefined);
  });

  it('has the true states of a small world, and only that world', () => {
    const trace = swaps(4, 7);
    const { views } = pageProbe(trace, parts);
    assert.equal(views.length, 1);
    assert.deepEqual([...(views[0]?.truth ?? [])], states(trace).flat());
  });

  it('shows five objects of a large world first, and says so', () => {
    const { views } = pageProbe(swaps(9, 7), parts);
    assert.deepEqual(
      views.map(({ slots }) => slots.length),
      [5, 9],
    );
    assert.match(views[0]?.note ?? '', /Five of 9 objects/);
    const { objects } = swaps(9, 7);
    const chosen = objects.slice(4);
    const followed = pageProbe(swaps(9, 7), { ...parts, objects: chosen }).views[0]?.objects;
    assert.deepEqual(followed?.toSorted(), chosen.toSorted());
  });

  it('has no state after an illegal move', () => {
    const legal = swaps(3, 2);
    const trace = makeTrace({
      ...legal,
      steps: [...legal.steps, { map: null, text: 'x' }],
      illegal: { step: 2, reason: 'no' },
    });
    const probe = pageProbe(trace, parts);
    assert.deepEqual([...(probe.views[0]?.truth.slice(-3) ?? [])], [-1, -1, -1]);
    assert.deepEqual(probe.illegal, { step: 2, reason: 'no' });
  });
});

describe('a trace that is too long', () => {
  it('is cut, and the cut is told', () => {
    const { trace, cuts } = cutSteps(swaps(5, 100), 30);
    assert.equal(trace.steps.length, 30);
    assert.deepEqual(trace.final, states(swaps(5, 100))[30]);
    assert.deepEqual(
      cuts.map(({ what, shown, total }) => [what, shown, total]),
      [['steps', 30, 100]],
    );
  });

  it('loses an illegal move behind the cut', () => {
    const long = { ...swaps(5, 10), illegal: { step: 9, reason: 'no' } };
    assert.equal(cutSteps(long, 5).trace.illegal, undefined);
  });

  it('is left alone when it is not', () => {
    const trace = swaps(5, 30);
    assert.deepEqual(cutSteps(trace, 30), { trace, cuts: [] });
  });
});

describe('pieces of hidden state', () => {
  const neurons = 3;
  /** Token k has the values 10k, 10k+1, 10k+2. */
  const data = Float32Array.from({ length: 20 * neurons }, (_, at) => 10 * Math.floor(at / neurons) + (at % neurons));
  const tensor = { dims: [1, 20, neurons], data };
  const ask = { probe: 'p', model: 'm', layer: 0 };

  it('are the rows of the tokens after which the steps count', () => {
    const layer = layerStates(tensor, Int32Array.from([0, 2, 4, 6, 8]));
    const piece = hiddenPiece(layer, { ...ask, from: 1, to: 5, stride: 2 });
    assert.deepEqual([...piece.data], [20, 21, 22, 60, 61, 62]);
    assert.deepEqual([piece.neurons, piece.min, piece.max], [3, 0, 82]);
  });

  it('end with the model’s run, and say nothing of a step without a token', () => {
    const layer = layerStates(tensor, Int32Array.from([-1, 1, -1, -1]));
    const piece = hiddenPiece(layer, { ...ask, from: 0, to: 4, stride: 1 });
    assert.deepEqual([...piece.data], [NaN, NaN, NaN, 10, 11, 12]);
    assert.equal(hiddenPiece(layer, { ...ask, from: 2, to: 4, stride: 1 }).data.length, 0);
  });

  it('are no larger than a message may be, whatever is asked for', () => {
    const layer = layerStates(
      { dims: [1, 2000, 1], data: new Float32Array(2000) },
      Int32Array.from({ length: 2000 }, (_, k) => k),
    );
    assert.equal(hiddenPiece(layer, { ...ask, from: 0, to: 2000, stride: 1 }).data.length, 512);
    assert.equal(hiddenPiece(layer, { ...ask, from: 1500, to: 10, stride: 1 }).data.length, 0);
  });

  it('carry a buffer of their own, for the message takes all of it', () => {
    const layer = layerStates(tensor, Int32Array.from([5]));
    assert.equal(hiddenPiece(layer, { ...ask, from: 0, to: 1, stride: 1 }).data.buffer.byteLength, 4 * neurons);
  });

  it('refuse a layer of another shape', () => {
    assert.throws(() => layerStates({ dims: [20, 3], data }, new Int32Array(1)), /\[20, 3\], not \[1, tokens, width\]/);
  });
});
