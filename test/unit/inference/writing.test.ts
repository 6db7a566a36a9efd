import assert from 'node:assert/strict';
import { checkModelFile, checkSummary, isAccepted } from '../../../src/inference/check-file';
import { InferenceClient } from '../../../src/inference/client';
import { MANIFEST_KEY, type Manifest } from '../../../src/models/manifest';
import { stateProbe } from '../cli/run-cli';
import type { ModelSpec } from '../models/onnx-fixture';
import { output, parityManifest, temporaryFolder } from '../models/tiny-models';

/** Parity by what was written before: the id before a token, 2 or 3, says the state; without any it is 0. */
function row(manifest: Partial<Manifest> = {}, start = 'none'): ModelSpec {
  return {
    inputs: [{ name: 'tokens', type: 'int64', shape: ['batch', 'length'] }],
    outputs: [output('logits', 2), output('hidden.0', 2)],
    metadata: { [MANIFEST_KEY]: JSON.stringify(parityManifest({ id: 'writes', writes: 2, ...manifest })) },
    initializers: [
      { name: 'axis', type: 'int64', dims: [1], data: [1] },
      { name: 'zero', type: 'int64', dims: [1], data: [0] },
      { name: 'one', type: 'int64', dims: [1], data: [1] },
      { name: 'two', type: 'int64', dims: [1], data: [2] },
      { name: 'last', type: 'int64', dims: [1], data: [-1] },
      { name: 'end', type: 'int64', dims: [1], data: [2 ** 40] },
      { name: 'table', type: 'float32', dims: [2, 2], data: [1.5, -0.25, -2, 0.875] },
      { name: 'embedding', type: 'float32', dims: [4, 2], data: [0.5, 1, -1.25, 3, 8, 8, 9, 9] },
    ],
    nodes: [
      { op: 'Sub', inputs: ['tokens', 'two'], outputs: ['below'] },
      { op: 'Max', inputs: ['below', 'zero'], outputs: ['states'] },
      { op: 'Slice', inputs: ['states', 'zero', 'one', 'axis'], outputs: ['first'] },
      { op: 'Sub', inputs: ['first', 'first'], outputs: ['none'] },
      { op: 'Concat', inputs: [start, 'states'], outputs: ['shifted'], attributes: { axis: 1 } },
      { op: 'Slice', inputs: ['shifted', 'zero', 'last', 'axis'], outputs: ['before'] },
      { op: 'Add', inputs: ['before', 'tokens'], outputs: ['sum'] },
      { op: 'Mod', inputs: ['sum', 'two'], outputs: ['parity'] },
      { op: 'Gather', inputs: ['table', 'parity'], outputs: ['logits'] },
      { op: 'Gather', inputs: ['embedding', 'tokens'], outputs: ['hidden.0'] },
    ],
  };
}

/** The same with the state that was written last carried on. */
function carried(manifest: Partial<Manifest> = {}, length: number | string = 'length'): ModelSpec {
  const model = row({ states: { h: 'hn' }, ...manifest }, 'h');
  model.inputs[0]!.shape = ['batch', length];
  model.inputs.push({ name: 'h', type: 'int64', shape: ['batch', 1] });
  model.outputs.push({ name: 'hn', type: 'int64', shape: ['batch', 1] });
  model.nodes.push({ op: 'Slice', inputs: ['states', 'last', 'end', 'axis'], outputs: ['hn'] });
  return model;
}

/** It writes the other state after its third token, wherever it reads that. */
function wrongOnce(): ModelSpec {
  const model = row({ id: 'wrong-once' });
  for (const node of model.nodes) node.inputs = node.inputs.map((name) => (name === 'parity' ? 'otherwise' : name));
  model.initializers?.push({ name: 'four', type: 'int64', dims: [1], data: [4] });
  model.nodes.splice(
    8,
    0,
    { op: 'Sub', inputs: ['tokens', 'tokens'], outputs: ['nothing'] },
    { op: 'Add', inputs: ['nothing', 'one'], outputs: ['ones'] },
    { op: 'CumSum', inputs: ['ones', 'axis'], outputs: ['places from one'] },
    { op: 'Sub', inputs: ['places from one', 'one'], outputs: ['places'] },
    { op: 'Equal', inputs: ['places', 'four'], outputs: ['is fifth'] },
    { op: 'Cast', inputs: ['is fifth'], outputs: ['fifth'], attributes: { to: 7 } },
    { op: 'Add', inputs: ['parity', 'fifth'], outputs: ['more'] },
    { op: 'Mod', inputs: ['more', 'two'], outputs: ['otherwise'] },
  );
  return model;
}

describe('a model that writes its states', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const client = new InferenceClient();
  after(() => client.dispose());

  const WORDS = [
    [1, 1, 0, 1, 1, 1, 0],
    [0, 1, 0, 0, 1, 0, 1],
    [1, 0, 0, 1, 0, 1, 1],
  ];
  const TRUTH = WORDS.map((word) => word.map((_, at) => word.slice(0, at + 1).reduce((sum, one) => sum + one, 0) % 2));

  async function run(model: string, words: readonly number[][]) {
    const [batch, length] = [words.length, words[0]?.length ?? 0];
    const asked = { model, providers: ['cpu'] as const, vocabulary: 2, classes: 2, outputs: ['logits', 'hidden.0'] };
    const { tensors } = await client.run({ ...asked, tokens: Int32Array.from(words.flat()), batch, length });
    const { logits, 'hidden.0': hidden } = tensors;
    assert.deepEqual(
      [logits?.dims, hidden?.dims],
      [
        [batch, length, 2],
        [batch, length, 2],
      ],
    );
    const states = words.map((word, at) =>
      word.map((_, step) => {
        const [even = NaN, odd = NaN] = logits!.data.subarray((at * length + step) * 2);
        return even > odd ? 0 : 1;
      }),
    );
    return { states, hidden: Array.from(hidden!.data) };
  }

  for (const [what, model, note] of [
    ['reads all again', row(), /as token 2/],
    ['carries a state', carried(), /carried from "hn"; it reads the state that it wrote/],
    ['carries a state token by token', carried({}, 1), /carried/],
  ] as const)
    it(`and ${what} is asked token by token, and shows what stands at the tokens`, async () => {
      const path = folder.write(`${what}.onnx`, model);
      const result = await checkModelFile(path, client);
      assert.ok(isAccepted(result), checkSummary(result));
      assert.match(result.checks.find(({ name }) => name === 'names')?.note ?? '', note);
      const { states, hidden } = await run(path, WORDS);
      assert.deepEqual(states, TRUTH);
      assert.deepEqual(
        hidden,
        WORDS.flat().flatMap((token) => (token === 0 ? [0.5, 1] : [-1.25, 3])),
      );
      assert.deepEqual((await run(path, [[1]])).states, [[1]]);
    });

  it('reads what it wrote, not what is true: one wrong state makes all later ones wrong', async () => {
    const { states } = await run(folder.write('wrong.onnx', wrongOnce()), WORDS);
    assert.deepEqual(
      states,
      TRUTH.map((word) => word.map((state, at) => (at < 2 ? state : 1 - state))),
    );
  });

  it('is measured by its own states', async () => {
    for (const [model, right] of [
      [row({ id: 'right' }), 1],
      [wrongOnce(), 0],
    ] as const) {
      const path = folder.write(`measured-${right}.onnx`, model);
      const args = ['eval', '--models', path, '--lengths', '12', '--count', '20', '--json'];
      const { code, out, err } = await stateProbe(args);
      assert.equal(code, 0, err);
      const { metrics } = JSON.parse(out) as { metrics: { full: number; steps: number }[] };
      assert.equal(metrics[0]?.full, right);
      if (right === 0) assert.ok(Math.abs(metrics[0].steps - 2 / 12) < 1e-6);
    }
  });

  it('is bounded: by the places of its file, by what it reads again, by its manifest', async () => {
    const fixed = row();
    fixed.inputs[0]!.shape = ['batch', 9];
    const long = (length: number): number[][] => [Array.from({ length }, () => 1)];
    const path = folder.write('nine.onnx', fixed);
    assert.deepEqual((await run(path, long(5))).states, [[1, 0, 1, 0, 1]]);
    await assert.rejects(run(path, long(6)), /at most 5 tokens, which its file fixes, not 6/);
    const again = folder.write('again.onnx', row());
    await assert.rejects(
      run(again, long(1025)),
      /at most 1024 tokens, for it reads all again .*a state that is carried/,
    );
    const said = folder.write('said.onnx', carried({ sizes: { longest: 7 } }));
    await assert.rejects(run(said, long(8)), /at most 7 tokens, as its manifest says, not 8/);
    assert.match(
      checkSummary(await checkModelFile(folder.write('windows.onnx', carried({}, 4)), client)),
      /takes 4 tokens at a time/,
    );
  });

  it('is one of a monoid, with ids beyond its own tokens', async () => {
    const own = folder.write('own.onnx', row({ writes: 1 }));
    await assert.rejects(run(own, WORDS), /writes: must be beyond its own tokens, 2 or more/);
    const task = { kind: 'language' as const, name: 'any', alphabet: ['a', 'b'] };
    const rule = { kind: 'dfa', start: 0, transitions: [[0, 0]], next: [[0, 1]] };
    const language = folder.write('language.onnx', row({ task: { ...task, rule } }));
    await assert.rejects(run(language, WORDS), /only a model of a monoid writes states/);
  });

  it('is not changed inside: what it wrote before would not be what it reads', async () => {
    const path = folder.write('patched.onnx', row({ id: 'patched' }));
    const model = { name: 'patched', model: path, providers: ['cpu'] as const, vocabulary: 2, classes: 2 };
    const word = {
      ...model,
      tokens: Int32Array.from([1, 0]),
      first: 0,
      after: Int32Array.from([0, 1]),
      truth: Int32Array.from([1, 1]),
    };
    const patch = { output: 'hidden.0', token: 0, value: { kind: 'zero' as const } };
    await assert.rejects(
      client.look(word, 'patched', { patches: [patch], sources: [] }),
      /reads the states that it writes/,
    );
  });
});
