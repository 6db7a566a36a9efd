import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, toBinary } from '@bufbuild/protobuf';
import {
  ModelProtoSchema,
  StringStringEntryProtoSchema,
  TensorProtoSchema,
  type TensorProto,
} from '../../../src/graph/proto/onnx_pb';
import { readModelFiles } from '../../../src/models/model-files';
import { temporaryFolder } from './tiny-models';

function outside(offset: number, length: number): TensorProto {
  const place = { location: 'weights.bin', offset: String(offset), length: String(length) };
  const externalData = Object.entries(place).map(([key, value]) =>
    create(StringStringEntryProtoSchema, { key, value }),
  );
  return create(TensorProtoSchema, { name: `at ${offset}`, externalData });
}

describe('weights beside a model', () => {
  const folder = temporaryFolder();

  it('that were cut short, as by a download that ended early, are refused with their size', async () => {
    const model = join(folder.path, 'model.onnx');
    const graph = { initializer: [outside(0, 400), outside(1600, 400), outside(800, 400)] };
    writeFileSync(model, toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: 8n, graph })));
    const weights = join(folder.path, 'weights.bin');
    writeFileSync(weights, Buffer.alloc(1999));
    await assert.rejects(
      readModelFiles(model),
      /its weights "weights\.bin" have 1,999 bytes, and at least 2,000 are asked for/,
    );
    writeFileSync(weights, Buffer.alloc(2000));
    assert.ok((await readModelFiles(model)).bytes > 2000);
  });
});
