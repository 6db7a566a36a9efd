import assert from 'node:assert/strict';
import { unzipSync } from 'fflate';
import { Inside } from '../../../src/analysis/inside';
import { statesFile, type StatesFormat } from '../../../src/analysis/save-states';
import type { CallOptions, InferenceClient } from '../../../src/inference/client';
import { glassClient, glassEntry, glassModel } from '../inference/glass-model';

function glass(wrap: (client: InferenceClient) => InferenceClient = (client) => client) {
  const { model } = glassModel();
  const entry = glassEntry(model);
  return { entry, inside: new Inside(entry, 'text', ['cpu'], wrap(glassClient(model).client)) };
}

async function saved(
  outputs: readonly string[],
  format: StatesFormat,
  { entry, inside } = glass(),
  options?: CallOptions,
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of statesFile(inside, entry, outputs, format, options)) pieces.push(piece.slice());
  return Buffer.concat(pieces);
}

/** Of a file in the format safetensors: an array's shape and values. */
function tensors(file: Buffer): Record<string, { shape: number[]; values: number[] }> {
  const start = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString('utf8', 8, start)) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >;
  const arrays = Object.entries(header).filter(([name]) => name !== '__metadata__');
  return Object.fromEntries(
    arrays.map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [from, to],
        },
      ]) => {
        const count = (to - from) / 4;
        const read = (at: number): number => {
          const place = start + from + 4 * at;
          return dtype === 'F32' ? file.readFloatLE(place) : file.readInt32LE(place);
        };
        return [name, { shape, values: Array.from({ length: count }, (_, at) => read(at)) }];
      },
    ),
  );
}

describe('a file of the states of a run', () => {
  it('has a row for each step, nothing where there is no state, and what it can be compared with', async () => {
    const found = tensors(await saved(['hidden.1', 'state.1', 'hidden.1'], 'safetensors'));
    assert.deepEqual(Object.keys(found), ['tokens', 'after', 'truth', 'predicted', 'hidden.1', 'state.1']);
    assert.deepEqual(found['tokens'], { shape: [3], values: [1, 1, 1] });
    assert.deepEqual(found['after'], { shape: [4], values: [0, 1, 2, -1] });
    assert.deepEqual(found['truth'], { shape: [4], values: [1, 0, 1, -1] });
    assert.deepEqual(found['predicted'], { shape: [4], values: [1, 1, 1, -1] });
    assert.deepEqual(found['hidden.1'], {
      shape: [4, 3],
      values: [...[2, 1, 1], ...[4, 1, 1], ...[2, 1, 1], NaN, NaN, NaN],
    });
    assert.deepEqual(found['state.1']?.shape, [4, 2, 3]);
    assert.deepEqual(found['state.1'].values.slice(6, 12), [1, 2, 1, 10, 0, -1]);
  });

  it('says whose states they are', async () => {
    const file = await saved(['hidden.0'], 'safetensors');
    const header = JSON.parse(file.toString('utf8', 8, 8 + Number(file.readBigUInt64LE(0)))) as Record<string, unknown>;
    assert.deepEqual(header['__metadata__'], {
      format: 'state-probe/states@1',
      model: 'glass',
      name: 'Glass',
      task: 'S2',
    });
  });

  it('holds the same arrays as .npz', async () => {
    const file = await saved(['hidden.1'], 'npz');
    const files = unzipSync(file);
    assert.deepEqual(Object.keys(files), ['tokens.npy', 'after.npy', 'truth.npy', 'predicted.npy', 'hidden.1.npy']);
    const plain = tensors(await saved(['hidden.1'], 'safetensors'));
    const bytes = Buffer.from(files['hidden.1.npy']!);
    const start = 10 + bytes.readUInt16LE(8);
    const values = Array.from({ length: 12 }, (_, at) => bytes.readFloatLE(start + 4 * at));
    assert.deepEqual(values, plain['hidden.1']?.values);
  });

  it('is fetched in pieces, which are told', async () => {
    // A row of 4 MiB: two of them make a piece.
    const width = 2 ** 20;
    const asked: [number, number][] = [];
    const wide = (): InferenceClient => {
      const look = (_word: unknown, _name: string, { from, to }: { from: number; to: number }) => {
        if (to > from) asked.push([from, to]);
        // The run ended before the last step.
        const rows = Math.min(to, 3) - from;
        const data = new Float32Array(rows * width).fill(from + 1);
        return Promise.resolve({ shape: [width], width, columns: width, data, min: 0, max: 0, typical: 0 });
      };
      return { look } as unknown as InferenceClient;
    };
    const told: number[] = [];
    const parts = glass(wide);
    const file = await saved(['hidden.1'], 'safetensors', parts, { onProgress: ({ done }) => told.push(done) });
    assert.deepEqual(asked, [
      [0, 2],
      [2, 4],
    ]);
    assert.deepEqual(told, [0, 2]);
    const rows = [0, 1, 2, 3].map((row) => file.readFloatLE(file.length - 4 * width * (4 - row)));
    assert.deepEqual(rows, [1, 1, 3, NaN]);
  });

  it('is not written of attention, which has no row for each step, nor after it was cancelled', async () => {
    await assert.rejects(saved(['attention.1'], 'npz'), { name: 'RangeError', message: /"attention\.1" has no row/ });
    const signal = AbortSignal.abort();
    await assert.rejects(saved(['hidden.0'], 'npz', glass(), { signal }), { name: 'AbortError' });
  });
});
