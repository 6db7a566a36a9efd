import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { InferenceClient } from '../../../src/inference/client';
import { inferenceEntry } from '../../../src/inference/entry';
import type { Manifest } from '../../../src/models/manifest';
import type { Initializer, ModelSpec, NodeSpec } from '../models/onnx-fixture';
import { output, parityManifest, paritySpec, temporaryFolder } from '../models/tiny-models';

const number = (name: string, value: number): Initializer => ({ name, type: 'int64', dims: [1], data: [value] });
const FLOAT = 1;

/**
 * Parity, to whose logits something is added that should not be: `nodes` make `leak`, `[batch or 1, length or 1]`, of
 * `numbers`, the tokens as numbers. `batch` and `length` are there as numbers of one element.
 */
function leaking(nodes: NodeSpec[], initializers: Initializer[] = [], manifest: Partial<Manifest> = {}): ModelSpec {
  const spec = paritySpec(parityManifest(manifest));
  return {
    ...spec,
    initializers: [
      ...spec.initializers!,
      number('zero', 0),
      number('one', 1),
      number('last', -1),
      number('end', 2 ** 40),
      ...initializers,
    ],
    nodes: [
      ...spec.nodes.map((node) => ({
        ...node,
        outputs: node.outputs.map((name) => (name === 'logits' ? 'clean' : name)),
      })),
      { op: 'Cast', inputs: ['tokens'], outputs: ['numbers'], attributes: { to: FLOAT } },
      { op: 'Shape', inputs: ['tokens'], outputs: ['shape'] },
      { op: 'Slice', inputs: ['shape', 'zero', 'one'], outputs: ['batch'] },
      { op: 'Slice', inputs: ['shape', 'one', 'end'], outputs: ['length'] },
      ...nodes,
      { op: 'Unsqueeze', inputs: ['leak', 'last'], outputs: ['added'] },
      { op: 'Add', inputs: ['clean', 'added'], outputs: ['logits'] },
    ],
  };
}

/** `leak` only where a size of the request is so large. */
function onlyFrom(size: 'batch' | 'length', least: number, nodes: NodeSpec[]): [NodeSpec[], Initializer[]] {
  return [
    [
      ...nodes,
      { op: 'GreaterOrEqual', inputs: [size, 'least'], outputs: ['is'] },
      { op: 'Cast', inputs: ['is'], outputs: ['factor'], attributes: { to: FLOAT } },
      { op: 'Mul', inputs: ['all', 'factor'], outputs: ['leak'] },
    ],
    [number('least', least)],
  ];
}

const meanOver = (axis: number, out = 'leak'): NodeSpec => ({
  op: 'ReduceMean',
  inputs: ['numbers'],
  outputs: [out],
  attributes: { axes: [axis], keepdims: 1 },
});
const lastToken = (out = 'leak'): NodeSpec => ({
  op: 'Slice',
  inputs: ['numbers', 'last', 'end', 'one'],
  outputs: [out],
});

describe('a model that is opened', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const client = new InferenceClient();
  after(() => client.dispose());
  let count = 0;
  const open = (spec: ModelSpec | Uint8Array) =>
    client.load({ model: folder.write(`${count++}.onnx`, spec), providers: ['cpu'] });
  const refused = (spec: ModelSpec, reason: RegExp) =>
    assert.rejects(open(spec), { name: 'InferenceError', message: reason });
  const changed = (change: (spec: ModelSpec) => void, manifest: Partial<Manifest> = {}): ModelSpec => {
    const spec = paritySpec(parityManifest(manifest));
    change(spec);
    return spec;
  };

  it('is run when it is what it says', async () => {
    await open(paritySpec());
    await open(leaking([{ op: 'Mul', inputs: ['numbers', 'numbers'], outputs: ['leak'] }]));
  });

  describe('is refused when it is not causal:', () => {
    it('it takes a mean over the word', () =>
      refused(leaking([meanOver(1)]), /^it is not causal: its logits after token \d+ of 128 differ by/));

    it('every token sees the last one', () => refused(leaking([lastToken()]), /not causal/));

    it('every token sees the next one', () =>
      refused(
        leaking(
          [
            { op: 'Pad', inputs: ['numbers', 'pads'], outputs: ['padded'] },
            { op: 'Slice', inputs: ['padded', 'one', 'end', 'one'], outputs: ['leak'] },
          ],
          [{ name: 'pads', type: 'int64', dims: [4], data: [0, 0, 0, 1] }],
        ),
        /not causal/,
      ));

    for (const least of [2, 5, 10, 33, 65, 101, 128])
      it(`it sees the last token of words from ${least} tokens on`, () =>
        refused(leaking(...onlyFrom('length', least, [lastToken('all')])), /not causal/));

    it('it sees the last token of words of an even length', () =>
      refused(
        leaking([
          lastToken('all'),
          { op: 'Mod', inputs: ['length', 'two'], outputs: ['odd'] },
          { op: 'Sub', inputs: ['one', 'odd'], outputs: ['even'] },
          { op: 'Cast', inputs: ['even'], outputs: ['factor'], attributes: { to: FLOAT } },
          { op: 'Mul', inputs: ['all', 'factor'], outputs: ['leak'] },
        ]),
        /not causal/,
      ));

    it('a little, a thousandth of what it says', () =>
      refused(
        leaking(
          [lastToken('all'), { op: 'Mul', inputs: ['all', 'little'], outputs: ['leak'] }],
          [{ name: 'little', type: 'float32', dims: [1], data: [0.008] }],
        ),
        /not causal: its logits after token 1 of \d+ differ by 0\.1%/,
      ));

    it('a hidden state that is shown, where the logits are clean', () =>
      refused(
        changed((spec) => {
          spec.initializers!.push(number('one', 1));
          spec.nodes[3]!.outputs = ['token'];
          spec.nodes.push({
            op: 'ReduceMean',
            inputs: ['token'],
            outputs: ['mean'],
            attributes: { axes: [1], keepdims: 1 },
          });
          spec.nodes.push({ op: 'Add', inputs: ['token', 'mean'], outputs: ['hidden.0'] });
        }),
        /not causal: its values of "hidden\.0"/,
      ));

    it('attention that reads later tokens', () => {
      const half: Initializer = { name: 'v', type: 'float32', dims: [1], data: [0.5] };
      const spec = leaking([
        { op: 'Sub', inputs: ['numbers', 'numbers'], outputs: ['leak'] },
        { op: 'Concat', inputs: ['batch', 'one', 'length', 'length'], outputs: ['square'], attributes: { axis: 0 } },
        { op: 'ConstantOfShape', inputs: ['square'], outputs: ['attention.1'], attributes: { value: half } },
      ]);
      spec.outputs.push({ name: 'attention.1', type: 'float32', shape: ['batch', 1, 'length', 'length'] });
      return refused(spec, /not causal: its values of "attention\.1"/);
    });
  });

  describe('is refused when words of a batch see each other:', () => {
    it('it takes a mean over the batch', () =>
      refused(
        leaking([meanOver(0)]),
        /^in a batch of \d+ words, its logits after token \d of word \d differ by .* from what it says to that word alone$/,
      ));

    for (const least of [2, 3, 4, 5, 8])
      it(`in batches from ${least} words on`, () =>
        refused(leaking(...onlyFrom('batch', least, [meanOver(0, 'all')])), /in a batch of \d+ words/));

    it('it takes the batch for one long word', () =>
      refused(
        changed((spec) => {
          spec.initializers!.push({ name: 'flat', type: 'int64', dims: [2], data: [1, -1] });
          spec.nodes.unshift({ op: 'Reshape', inputs: ['tokens', 'flat'], outputs: ['flattened'] });
          spec.nodes[1]!.inputs = ['flattened', 'axis'];
          spec.nodes.push({ op: 'Shape', inputs: ['hidden.0'], outputs: ['shape'] });
          spec.nodes[3]!.outputs = ['long'];
          spec.nodes.push({ op: 'Reshape', inputs: ['long', 'shape'], outputs: ['logits'] });
        }),
        /in a batch of \d+ words/,
      ));
  });

  describe('is refused when its sizes are not what the manifest says:', () => {
    it('a layer is missing', () =>
      refused(
        paritySpec(parityManifest({ layers: 2 })),
        /says 2 layers, which are hidden\.0 to hidden\.2, but it lacks hidden\.1, hidden\.2/,
      ));
    it('a layer too many', () =>
      refused(
        changed((spec) => {
          spec.nodes.push({ op: 'Identity', inputs: ['hidden.0'], outputs: ['hidden.1'] });
          spec.outputs.push(output('hidden.1', 2));
        }),
        /says 0 layers, which are hidden\.0 to hidden\.0, but it has hidden\.1/,
      ));
    it('another width', () =>
      refused(paritySpec(parityManifest({ width: 3 })), /its output "hidden\.0" is 2 wide, its manifest says 3/));
    it('a hidden state of another rank', () =>
      refused(
        changed((spec) => {
          spec.initializers!.push(number('last', -1));
          spec.nodes[3]!.outputs = ['token'];
          spec.nodes.push({ op: 'Unsqueeze', inputs: ['token', 'last'], outputs: ['hidden.0'] });
          spec.outputs[1]!.shape = ['batch', 'length', 2, 1];
        }),
        /"hidden\.0" came out as \[1, 2, 2, 1\], not \[batch, length, width\]/,
      ));
    it('fewer logits than classes, and more', async () => {
      const swap = [
        [0, 1],
        [1, 0],
      ];
      const task = { kind: 'monoid', name: 'S2', degree: 2, tokens: swap, classes: [...swap, [0, 0]] } as const;
      await refused(
        paritySpec(parityManifest({ task: { ...task, tokens: swap, classes: [...swap, [0, 0]] } })),
        /it gives 2 logits, its manifest has 3 classes/,
      );
      await refused(
        paritySpec(parityManifest({ task: { ...task, tokens: swap, classes: [[0, 1]] } })),
        /it gives 2 logits, its manifest has 1 classes/,
      );
    });
  });

  it('is refused when it does not know all token ids', async () => {
    const short = (rows: number[][]): ModelSpec => ({
      ...paritySpec(),
      outputs: [output('logits', 2)],
      initializers: [{ name: 'table', type: 'float32', dims: [rows.length, 2], data: rows.flat() }],
      nodes: [{ op: 'Gather', inputs: ['table', 'tokens'], outputs: ['logits'] }],
    });
    await refused(short([[1, 0]]), /token id 1 of 0 to 1 cannot be read: .*out of data bounds/);
    await refused(
      short([
        [1, 0],
        [NaN, 1],
      ]),
      /its logits are not finite numbers after token \d+ of a word: NaN/,
    );
    await open(
      short([
        [1, 0],
        [-Infinity, 1],
      ]),
    );
  });

  it('is refused when it says something else each time', () =>
    refused(
      leaking([{ op: 'RandomNormalLike', inputs: ['numbers'], outputs: ['leak'] }]),
      /two runs of one word differ/,
    ));

  it('is verified as far as it goes when it knows only so many positions', async () => {
    const positions = (rows: number, nodes: NodeSpec[] = []): ModelSpec =>
      leaking(
        [
          { op: 'Squeeze', inputs: ['length'], outputs: ['limit'] },
          { op: 'Range', inputs: ['start', 'limit', 'step'], outputs: ['place'] },
          { op: 'Gather', inputs: ['table', 'place'], outputs: ['position'] },
          ...(nodes.length > 0 ? nodes : [{ op: 'Unsqueeze', inputs: ['position', 'zero'], outputs: ['leak'] }]),
        ],
        [
          { name: 'start', type: 'int64', dims: [], data: [0] },
          { name: 'step', type: 'int64', dims: [], data: [1] },
          { name: 'table', type: 'float32', dims: [rows], data: Array.from({ length: rows }, (_, at) => at) },
        ],
      );
    for (const rows of [4, 20, 200]) await open(positions(rows));
    await refused(
      positions(20, [lastToken('all'), { op: 'Add', inputs: ['all', 'position'], outputs: ['leak'] }]),
      /not causal/,
    );
  });

  it('may have sizes that are fixed, and is verified with them', async () => {
    const fixed = (spec: ModelSpec, shape: (string | number)[]): ModelSpec => ({
      ...spec,
      inputs: [{ ...spec.inputs[0]!, shape }],
    });
    await open(fixed(paritySpec(), [1, 'length']));
    await open(fixed(paritySpec(), [1, 12]));
    await refused(fixed(leaking([lastToken()]), [1, 12]), /not causal/);
    await open(fixed(paritySpec(), [3, 'length']));
    await refused(fixed(leaking([meanOver(0)]), [3, 'length']), /in a batch of 2 words/);
  });

  describe('is known by its digest', () => {
    const cache = join(folder.path, 'cache', 'deep');
    const kept = join(cache, `verified-${version}.txt`);
    const entry = { ...inferenceEntry(), kept: cache };
    const loaded = async (model: string): Promise<{ digest: string | undefined; told: string[] }> => {
      const own = new InferenceClient(entry);
      const told: string[] = [];
      try {
        const onProgress = ({ message }: { message: string }): number => told.push(message);
        const { digest } = await own.load({ model, providers: ['cpu'] }, { onProgress });
        return { digest, told };
      } finally {
        own.dispose();
      }
    };
    const VERIFYING = ['verifying the model'];

    it('so that another process need not verify it again, but one that was changed', async () => {
      const model = folder.write('kept.onnx', paritySpec());
      const { digest, told } = await loaded(model);
      assert.deepEqual(told, VERIFYING);
      assert.equal(readFileSync(kept, 'utf8'), `${digest}\n`);
      assert.deepEqual(await loaded(model), { digest, told: [] });
      folder.write('kept.onnx', leaking([lastToken()]));
      await assert.rejects(loaded(model), /not causal/);
      await assert.rejects(loaded(model), /not causal/, 'a refusal is found out anew');
      assert.equal(readFileSync(kept, 'utf8'), `${digest}\n`);
    });

    it('which weights beside it are part of', async () => {
      const external = (rows: number): ModelSpec => ({
        ...paritySpec(),
        outputs: [output('logits', 2)],
        initializers: [{ name: 'table', type: 'float32', dims: [2, 2], data: [], external: 'weights.bin' }],
        nodes: [{ op: 'Gather', inputs: ['table', 'tokens'], outputs: ['logits'] }].slice(0, rows),
      });
      const weights = (...values: number[]) =>
        folder.write('weights.bin', new Uint8Array(Float32Array.from(values).buffer));
      const model = folder.write('external.onnx', external(1));
      await assert.rejects(
        client.load({ model, providers: ['cpu'] }),
        /its weights are missing: there is no "weights\.bin" beside it/,
      );
      weights(0, 1, 2, 3);
      const first = await client.load({ model, providers: ['cpu'] });
      const request = {
        model,
        providers: ['cpu'] as const,
        tokens: Int32Array.of(1),
        batch: 1,
        length: 1,
        vocabulary: 2,
        classes: 2,
        outputs: ['logits'],
      };
      assert.deepEqual([...(await client.run(request)).tensors['logits']!.data], [2, 3]);
      weights(0, 1, 5, 7);
      const second = await client.run(request);
      assert.deepEqual([...second.tensors['logits']!.data], [5, 7], 'it is opened anew');
      assert.notEqual(second.digest, first.digest);
      weights(0, 1, NaN, 7);
      await assert.rejects(client.run(request), /not finite/);
      writeFileSync(
        join(folder.path, 'weights.bin'),
        'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 16\n',
      );
      await assert.rejects(client.run(request), /its weights "weights\.bin": a Git LFS pointer/);
    });

    it('and a cache that is broken or cannot be written changes nothing', async () => {
      const model = folder.write('again.onnx', leaking([lastToken()]));
      appendFileSync(kept, '\0garbage\n\n');
      await assert.rejects(loaded(model), /not causal/);
      rmSync(join(folder.path, 'cache'), { recursive: true });
      writeFileSync(join(folder.path, 'cache'), 'a file, where a folder should be');
      assert.ok((await loaded(folder.write('fine.onnx', paritySpec()))).digest);
      assert.ok(!existsSync(kept));
    });
  });
});
