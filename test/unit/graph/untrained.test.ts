import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphError } from '../../../src/graph/graph-error';
import { readSkeleton } from '../../../src/graph/skeleton';
import { drawAnew } from '../../../src/graph/untrained';
import { openView } from '../../../src/inference/open-view';
import { readModelFiles } from '../../../src/models/model-files';
import { onnxFile, type ModelSpec } from '../models/onnx-fixture';
import { output, paritySpec } from '../models/tiny-models';
import { fileOf, MODELS } from './bundled-views';

/** Values of a weight of four bytes each. */
function floats(raw: Uint8Array): number[] {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Array.from({ length: raw.byteLength / 4 }, (_, at) => view.getFloat32(4 * at, true));
}

async function weightsOf(path: string, seed: number) {
  const skeleton = await readSkeleton(path);
  await drawAnew(skeleton, seed);
  return new Map(skeleton.graph.initializer.map((tensor) => [tensor.name, tensor]));
}

describe('an untrained twin', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-twin-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  function written(name: string, spec: ModelSpec): string {
    const path = join(folder, name);
    writeFileSync(path, onnxFile(spec));
    return path;
  }

  it('has the values of every weight in another order, the same for the same seed, and leaves the file alone', async () => {
    const path = fileOf('s5-transformer-1');
    const [bytes, { mtimeMs }] = [readFileSync(path), statSync(path)];
    const [own, twin, again, other] = [
      (await readSkeleton(path)).graph,
      ...(await Promise.all([5, 5, 6].map((seed) => weightsOf(path, seed)))),
    ];
    let drawn = 0;
    for (const tensor of own.initializer) {
      const made = twin!.get(tensor.name)!;
      assert.deepEqual(made.dims, tensor.dims);
      const place = Object.fromEntries(tensor.externalData.map(({ key, value }) => [key, value]));
      const from = Number(place['offset']);
      const before =
        place['offset'] === undefined ? tensor.rawData : bytes.subarray(from, from + Number(place['length']));
      if (tensor.dataType !== 1 || before.length < 256) continue;
      const isNorm = /norm\.(weight|bias)$/.test(tensor.name);
      if (isNorm) {
        assert.deepEqual(made, tensor);
        continue;
      }
      drawn++;
      assert.deepEqual(floats(made.rawData).sort(), floats(Uint8Array.from(before)).sort());
      assert.notDeepEqual(floats(made.rawData), floats(Uint8Array.from(before)), tensor.name);
      assert.deepEqual(made.rawData, again!.get(tensor.name)!.rawData);
      assert.notDeepEqual(made.rawData, other!.get(tensor.name)!.rawData);
    }
    assert.ok(drawn > 5);
    assert.ok(readFileSync(path).equals(bytes));
    assert.equal(statSync(path).mtimeMs, mtimeMs);
  });

  it('runs, in every architecture, and answers otherwise', async () => {
    const word = Int32Array.from({ length: 64 }, (_, at) => (at * 7) % 2);
    for (const id of MODELS) {
      const files = await readModelFiles(fileOf(id));
      const plain = { outputs: ['hidden.1'], layers: [], states: [] };
      const logits: Float32Array[] = [];
      for (const view of [plain, { ...plain, untrained: 3 }]) {
        const model = await openView(files, view, 2 ** 30);
        const { logits: found, 'hidden.1': layer } = await model.run(word, 1, 64, ['logits', 'hidden.1']);
        for (const { data } of [found!, layer!]) assert.ok(data.every(Number.isFinite), id);
        logits.push(found!.data);
        await model.release();
      }
      assert.notDeepEqual(logits[0], logits[1], id);
    }
  });

  it('keeps what masks, and what is no weight', async () => {
    const spec = paritySpec();
    const mask = { name: 'mask', type: 'float32' as const, dims: [2, 2], data: [0, -1e9, 0, 0] };
    // Multiplied with: 1 where a token may look, 0 ahead of it.
    const ahead = { name: 'ahead', type: 'float32' as const, dims: [1, 3, 3], data: [1, 0, 0, 1, 1, 0, 1, 1, 1] };
    const places = { name: 'places', type: 'int64' as const, dims: [3], data: [2, 0, 1] };
    const path = written('mask.onnx', { ...spec, initializers: [...spec.initializers!, mask, ahead, places] });
    const own = new Map((await readSkeleton(path)).graph.initializer.map((tensor) => [tensor.name, tensor]));
    const twin = await weightsOf(path, 1);
    for (const name of ['mask', 'ahead', 'places', 'axis', 'two']) assert.deepEqual(twin.get(name), own.get(name));
  });

  it('reads weights beside the file, and none from elsewhere', async () => {
    mkdirSync(join(folder, 'inner'), { recursive: true });
    const table = {
      name: 'table',
      type: 'float32' as const,
      dims: [2, 2],
      data: [1, 2, 3, 4],
      external: 'weights.bin',
    };
    const spec: ModelSpec = {
      inputs: paritySpec().inputs,
      outputs: [output('logits', 2)],
      initializers: [table],
      nodes: [{ op: 'Gather', inputs: ['table', 'tokens'], outputs: ['logits'] }],
    };
    const path = written('inner/beside.onnx', spec);
    writeFileSync(join(folder, 'inner/weights.bin'), Buffer.from(Float32Array.of(1, 2, 3, 4).buffer));
    const twin = await weightsOf(path, 1);
    assert.deepEqual(floats(twin.get('table')!.rawData).sort(), [1, 2, 3, 4]);
    writeFileSync(join(folder, 'inner/weights.bin'), '1234');
    await assert.rejects(weightsOf(path, 1), /longer than the file that it lies in/);
    writeFileSync(join(folder, 'weights.bin'), Buffer.alloc(16));
    const outside = { ...spec, initializers: [{ ...table, external: '../weights.bin' }] };
    await assert.rejects(weightsOf(written('inner/outside.onnx', outside), 1), /lies outside of the model's folder/);
  });

  it('is refused of a model without weights, or with too many', async () => {
    const spec = paritySpec();
    const bare = { ...spec, initializers: spec.initializers!.filter(({ type }) => type === 'int64') };
    await assert.rejects(weightsOf(written('bare.onnx', bare), 1), GraphError);
    const huge = { name: 'huge', type: 'float32' as const, dims: [2 ** 13, 2 ** 13], data: [], external: 'none.bin' };
    await assert.rejects(weightsOf(written('huge.onnx', { ...spec, initializers: [huge] }), 1), /more than 128 MiB/);
  });
});
