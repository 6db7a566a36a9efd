import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { NamedArray } from '../../../src/representation/files/arrays';
import { npz } from '../../../src/representation/files/npz';
import { safetensors } from '../../../src/representation/files/safetensors';

const arrays: NamedArray[] = [
  { name: 'tokens', type: 'int32', shape: [3], pieces: () => [Int32Array.of(1, -2, 3)] },
  {
    name: 'hidden.0',
    type: 'float32',
    shape: [3, 2],
    pieces: () => [Float32Array.of(1.5, NaN), Float32Array.of(3, 4, 5, 6)],
  },
];

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

describe('files of states', () => {
  it('are what the NPY format says, inside a ZIP archive', async () => {
    const files = unzipSync(await whole(npz(arrays)));
    assert.deepEqual(Object.keys(files), ['tokens.npy', 'hidden.0.npy']);
    const bytes = Buffer.from(files['hidden.0.npy']!);
    const length = bytes.readUInt16LE(8);
    assert.equal((10 + length) % 64, 0);
    assert.match(bytes.toString('latin1', 10, 10 + length), /'<f4'.*'shape': \(3, 2\), \} *\n$/);
    assert.equal(bytes.readFloatLE(10 + length), 1.5);
    assert.equal(bytes.readFloatLE(10 + length + 20), 6);
  });

  it('are what the safetensors format says', async () => {
    const bytes = await whole(safetensors(arrays, { model: 'm' }));
    const length = Number(bytes.readBigUInt64LE(0));
    assert.deepEqual(JSON.parse(bytes.toString('utf8', 8, 8 + length)), {
      __metadata__: { model: 'm' },
      tokens: { dtype: 'I32', shape: [3], data_offsets: [0, 12] },
      'hidden.0': { dtype: 'F32', shape: [3, 2], data_offsets: [12, 36] },
    });
    assert.equal(bytes.readInt32LE(8 + length + 4), -2);
    assert.equal(bytes.length, 8 + length + 36);
  });

  it('refuse an array that is not as long as its shape says', async () => {
    await assert.rejects(whole(npz([{ ...arrays[0]!, shape: [4] }])), /do not fill \[4\]/);
    await assert.rejects(whole(safetensors([{ ...arrays[0]!, shape: [2] }], {})), /do not fill \[2\]/);
  });
});

/** The format's own reader where it is installed, else one by the format's description. */
describe('files of states, read by Python', () => {
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);
  const reader = join(__dirname, 'recorded', 'read.py');
  let folder: string;
  before(function () {
    if (python === undefined) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'state-probe-files-'));
  });
  after(() => python !== undefined && rmSync(folder, { recursive: true, force: true }));

  const wanted = {
    tokens: { type: '<i4', shape: [3], values: [1, -2, 3] },
    'hidden.0': { type: '<f4', shape: [3, 2], values: [1.5, 'nan', 3, 4, 5, 6] },
    'state.1': { type: '<f4', shape: [0, 2, 2], values: [] },
  };
  const all: NamedArray[] = [...arrays, { name: 'state.1', type: 'float32', shape: [0, 2, 2], pieces: () => [] }];

  for (const how of [[], ['--plain']]) {
    it(`hold what was written${how.length > 0 ? ', by the description of the format' : ''}`, async () => {
      const metadata = { model: 'm', name: 'é "quoted"' };
      for (const [name, pieces] of [
        ['states.npz', npz(all)],
        ['states.safetensors', safetensors(all, metadata)],
      ] as const) {
        const path = join(folder, name);
        writeFileSync(path, await whole(pieces));
        const { status, stdout, stderr } = spawnSync(python!, [reader, path, ...how], { encoding: 'utf8' });
        assert.equal(status, 0, stderr);
        const { __metadata__, ...found } = JSON.parse(stdout) as Record<string, unknown>;
        assert.deepEqual(found, wanted, name);
        if (name.endsWith('safetensors')) assert.deepEqual(__metadata__, metadata);
      }
    });
  }
});
