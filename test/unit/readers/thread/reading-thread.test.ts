import assert from 'node:assert/strict';
import { readText } from '../../../../src/readers';
import { ReadingThread } from '../../../../src/readers/thread/reading-thread';
import { UnreadError } from '../../../../src/readers/reader';
import { SourceError } from '../../../../src/trace/source';

const python = (text: string) => ({ uri: 'a.py', language: 'python', text });
const SWAPS = python('a = [1, 2, 3]\nfor i in range(50):\n    a[0], a[1] = a[1], a[0]\n    a[1], a[2] = a[2], a[1]\n');
/** Minutes of work within the reader's limits: texts of a hundred thousand characters, compared again and again. */
const HOSTILE = python(
  'a, b = 1, 2\ns = "x" * 99999\nt = [s + "a"] * 900\nu = [s + "b"] * 900\nfor i in range(9000):\n    a, b = b, a\n    u == t\n    ' +
    'min(t)\n    sorted(t)\n',
);

describe('the thread that reads', function () {
  this.timeout(60_000);
  let thread: ReadingThread;
  beforeEach(() => (thread = new ReadingThread()));
  afterEach(() => thread.dispose());

  it('gives what reading here gives', async () => {
    const { trace, total } = await thread.read(SWAPS);
    assert.deepEqual(trace, await readText(SWAPS, {}));
    assert.equal(total, 100);
  });

  it('gives as many steps as are asked for, and says how many there are', async () => {
    const { trace, total } = await thread.read(SWAPS, { most: 7 });
    assert.deepEqual([trace.steps.length, total, trace.verdict?.name], [7, 100, 'S3']);
  });

  it('gives one object for what a loop repeats', async () => {
    const { trace } = await thread.read(SWAPS);
    assert.equal(new Set(trace.steps).size, 2);
  });

  it('tells of what kind the reason is, as reading here does', async () => {
    const kinds = { 'a = [1, 2': 'syntax', 'x = 1\nawait x\n': 'unsupported' };
    for (const [text, kind] of Object.entries(kinds))
      for (const read of [readText(python(text), {}), thread.read(python(text))])
        await assert.rejects(read, (error) => {
          assert(error instanceof UnreadError, text);
          assert.equal(error.kind, kind, text);
          return true;
        });
  });

  it('tells where and why a text cannot be read, and reads the next', async () => {
    const text = 'a, b = 1, 2\na, b = b, a\nwhile b:\n    pass\n';
    await assert.rejects(thread.read(python(text)), (error) => {
      assert(error instanceof SourceError);
      assert.match(error.message, /^a\.py:4:5: error: more than 100000 statements/);
      return true;
    });
    assert.equal((await thread.read(SWAPS)).total, 100);
  });

  it('ends when nothing was read for a while, and another reads what comes then', async () => {
    const resting = new ReadingThread({ rest: 50 });
    await resting.read(SWAPS);
    while (resting.count > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal((await resting.read(SWAPS)).total, 100);
    resting.dispose();
  });

  it('is stopped by the signal, and another text is read meanwhile', async () => {
    const controller = new AbortController();
    const hostile = thread.read(HOSTILE, { signal: controller.signal });
    setTimeout(() => controller.abort(), 100);
    const [outcome, { total }] = await Promise.all([hostile.catch((error: unknown) => error), thread.read(SWAPS)]);
    assert.equal((outcome as Error).name, 'AbortError');
    assert.equal(total, 100);
  });

  it('reads nothing for a signal that has come already', async () => {
    await assert.rejects(thread.read(SWAPS, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });

  it('says that a text takes too long', async () => {
    const impatient = new ReadingThread({ time: 2000, patience: 0 });
    await assert.rejects(impatient.read(HOSTILE), {
      message: 'a.py:1:1: error: to read this takes more than 2 seconds: select less of it',
    });
    impatient.dispose();
  });

  it('says that a text needs too much memory, and lives', async () => {
    const small = new ReadingThread({ memory: 64, patience: 0 });
    const text =
      'a = list(range(1000))\nfor i in range(900):\n    a[0], a[1] = a[1], a[0]\n    b = a[:]\n    c = [b, a]\n';
    await assert.rejects(small.read(python(text)), { message: /needs more than 64 MiB of memory: select less of it$/ });
    small.dispose();
    assert.equal((await thread.read(SWAPS)).total, 100);
  });
});
