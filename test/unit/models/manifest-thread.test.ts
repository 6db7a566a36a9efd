import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalogue, readModel } from '../../../src/models/catalogue';
import { MANIFEST_KEY } from '../../../src/models/manifest';
import { ManifestThread } from '../../../src/models/thread/manifest-thread';
import { parityManifest, paritySpec, temporaryFolder } from './tiny-models';

describe('manifests', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const withText = (name: string, text: string): string => {
    const spec = paritySpec();
    return folder.write(name, { ...spec, metadata: { [MANIFEST_KEY]: text } });
  };
  const reasonOf = async (path: string): Promise<string> => {
    const found = await readModel(path);
    return 'reason' in found ? found.reason : '';
  };

  it('are bounded before they are parsed', async () => {
    const manifest = (more: string): string => JSON.stringify(parityManifest()).replace(/}$/, `,"more":${more}}`);
    const nested = (depth: number): string => manifest('['.repeat(depth) + ']'.repeat(depth));
    assert.equal(await reasonOf(withText('fits.onnx', nested(63))), '');
    assert.equal(await reasonOf(withText('deep.onnx', nested(64))), 'manifest: it nests deeper than 64 levels');
    assert.equal(
      await reasonOf(withText('deeper.onnx', '['.repeat(500_000))),
      'manifest: it nests deeper than 64 levels',
    );
    assert.equal(
      await reasonOf(withText('text.onnx', manifest(JSON.stringify('"[{'.repeat(500))))),
      '',
      'a text nests nothing',
    );
    const size = JSON.stringify('x'.repeat(2 ** 20));
    assert.equal(await reasonOf(withText('large.onnx', manifest(size))), 'manifest: it has more than 1 MiB');
    assert.equal(
      await reasonOf(withText('wide.onnx', manifest(`"${'中'.repeat(400_000)}"`))),
      'manifest: it has more than 1 MiB',
    );
  });

  it('are read by another thread as by this one', async () => {
    const thread = new ManifestThread();
    const own = join(folder.path, 'own');
    mkdirSync(own);
    folder.write('own/a.onnx', paritySpec(parityManifest({ id: 'a' })));
    folder.write('own/b.onnx', Buffer.from('no model'));
    folder.write('own/c.onnx', paritySpec(parityManifest({ id: 'a' })));
    const places = [own, join(folder.path, 'none')];
    const here = await readCatalogue(places);
    assert.deepEqual([here.models.length, here.problems.length], [1, 3]);
    assert.deepEqual(await readCatalogue(places, undefined, (path) => thread.read(path)), here);
    await thread.close();
  });
});
