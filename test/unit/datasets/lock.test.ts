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

  it('keeps another run out as long as its process lives', async () => {
    const unlock = await lock(path);
    await assert.rejects(lock(path), new RegExp(`another run \\(process ${process.pid}\\) is at work there`));
    unlock();
    assert.ok(!existsSync(path));
  });

  it('holds nobody up when its process is gone, or another one has got its id', async function () {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(path, `${pid}\nwhenever\n`);
    (await lock(path))();
    if ((await startOf(process.pid)) === undefined) this.skip();
    // This process lives, and was not started then.
    writeFileSync(path, `${process.pid}\n00000000-0000-0000-0000-000000000000 1\n`);
    const unlock = await lock(path);
    assert.equal(readFileSync(path, 'utf8'), `${process.pid}\n${(await startOf(process.pid)) ?? ''}\n`);
    unlock();
    for (const broken of ['', 'nonsense', '\n\n', 'x'.repeat(10_000)]) {
      writeFileSync(path, broken);
      (await lock(path))();
    }
  });

  it('of an older version, which told no time, is held by whoever has the id', async () => {
    writeFileSync(path, String(process.pid));
    await assert.rejects(lock(path), /another run/);
  });

  it('tells processes apart by when they were started', async function () {
    const own = await startOf(process.pid);
    if (own === undefined) this.skip();
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const other = await startOf(child.pid ?? 0);
    assert.ok(other !== undefined && other !== own);
    assert.equal(await startOf(process.pid), own);
    child.kill();
    await new Promise((done) => child.on('close', done));
    assert.equal(await startOf(child.pid ?? 0), undefined);
  });
});
