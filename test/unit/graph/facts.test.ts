import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { graphFacts, tensorsNamed } from '../../../src/graph/facts';
import { layersNamed } from '../../../src/graph/named-layers';
import { readSkeleton } from '../../../src/graph/skeleton';
import { InferenceClient } from '../../../src/inference/client';
import { fileText } from '../../../src/page/file';
import { onnxFile, type ModelSpec } from '../models/onnx-fixture';
import { endlessSpec, output, paritySpec } from '../models/tiny-models';
import { fileOf } from './bundled-views';

describe('what is in an ONNX file', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-facts-'));
  const client = new InferenceClient();
  after(() => {
    client.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function written(name: string, content: ModelSpec | string | Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' || content instanceof Uint8Array ? content : onnxFile(content));
    return path;
  }

  it('is told of a bundled model: inputs, outputs, weights, layers, operators, tensors', async () => {
    const facts = await client.graph(fileOf('s5-transformer-2'));
    assert.deepEqual(facts.inputs, [{ name: 'tokens', from: 'input', type: 'int64', shape: ['batch', 'length'] }]);
    assert.deepEqual(
      facts.outputs.map(({ name, type, shape }) => [name, type, shape]),
      [
        ['logits', 'float32', ['batch', 'length', 120]],
        ...[0, 1, 2].map((layer) => [`hidden.${layer}`, 'float32', ['batch', 'length', 128]]),
        ...[1, 2].map((layer) => [`attention.${layer}`, 'float32', ['batch', 4, 'length', 'length']]),
      ],
    );
    assert.deepEqual(facts.opsets, [{ domain: '', version: 20 }]);
    assert.match(facts.producer, /^pytorch/);
    assert.equal(facts.lacks, undefined);
    const numbers = Object.fromEntries(facts.layers.map(({ name, numbers: found }) => [name, found]));
    assert.deepEqual(numbers['model.layers'], [0, 1]);
    assert.deepEqual(numbers['hidden'], [0, 1, 2]);
    const { graph } = await readSkeleton(fileOf('s5-transformer-2'));
    const count = facts.operators.reduce((sum, one) => sum + one.count, 0);
    assert.equal(count, graph.node.length);
    assert.deepEqual(
      facts.operators.map((one) => one.count),
      facts.operators.map((one) => one.count).sort((a, b) => b - a),
    );
    const [weight] = tensorsNamed(facts.tensors, 'EMBEDDING.weight');
    assert.deepEqual(weight, { name: 'model.embedding.weight', from: 'weight', type: 'float32', shape: [11, 128] });
    assert.deepEqual(tensorsNamed(facts.tensors, 'logits')[0]!.from, { operator: 'Add' });
    assert.deepEqual(tensorsNamed(facts.tensors, 'no such tensor'), []);
  });

  it('is told of a file without the contract, and of one with a graph within an operator', async () => {
    const plain: ModelSpec = {
      inputs: [{ name: 'ids', type: 'int32', shape: [1, 'n'] }],
      outputs: [output('scores', 2)],
      initializers: [{ name: 'h.0.table', type: 'float32', dims: [2, 2], data: [1, 2, 3, 4] }],
      nodes: [{ op: 'Gather', inputs: ['h.0.table', 'ids'], outputs: ['scores'] }],
    };
    const facts = await client.graph(written('plain.onnx', plain));
    assert.match(facts.lacks!, /no "state-probe" entry/);
    assert.deepEqual(facts.layers, [{ name: 'h', numbers: [0], weights: 1, values: 4 }]);
    assert.deepEqual(facts.inputs[0]!.shape, [1, 'n']);
    const loop = await client.graph(written('loop.onnx', endlessSpec()));
    const names = loop.operators.map(({ operator }) => operator);
    for (const operator of ['Loop', 'Identity', 'CumSum']) assert.ok(names.includes(operator), operator);
    assert.equal(loop.lacks, undefined);
  });

  it('is refused in words where it is none', async () => {
    const bytes = Buffer.from(onnxFile(paritySpec()));
    mkdirSync(join(folder, 'folder.onnx'));
    const cases: [path: string, reason: RegExp][] = [
      [written('text.onnx', 'hello, this is a text'), /not an ONNX model/],
      [written('empty.onnx', ''), /ONNX model/],
      [written('cut.onnx', bytes.subarray(0, bytes.length - 40)), /cut short|cannot be read/],
      [written('lfs.onnx', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n'), /Git LFS pointer/],
      [join(folder, 'folder.onnx'), /not a file/],
      [join(folder, 'missing.onnx'), /no such file/],
      ['https://host.test/v2/models/a', /open a file/],
    ];
    for (const [path, reason] of cases) await assert.rejects(client.graph(path), reason, path);
    await assert.rejects(client.graph(written('none.onnx', { ...paritySpec(), outputs: [] })), /no output/);
  });

  it('survives any change of a byte: it is told, or refused with a reason', async () => {
    const bytes = Buffer.from(onnxFile(paritySpec()));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
        const changed = Buffer.from(bytes);
        changed[at] = value;
        const facts = await client.graph(written('changed.onnx', changed)).catch((error: unknown) => error as Error);
        if (facts instanceof Error) assert.ok(facts.message.length > 5 && facts.message.length < 2000);
        else fileText(facts);
      }),
      { seed: 8, numRuns: 120 },
    );
  });

  it('shows hostile names as one line, cut, and no more tensors than are kept', async () => {
    const name = `a\u202e\n${'x'.repeat(5000)}`;
    const spec = { ...paritySpec(), metadata: { [`key\u0007`]: 'v'.repeat(9000) } };
    const hostile = {
      ...spec,
      outputs: [output(name, 2)],
      nodes: [{ op: 'Identity', inputs: ['ends'], outputs: [name] }],
    };
    const facts = await client.graph(written('hostile.onnx', hostile));
    const { about, tables, tensors } = fileText(facts);
    const cells = [...about, ...[...tables, tensors].flatMap(({ rows }) => rows.flat())];
    for (const cell of cells) assert.doesNotMatch(cell, /[\p{Cc}\p{Cf}]/u);
    assert.ok(cells.every(({ length }) => length <= 4000));
    const skeleton = await readSkeleton(fileOf('parity-wfa-ssm'));
    const [first] = skeleton.graph.initializer;
    skeleton.graph.initializer = Array.from({ length: 60_000 }, () => first!);
    const many = graphFacts(skeleton);
    assert.ok(many.tensorCount > 60_000);
    assert.equal(many.tensors.length, 50_000);
  });

  it('tells layers by the outermost number, where numbers run on', () => {
    const weight = (name: string) => ({ name, from: 'weight' as const, shape: [2, 3] });
    const found = layersNamed(
      [
        ...[
          '/model/layers.0/mlp.1/Mul_output_0',
          'model.layers.1.mlp.0.weight',
          'model.layers.1.norm',
          'val.4',
          'val.7',
        ],
        ...['onnx::MatMul_12', '0', 'block.1.w', 'block.2.w'],
      ].map(weight),
    );
    assert.deepEqual(found, [
      { name: 'model.layers', numbers: [0, 1], weights: 3, values: 18 },
      { name: 'block', numbers: [1, 2], weights: 2, values: 12 },
    ]);
  });
});
