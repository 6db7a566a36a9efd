import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lock } from '../../../src/datasets/run/lock';
import { startOf } from '../../../src/datasets/run/process-start';
import { temporaryFolder } from '../models/tiny-models';

describe('the lock of a folder', () => {
  const folder = temporaryFolder();
  const path = join(folder.path, 'lock');

  it('keeps another run out as long as its process lives', () => {
    const unlock = lock(path);
    assert.throws(() => lock(path), new RegExp(`another run \\(process ${process.pid}\\) is at work there`));
    unlock();
    assert.ok(!existsSync(path));
  });

  it('holds nobody up when its process is gone, or another one has got its id', function () {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(path, `${pid}\nwhenever\n`);
    lock(path)();
    if (startOf(process.pid) === undefined) this.skip();
    // This process lives, and was not started then.
    writeFileSync(path, `${process.pid}\n00000000-0000-0000-0000-000000000000 1\n`);
    const unlock = lock(path);
    assert.equal(readFileSync(path, 'utf8'), `${process.pid}\n${startOf(process.pid) ?? ''}\n`);
    unlock();
    for (const broken of ['', 'nonsense', '\n\n', 'x'.repeat(10_000)]) {
      writeFileSync(path, broken);
      lock(path)();
    }
  });

  it('of an older version, which told no time, is held by whoever has the id', () => {
    writeFileSync(path, String(process.pid));
    assert.throws(() => lock(path), /another run/);
  });

  it('tells processes apart by when they were started', async function () {
    const own = startOf(process.pid);
    if (own === undefined) this.skip();
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const other = startOf(child.pid ?? 0);
    assert.ok(other !== undefined && other !== own);
    assert.equal(startOf(process.pid), own);
    child.kill();
    await new Promise((done) => child.on('close', done));
    assert.equal(startOf(child.pid ?? 0), undefined);
  });
});
