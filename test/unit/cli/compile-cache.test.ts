import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isOwn } from '../../../src/cli/compile-cache';
import { userCache } from '../../../src/files/user-cache';
import { temporaryFolder } from '../models/tiny-models';

describe('terminal: compiled code that is kept', () => {
  const { path } = temporaryFolder();

  it('lies where the system keeps what a user’s programs can make again', () => {
    assert.equal(userCache('linux', { XDG_CACHE_HOME: '/caches' }), '/caches');
    // One that is not absolute is to be ignored.
    assert.equal(userCache('linux', { XDG_CACHE_HOME: 'caches' }), join(homedir(), '.cache'));
    assert.equal(userCache('darwin', { XDG_CACHE_HOME: '/caches' }), join(homedir(), 'Library', 'Caches'));
    assert.equal(userCache('win32', { LOCALAPPDATA: 'C:\\local' }), 'C:\\local');
  });

  it('is kept only where nobody else can write: it is run without a look at it', function () {
    if (process.getuid === undefined) this.skip();
    const folder = join(path, 'own');
    mkdirSync(folder, { mode: 0o700 });
    assert.ok(isOwn(folder));
    for (const mode of [0o770, 0o707, 0o777]) {
      chmodSync(folder, mode);
      assert.ok(!isOwn(folder), mode.toString(8));
    }
    chmodSync(folder, 0o700);
    const link = join(path, 'link');
    symlinkSync(folder, link);
    assert.ok(!isOwn(link));
  });
});
