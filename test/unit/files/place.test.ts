import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { checkFilePlace, checkFolderPlace, placeOf } from '../../../src/files/place';
import { toDisk } from '../../../src/files/to-disk';
import { temporaryFolder } from '../models/tiny-models';

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

describe('a place to write to', function () {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  const folder = temporaryFolder();
  const place = (...names: string[]): string => join(folder.path, ...names);

  it('that is a link is what the link leads to, which stays a link', async () => {
    mkdirSync(place('real', 'deep'), { recursive: true });
    mkdirSync(place('links'));
    writeFileSync(place('real', 'old.txt'), 'old');
    // Relative, through another link, from a folder that is a link itself.
    symlinkSync('../real/old.txt', place('links', 'one'));
    symlinkSync('one', place('links', 'two'));
    symlinkSync('../real/new.txt', place('links', 'dangling'));
    symlinkSync('real/deep', place('inside'));
    symlinkSync('../beside.txt', place('real', 'deep', 'up'));
    await toDisk(place('links', 'two'), pieces('a', 'b'));
    await toDisk(place('links', 'dangling'), pieces('new'));
    await toDisk(place('inside', 'up'), pieces('beside'));
    assert.equal(readFileSync(place('real', 'old.txt'), 'utf8'), 'ab');
    assert.equal(readFileSync(place('real', 'new.txt'), 'utf8'), 'new');
    assert.equal(readFileSync(place('real', 'beside.txt'), 'utf8'), 'beside');
    for (const name of ['one', 'two', 'dangling']) assert.ok(lstatSync(place('links', name)).isSymbolicLink());
    assert.deepEqual(readdirSync(place('links')).sort(), ['dangling', 'one', 'two'], 'nothing beside the links');
    assert.equal(placeOf(place('real', 'old.txt')), place('real', 'old.txt'));
  });

  it('is refused with the reason before any work', async () => {
    execFileSync('mkfifo', [place('pipe')]);
    writeFileSync(place('file'), '');
    mkdirSync(place('folder'));
    symlinkSync('circle', place('circle'));
    const reason = (check: Promise<void>): Promise<string> =>
      check.then(
        () => '',
        (error: unknown) => /\((.*)\)$/.exec((error as Error).message)?.[1] ?? String(error),
      );
    assert.equal(await reason(checkFilePlace(place('folder'))), 'it is a folder');
    assert.equal(await reason(checkFilePlace(place('pipe'))), 'it is a named pipe');
    assert.equal(await reason(checkFilePlace('/dev/null')), 'it is a device');
    assert.equal(await reason(checkFilePlace(place('none', 'x'))), 'no such folder');
    assert.equal(await reason(checkFilePlace(place('file', 'x'))), 'a part of its path is a file');
    assert.equal(
      await reason(checkFilePlace(place('circle')).catch((error: unknown) => Promise.reject(error as Error))),
      'its links lead in a circle',
    );
    assert.equal(await reason(checkFolderPlace(place('file'))), 'a part of its path is a file');
    assert.equal(await reason(checkFolderPlace(place('file', 'x', 'y'))), 'a part of its path is a file');
    if (process.platform === 'linux') assert.notEqual(await reason(checkFolderPlace('/proc/none')), '');
    if (process.getuid?.() !== 0) {
      mkdirSync(place('closed'));
      chmodSync(place('closed'), 0o555);
      assert.equal(await reason(checkFilePlace(place('closed', 'x'))), 'permission denied');
      chmodSync(place('closed'), 0o755);
    }
    // At the same time, in the same folder, as two windows may.
    const good = [place('file'), place('folder', 'new'), place('file')].map((path) => reason(checkFilePlace(path)));
    assert.deepEqual(await Promise.all([...good, reason(checkFolderPlace(place('a', 'b', 'c')))]), ['', '', '', '']);
    assert.ok(!existsSync(place('a')));
    assert.deepEqual(readdirSync(place('folder')), [], 'what tried it is gone');
  });

  it('is not waited for where a pipe stands in the way of the unfinished file', async () => {
    execFileSync('mkfifo', [place('out.html.partial')]);
    await toDisk(place('out.html'), pieces('page'));
    assert.equal(readFileSync(place('out.html'), 'utf8'), 'page');
    assert.ok(!existsSync(place('out.html.partial')));
  });
});
