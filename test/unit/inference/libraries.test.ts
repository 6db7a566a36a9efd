import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceClient } from '../../../src/inference/client';
import { inferenceEntry } from '../../../src/inference/entry';
import { LIBRARIES, librariesEnvironment, SHARED } from '../../../src/inference/libraries/place';
import { lookupSpec, parityManifest, temporaryFolder } from '../models/tiny-models';
import { onnxFile } from '../models/onnx-fixture';

describe('libraries of providers that the runtime’s package leaves out', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const cache = process.env['XDG_CACHE_HOME'];
  before(function () {
    if (process.platform !== 'linux') this.skip();
    process.env['XDG_CACHE_HOME'] = join(folder.path, 'cache');
  });
  after(() => {
    if (cache === undefined) delete process.env['XDG_CACHE_HOME'];
    else process.env['XDG_CACHE_HOME'] = cache;
  });

  /** A folder as Python's package makes it. */
  const packaged = (name: string, files: Record<string, string>): string => {
    const place = join(folder.path, name, 'lib/python3.12/site-packages/onnxruntime/capi');
    mkdirSync(place, { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
    return place;
  };

  it('are found in an environment of Python, with those of CUDA beside them', () => {
    const place = packaged('venv', { [SHARED]: '' });
    const cublas = join(place, '../../nvidia/cublas/lib');
    mkdirSync(cublas, { recursive: true });
    const found = librariesEnvironment(join(folder.path, 'venv'));
    assert.equal(found[LIBRARIES], realpathSync(place));
    assert.deepEqual(found['LD_LIBRARY_PATH']?.split(':').slice(0, 2), [realpathSync(place), realpathSync(cublas)]);
    assert.deepEqual(librariesEnvironment(place)[LIBRARIES], realpathSync(place));
    assert.deepEqual(librariesEnvironment(''), {});
    assert.deepEqual(librariesEnvironment('/not/there'), { [LIBRARIES]: '/not/there' });
  });

  it('that are missing, of another version or no libraries are said to be; the model runs all the same', async () => {
    let place: string | undefined;
    const model = folder.write(
      'parity.onnx',
      onnxFile(
        lookupSpec(
          [
            [8, 0],
            [0, 8],
          ],
          parityManifest(),
        ),
      ),
    );
    const fallback = async (at: string | undefined): Promise<string | undefined> => {
      place = at;
      const client = new InferenceClient({ ...inferenceEntry(), libraries: () => place });
      try {
        const request = { model, providers: ['cuda'] as const, vocabulary: 2, classes: 2, outputs: ['logits'] };
        const tokens = Int32Array.of(0, 1, 1);
        const { tensors, fallback: why } = await client.run({ ...request, tokens, batch: 1, length: 3 });
        assert.equal(tensors['logits']?.data.length, 6);
        return why;
      } finally {
        client.dispose();
      }
    };
    assert.match(
      (await fallback(undefined)) ?? '',
      /^cuda: libonnxruntime_providers_cuda\.so is not there, which onnxruntime’s package for npm leaves out/,
    );
    assert.match((await fallback('/not/there')) ?? '', /\/not\/there holds no libonnxruntime_providers_shared\.so/);
    const old = packaged('old', { [SHARED]: '', 'build_and_package_info.py': "__version__ = '1.2.3'\n" });
    assert.match((await fallback(old)) ?? '', /those of onnxruntime 1\.2\.3, needed are those of \d/);
    // No library at all: what the loader of the system says of it is told, and the runtime came from the folder of links.
    const broken = packaged('broken', { [SHARED]: 'text' });
    assert.match((await fallback(broken)) ?? '', /^cuda: libonnxruntime_providers_cuda\.so is not there/);
    // What is put there later is found.
    packaged('broken', { 'libonnxruntime_providers_cuda.so': 'text' });
    assert.match((await fallback(broken)) ?? '', /libonnxruntime_providers_cuda\.so cannot be loaded: .*too short/);
    const links = readdirSync(join(folder.path, 'cache/state-probe')).filter((name) => /^onnxruntime-/.test(name));
    assert.equal(links.length, 2);
    for (const name of links) assert.ok(readdirSync(join(folder.path, 'cache/state-probe', name)).includes(SHARED));
  });
});
