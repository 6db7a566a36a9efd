import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { GraphError } from '../../../src/graph/graph-error';
import {
  ModelProtoSchema,
  StringStringEntryProtoSchema,
  TensorProto_DataLocation,
} from '../../../src/graph/proto/onnx_pb';
import { readSkeleton } from '../../../src/graph/skeleton';
import { makeView } from '../../../src/graph/view';
import { openView } from '../../../src/inference/open-view';
import { openModel } from '../../../src/inference/session';
import { readModelFiles } from '../../../src/models/model-files';
import { fileOf } from './bundled-views';

const EXTERNAL = TensorProto_DataLocation.EXTERNAL;
const NAME = 's5-mamba-2';

describe('a model’s graph without its weights', () => {
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-graph-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const bytes = readFileSync(fileOf(NAME));

  it('is the whole file but for large weights, which are named by their places', async () => {
    const { model, graph } = await readSkeleton(fileOf(NAME));
    const whole = fromBinary(ModelProtoSchema, Uint8Array.from(bytes));
    const large = graph.initializer.filter(({ dataLocation }) => dataLocation === EXTERNAL);
    assert.ok(large.length > 0);
    for (const tensor of large) {
      const place = Object.fromEntries(tensor.externalData.map(({ key, value }) => [key, value]));
      assert.equal(place['location'], basename(fileOf(NAME)));
      const from = Number(place['offset']);
      tensor.rawData = Uint8Array.from(bytes.subarray(from, from + Number(place['length'])));
      tensor.externalData = [];
      tensor.dataLocation = TensorProto_DataLocation.DEFAULT;
    }
    // Neither where a field says its default nor the order of weights means anything.
    const plain = (proto: typeof whole) => ({
      ...proto,
      graph: {
        ...proto.graph!,
        initializer: proto
          .graph!.initializer.map(({ name, dims, dataType, rawData }) => ({
            name,
            dims,
            dataType,
            rawData: Buffer.from(rawData),
          }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      },
    });
    assert.deepEqual(plain(model), plain(whole));
  });

  it('makes views without weights in them', async () => {
    const view = makeView(await readSkeleton(fileOf(NAME)), { answer: 'logits', outputs: [] });
    assert.ok(view.model.length < bytes.length / 5, String(view.model.length));
  });

  const logitsOf = async (path: string): Promise<Float32Array[]> => {
    const files = await readModelFiles(path);
    const models = [
      await openModel(files, ['cpu'], 2 ** 30),
      await openView(files, { outputs: [], layers: ['hidden.1'], states: [] }, 2 ** 30),
    ];
    const answers: Float32Array[] = [];
    for (const model of models) {
      const beside = { mask: model.patches[0]?.mask ?? '', value: model.patches[0]?.value ?? '' };
      const feeds = model.patches.length > 0 && {
        [beside.mask]: { type: 'bool', dims: [1, 6, 1], data: new Uint8Array(6) },
        [beside.value]: { type: 'float32', dims: [1, 6, 64], data: new Float32Array(6 * 64) },
      };
      const { logits } = await model.run(Int32Array.of(1, 2, 3, 4, 5, 6), 1, 6, ['logits'], () => feeds || {});
      answers.push(logits!.data);
      await model.release();
    }
    return answers;
  };
  const assertSame = ([own, viewed]: Float32Array[]): void => {
    for (const [at, value] of viewed!.entries()) assert.ok(Math.abs(value - own![at]!) <= 1e-3, `logit ${at}`);
  };

  it('finds weights that lie beside the file', async () => {
    const model = fromBinary(ModelProtoSchema, bytes);
    const weights: Uint8Array[] = [];
    let offset = 0;
    for (const tensor of model.graph!.initializer.filter(({ rawData }) => rawData.length > 20_000)) {
      const place = { location: 'weights.bin', offset, length: tensor.rawData.length };
      weights.push(tensor.rawData);
      offset += tensor.rawData.length;
      tensor.rawData = new Uint8Array();
      tensor.dataLocation = EXTERNAL;
      tensor.externalData = Object.entries(place).map(([key, value]) =>
        create(StringStringEntryProtoSchema, { key, value: String(value) }),
      );
    }
    assert.ok(weights.length > 0);
    const path = join(folder, 'beside.onnx');
    writeFileSync(path, toBinary(ModelProtoSchema, model));
    writeFileSync(join(folder, 'weights.bin'), Buffer.concat(weights));
    assertSame(await logitsOf(path));
  });

  it('finds the weights of a file that a link leads to', async () => {
    const [store, shown] = [join(folder, 'store'), join(folder, 'shown')];
    mkdirSync(store);
    mkdirSync(shown);
    writeFileSync(join(store, 'blob'), bytes);
    symlinkSync(join(store, 'blob'), join(shown, 'model.onnx'));
    assertSame(await logitsOf(join(shown, 'model.onnx')));
  });

  it('of a broken file is refused in words, or is a graph', async () => {
    const path = join(folder, 'broken.onnx');
    const mutation = fc.oneof(
      fc.record({ cut: fc.nat(bytes.length - 1) }),
      fc.record({ at: fc.nat(bytes.length - 1), to: fc.nat(255) }),
      fc.record({ from: fc.nat(bytes.length - 1), bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (mutations) => {
        let broken = Buffer.from(bytes);
        for (const one of mutations) {
          if ('cut' in one) broken = broken.subarray(0, one.cut);
          else if ('at' in one) broken[one.at] = one.to;
          else
            broken.set(one.bytes.subarray(0, Math.max(0, broken.length - one.from)), Math.min(one.from, broken.length));
        }
        writeFileSync(path, broken);
        try {
          const states = [{ output: 'state.1', slots: 2 }];
          makeView(await readSkeleton(path), { answer: 'logits', outputs: [], layers: ['hidden.1'], states });
        } catch (error) {
          assert.ok(error instanceof GraphError, String((error as Error).stack));
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('of a file that nests without end is refused', async () => {
    // A graph in an attribute of a node in a graph …
    let inner: Buffer = Buffer.alloc(0);
    const wrap = (field: number, content: Buffer): Buffer => {
      const head: number[] = [(field << 3) | 2];
      let length = content.length;
      for (; length > 127; length >>>= 7) head.push((length & 127) | 128);
      return Buffer.concat([Buffer.from([...head, length]), content]);
    };
    for (let depth = 0; depth < 2000; depth++) inner = wrap(1, wrap(5, wrap(6, inner)));
    const path = join(folder, 'deep.onnx');
    writeFileSync(path, wrap(7, inner));
    await assert.rejects(readSkeleton(path), GraphError);
  });
});
