import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOfFile } from '../../../src/files/lines';
import { openFile, readBytes, readText, readTextSync } from '../../../src/files/read';
import { failureText, unreadText } from '../../../src/files/reasons';
import { temporaryFolder } from '../models/tiny-models';

async function refusal(path: string, most = 100): Promise<string> {
  const reason = await readBytes(path, most).then(() => '', failureText);
  assert.throws(
    () => readTextSync(path, most),
    (error) => failureText(error) === reason,
  );
  return reason;
}

async function allLines(path: string, most = 1 << 20): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOfFile(path, most)) lines.push(line);
  return lines;
}

describe('reading a file from outside', () => {
  const folder = temporaryFolder();
  const place = (name: string): string => join(folder.path, name);
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(place(name), content);
    return place(name);
  };

  it('gives what is in it, also where the system tells no size', async () => {
    assert.equal(await readText(write('a.txt', 'naïve 中\n'), 100), 'naïve 中\n');
    assert.equal(readTextSync(place('a.txt'), 11), 'naïve 中\n');
    assert.equal(await readText(write('empty', ''), 0), '');
    const large = Buffer.alloc(3_500_000, 'abcdefg');
    assert.deepEqual(await readBytes(write('large', large), large.length), large);
    if (process.platform === 'linux') assert.match(await readText('/proc/self/status', 1 << 20), /^Name:/);
  });

  it('takes no more than the bound, whatever the file says of its size', async () => {
    assert.equal(await refusal(write('b', 'x'.repeat(101))), 'is larger than 0 MiB');
    const path = write('growing', 'x');
    const file = await openFile(path);
    appendFileSync(path, 'y'.repeat(2_000_000));
    await file.close();
    assert.match(await refusal(path, 1 << 20), /is larger than 1 MiB/);
    if (process.platform === 'linux') assert.equal(await refusal('/proc/self/status', 20), 'is larger than 0 MiB');
  });

  it('refuses what is no file and says what it is, without waiting', async function () {
    if (process.platform === 'win32') this.skip();
    mkdirSync(place('folder'));
    execFileSync('mkfifo', [place('pipe')]);
    symlinkSync('pipe', place('link'));
    symlinkSync('loop', place('loop'));
    const server = createServer();
    await new Promise<void>((done) => server.listen(place('socket'), done));
    try {
      assert.equal(await refusal(place('folder')), 'it is a folder');
      assert.equal(await refusal(place('pipe')), 'it is a named pipe');
      assert.equal(await refusal(place('link')), 'it is a named pipe');
      assert.equal(await refusal(place('socket')), 'it is a socket');
      assert.equal(await refusal('/dev/zero'), 'it is a device');
      assert.equal(await refusal(place('loop')), 'its links lead in a circle');
      assert.equal(await refusal(place('missing')), 'no such file');
      assert.equal(await refusal(join(place('a.txt'), 'x')), 'a part of its path is a file');
      assert.equal(
        unreadText(await openFile(place('missing')).catch((error: unknown) => error)),
        'cannot be opened (no such file)',
      );
    } finally {
      server.close();
    }
  });

  it('gives the lines of a file, however they end and wherever pieces are cut', async () => {
    const line = 'é'.repeat(300_000);
    for (const end of ['\n', '\r\n', '\r'])
      assert.deepEqual(await allLines(write('lines', `${end}${line}${end}b${end}${end}c`)), ['', line, 'b', '', 'c']);
    // The two characters of an end of line on two sides of a piece of one mebibyte.
    const first = 'a'.repeat((1 << 20) - 1);
    assert.deepEqual(await allLines(write('seam', `${first}\r\nb\r\n`)), [first, 'b']);
    assert.deepEqual(await allLines(write('seam', `${first}\r\rb\n`)), [first, '', 'b']);
    assert.deepEqual(await allLines(write('none', '')), []);
    assert.deepEqual(await allLines(write('mixed', 'a\rb\nc\r\nd\n\re')), ['a', 'b', 'c', 'd', '', 'e']);
    assert.equal((await allLines(write('returns', '\r'.repeat(1_500_000)))).length, 1_500_000);
  });

  it('refuses a line beyond the bound after those before it', async () => {
    const seen: number[] = [];
    await assert.rejects(async () => {
      for await (const line of linesOfFile(write('long', `ab\n${'x'.repeat(3_000_000)}\n`), 1 << 20))
        seen.push(line.length);
    }, /this line is longer than 1 MiB/);
    assert.deepEqual(seen, [2]);
  });
});
