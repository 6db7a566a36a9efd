import assert from 'node:assert/strict';
import { Inside } from '../../../src/analysis/inside';
import { inspect, type InspectOptions } from '../../../src/analysis/inspection';
import { hiddenLayers, insideOutputs } from '../../../src/representation/outputs';
import { glassClient, glassEntry, glassModel } from '../inference/glass-model';

function glass(outputs?: string[]) {
  const { model } = glassModel();
  const entry = glassEntry(model);
  if (outputs) entry.facts = { ...entry.facts, outputs };
  const { client, asked } = glassClient(model);
  return { inside: new Inside(entry, 'text', ['cpu'], client), asked };
}

const options: InspectOptions = { layers: ['hidden.0', 'hidden.1'], components: 'run', seed: 7 };

describe('an inspection', () => {
  it('measures every layer that was asked for', async () => {
    const { layers, method, problems, found } = await inspect(glass(['hidden.0', 'hidden.1']).inside, options);
    assert.deepEqual(problems, []);
    assert.match(method!, /on 1024 random words of 16 tokens, measured on 256 others/);
    const [token, parity] = layers;
    assert.deepEqual([token?.name, token?.width, parity?.name, parity?.width], ['embedding', 2, 'layer 1', 3]);
    assert.deepEqual(
      [parity?.probe?.readUntil, parity?.probe?.accuracy, parity?.probe?.heldOut.accuracy],
      [null, 1, 1],
    );
    assert.ok(parity!.probe!.margin!.least > 0 && parity!.probe!.margin!.median >= parity!.probe!.margin!.least);
    assert.equal(parity?.similarity, 1);
    // All three steps end with a swap: from that token alone the three states look the same.
    assert.equal(token?.similarity, null);
    assert.ok(token.probe!.accuracy! < 1);
    assert.deepEqual(
      found.components.map(({ output }) => output),
      ['hidden.0', 'hidden.1'],
    );
  });

  it('sums up what is beside the layers, and goes on where something cannot be measured', async () => {
    const outputs = ['hidden.0', 'hidden.1', 'hidden.2', 'attention.1', 'state.1', 'state.9'];
    const { inside, layers, problems } = await inspect(glass(outputs).inside, {
      ...options,
      layers: ['hidden.1', 'hidden.2'],
    });
    const state = inside.find(({ output }) => output === 'state.1');
    assert.deepEqual([state?.shape, state?.min, state?.max], [[2, 3], -1, 20]);
    const { heads = [] } = inside.find(({ output }) => output === 'attention.1') ?? {};
    // One token a step: the first head reads all alike, the second itself.
    assert.deepEqual(
      heads.map((head) => [head!.itself.toFixed(3), head!.back.toFixed(3)]),
      [
        [((1 + 1 / 2 + 1 / 3) / 3).toFixed(3), ((0 + 1 / 2 + 1) / 3).toFixed(3)],
        ['1.000', '0.000'],
      ],
    );
    assert.deepEqual(
      problems.map(({ what }) => what),
      ['linear probes', 'principal components', 'state.9'],
    );
    assert.match(problems[0]!.reason, /"hidden\.2" has 1025 values/);
    assert.deepEqual(
      layers.map(({ similarity, probe }) => [similarity, probe]),
      [
        [1, undefined],
        // Counts 1, 2, 3: that of the second step is their mean, and a mean has no direction.
        [null, undefined],
      ],
    );
  });

  it('measures nothing in a model that shows no layers, and asks for nothing', async () => {
    const { inside, asked } = glass(['logits']);
    const { layers, problems, method } = await inspect(inside, { ...options, layers: inside.layers });
    assert.deepEqual([layers, problems, method, asked], [[], [], undefined, []]);
  });

  it('ends when it is cancelled', async () => {
    const cancel = new AbortController();
    const onProgress = (): void => cancel.abort();
    await assert.rejects(inspect(glass().inside, { ...options, signal: cancel.signal, onProgress }), {
      name: 'AbortError',
    });
  });
});

describe('names of outputs', () => {
  it('are layers without a gap, and what is beside them, by layer', () => {
    const outputs = ['state.2', 'hidden.3', 'logits', 'hidden.1', 'attention.1', 'hidden.0', 'state.0', 'decay.x'];
    assert.deepEqual(hiddenLayers(outputs), ['hidden.0', 'hidden.1']);
    assert.deepEqual(insideOutputs(outputs), [
      { output: 'attention.1', kind: 'attention', layer: 1 },
      { output: 'state.2', kind: 'state', layer: 2 },
    ]);
  });
});
