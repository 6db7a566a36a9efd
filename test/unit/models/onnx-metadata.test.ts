import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { MAX_METADATA_BYTES, OnnxFileError, readOnnxMetadata } from '../../../src/models/onnx-metadata';
import { onnxFile } from './onnx-fixture';
import { paritySpec, temporaryFolder } from './tiny-models';

describe('the metadata of an ONNX file', () => {
  const folder = temporaryFolder();

  it('gives every key and value back, whatever characters they hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
        async (metadata) => {
          const file = onnxFile({ ...paritySpec(), metadata });
          const read = await readOnnxMetadata(folder.write('any.onnx', file));
          assert.deepEqual(read.metadata, new Map(Object.entries(metadata)));
          assert.equal(read.bytes, file.length);
        },
      ),
      { seed: 20260101, numRuns: 50 },
    );
  });

  it('skips a graph of 3 GB without reading it', async () => {
    const whole = onnxFile(paritySpec());
    const path = join(folder.path, 'sparse.onnx');
    const gap = 3 * 2 ** 30;
    const file = await open(path, 'w');
    // A field of unknown number and length 3 GiB, a hole on disk, comes before the real model.
    await file.write(Buffer.from([((99 << 3) & 0x7f) | 0x80 | 2, 6, 0x80, 0x80, 0x80, 0x80, 0x0c]));
    await file.write(whole, 0, whole.length, 7 + gap);
    await file.close();
    const read = await readOnnxMetadata(path);
    assert.equal(read.bytes, 7 + gap + whole.length);
    assert.ok(read.metadata.has('state-probe'));
  });

  it('says of every cut file that it is cut or no model', async () => {
    const whole = onnxFile(paritySpec());
    for (let length = 0; length < whole.length; length++) {
      const path = folder.write('cut.onnx', whole.subarray(0, length));
      const outcome = await readOnnxMetadata(path).catch((error: unknown) => error);
      if (outcome instanceof OnnxFileError)
        assert.match(outcome.message, /^(not an ONNX model|the file is cut short)$/);
      // A cut between two fields leaves a model, but never one with a manifest.
      else assert.equal((outcome as { metadata: Map<string, string> }).metadata.size, 0);
    }
  });

  it('never crashes or hangs on bytes that are no model', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        await readOnnxMetadata(folder.write('noise.onnx', bytes)).catch((error: unknown) => {
          assert.ok(error instanceof OnnxFileError);
        });
      }),
      { seed: 20260101, numRuns: 500 },
    );
  });

  it('reads no more metadata than the bound', async () => {
    const metadata = { big: 'x'.repeat(MAX_METADATA_BYTES) };
    const path = folder.write('big.onnx', { ...paritySpec(), metadata });
    await assert.rejects(readOnnxMetadata(path), /metadata of more than/);
  });

  it('reads no more fields than the bound', async () => {
    const path = folder.write('many.onnx', Buffer.alloc(40_000, Buffer.from([8, 1])));
    await assert.rejects(readOnnxMetadata(path), /more than 10000 top-level fields/);
  });

  it('refuses what is not a file', async () => {
    await assert.rejects(readOnnxMetadata(folder.path), /not a file|EISDIR/);
  });
});
