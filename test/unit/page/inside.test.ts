import assert from 'node:assert/strict';
import { pageProbes, pageTrajectories } from '../../../src/page/inside';
import type { MeasuredLayer } from '../../../src/analysis/inside';
import { glassEntry, glassModel, glassWord } from '../inference/glass-model';

const entry = glassEntry(glassModel().model);
const word = glassWord();
/** Objects p and q in the slots x and y: as they were, and swapped. */
const [REST, SWAPPED, NOTHING] = [
  [0, 1],
  [1, 0],
  [-1, -1],
];

describe('what is inside, as the page shows it', () => {
  it('is the state that a probe reads, as an arrangement, and whether it is the true one', () => {
    const layer: MeasuredLayer = {
      output: 'hidden.1',
      heldOut: {
        ...{ right: 3, states: 4, accuracy: 0.75, interval: [0.3, 0.95], words: 2 },
        byToken: [{ right: 1, states: 2 }],
      },
      predicted: Int32Array.of(1, 1, 1, -1),
      margin: Float32Array.of(2, -1, 3, NaN),
      probability: Float32Array.of(0.9, 0.2, 0.95, NaN),
    };
    const { truth } = word;
    const probes = { method: 'by hand', tokens: 1, chance: [0.5], truth, layers: [layer] };
    const { method, layers } = pageProbes(entry, probes, []);
    assert.equal(method, 'by hand');
    assert.deepEqual(layers, [
      {
        output: 'hidden.1',
        heldOut: { accuracy: 0.75, interval: [0.3, 0.95], states: 4, byToken: Float32Array.of(0.5) },
        outcome: Uint8Array.of(1, 0, 1, 2),
        margin: layer.margin,
        predicted: Int16Array.from([SWAPPED, SWAPPED, SWAPPED, NOTHING].flat()),
      },
    ]);
  });

  it('is a point for each step with its true state; states of the text come first', () => {
    const points = new Float32Array(8);
    const sample = { points: new Float32Array(6), labels: Int32Array.of(0, 1, 0) };
    const layer = { output: 'hidden.0', points, explained: [0.5, 0.25] as [number, number] };
    const { reference, arrangements, layers } = pageTrajectories(entry, { word }, 'words', [{ ...layer, sample }]);
    assert.equal(reference, 'words');
    // The text's first state is the swapped one.
    assert.deepEqual([...arrangements], [SWAPPED, REST].flat());
    assert.deepEqual(layers, [
      {
        ...layer,
        states: Int32Array.of(0, 1, 0, -1),
        sample: { points: sample.points, states: Int32Array.of(1, 0, 1) },
      },
    ]);
    const [own] = pageTrajectories(entry, { word }, 'run', [layer]).layers;
    assert.ok(own && !('sample' in own));
  });

  it('sends no array twice, which a message would share', () => {
    const layer = { output: 'hidden.0', points: new Float32Array(8), explained: [1, 0] as [number, number] };
    const [first, second] = pageTrajectories(entry, { word }, 'run', [layer, layer]).layers;
    assert.notEqual(first?.states, second?.states);
  });
});
