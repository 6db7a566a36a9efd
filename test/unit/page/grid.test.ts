import assert from 'node:assert/strict';
import { Inside } from '../../../src/analysis/inside';
import { pageGrid } from '../../../src/page/grid';
import { glassEntry, glassModel, glassWord } from '../inference/glass-model';

describe('the grid of layers and steps, as the page shows it', () => {
  it('is what is read as arrangements, with what a control has', async () => {
    const entry = glassEntry(glassModel().model);
    const word = glassWord();
    const layer = {
      ...{
        output: 'hidden.1',
        predicted: Int32Array.of(1, 0, 1, -1),
        probability: Float32Array.of(0.9, 0.2, 0.6, NaN),
      },
      ...{ margin: new Float32Array(4) },
      heldOut: {
        right: 3,
        states: 4,
        byToken: [],
        accuracy: 0.75,
        interval: [0.3, 0.95] as [number, number],
        words: 2,
      },
    };
    const control = { ...layer, heldOut: { ...layer.heldOut, accuracy: 0.5 } };
    const inside = {
      ...{ layers: ['hidden.0', 'hidden.1'], word },
      look: (name: string, ask: object) => {
        assert.deepEqual([name, ask], ['lens', { outputs: ['hidden.0', 'hidden.1'], last: 'hidden.1' }]);
        return Promise.resolve([{ output: layer.output, predicted: layer.predicted, probability: layer.probability }]);
      },
      probes: () => Promise.resolve({ layers: [layer] }),
      control: () => Promise.resolve([control]),
    } as unknown as Inside;
    const of = async (reading: 'lens' | 'probe' | 'twin') =>
      (await pageGrid({ entry, inside }, { probe: 'p', model: 'm', reading }, {})).rows;
    const [row] = await of('lens');
    assert.deepEqual(row, {
      output: 'hidden.1',
      predicted: Int16Array.of(1, 0, 0, 1, 1, 0, -1, -1),
      outcome: Uint8Array.from(layer.predicted, (id, step) => (id < 0 ? 2 : Number(id === word.truth[step]))),
      probability: layer.probability,
    });
    assert.deepEqual((await of('probe'))[0]!.heldOut, { accuracy: 0.75, interval: [0.3, 0.95] });
    assert.equal((await of('twin'))[0]!.selectivity, 0.25);
  });
});
