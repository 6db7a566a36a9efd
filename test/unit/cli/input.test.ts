import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateProbe } from './run-cli';

describe('terminal: what it reads', () => {
  let folder: string;
  const file = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'state-probe-cli-'))));
  after(() => rm(folder, { recursive: true }));

  it('several files give a line of JSON each, in order, and an error does not stop the rest', async () => {
    const good = await file('good.word', '(1 2) (2 3)');
    const bad = await file('bad.word', '(1 2)\n  (1 2');
    const missing = join(folder, 'missing.word');
    const { code, out, err } = await stateProbe(['trace', '--json', good, bad, missing, good]);
    assert.equal(code, 1);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(lines.length, 4);
    assert.deepEqual(
      lines.map((line) => 'error' in line),
      [false, true, true, false],
    );
    assert.deepEqual(lines[0], lines[3]);
    assert.match(err, /bad\.word:2:3: error: /);
    assert.match(err, /missing\.word:1:1: error: cannot be opened \(no such file\)/);
  });

  it('says what a path is that is no text', async () => {
    const { code, err } = await stateProbe(['trace', folder, join(folder, 'nothing.here'), await file('notes', 'x')]);
    assert.equal(code, 1);
    assert.match(err, /:1:1: error: this is a folder: name a file in it/);
    assert.match(err, /nothing\.here:1:1: error: cannot be opened \(no such file\)/);
    assert.match(err, /notes:1:1: error: the file's name does not tell its language: say it with --language/);
  });

  it('tells what theory says once for all architectures of which it says the same', async () => {
    const { out } = await stateProbe(['trace', await file('swaps.word', '(1 2) (2 3)')]);
    assert.match(out, /^elman-rnn, lstm, gru\n {2}can: at every length/m);
    const lines = out.split('\n').filter((line) => /^ {2}(?:can|cannot|open): /.test(line));
    assert.equal(new Set(lines).size, lines.length);
    assert.ok(lines.length > 5);
  });

  it('says of a text in another encoding that it is not UTF-8', async () => {
    const path = join(folder, 'latin.py');
    await writeFile(path, Buffer.from('a = "\xe4"\n', 'latin1'));
    const { code, err } = await stateProbe(['trace', path]);
    assert.equal(code, 1);
    assert.match(err, /latin\.py:1:1: error: it is not a text in UTF-8/);
  });

  it('reads standard input when told the language', async () => {
    const { code, out } = await stateProbe(['trace', '-', '--language', 'word', '--json'], '(1 3)');
    assert.equal(code, 0);
    assert.deepEqual((JSON.parse(out) as { steps: { map: number[] }[] }).steps[0]?.map.slice(0, 3), [2, 1, 0]);
  });

  it('reads only the lines asked for, with their places in the whole file', async () => {
    const path = await file('lines.word', '(1 2)\n(2 3)\n(1 3)\n');
    const { out } = await stateProbe(['trace', '--lines', '2-3', '--json', path]);
    const { steps } = JSON.parse(out) as { steps: { text: string; range: { start: { line: number } } }[] };
    assert.deepEqual(
      steps.map(({ text, range }) => [text, range.start.line]),
      [
        ['(2 3)', 1],
        ['(1 3)', 2],
      ],
    );
  });

  for (const [why, args] of [
    ['no verb', []],
    ['an unknown verb', ['constructor']],
    ['an unknown option', ['trace', 'x.word', '--colour', 'red']],
    ['no file', ['trace']],
    ['standard input without a language', ['trace', '-']],
    ['a language that is none', ['trace', 'x.word', '--language', 'klingon']],
    ['lines that are no lines', ['trace', 'package.json', '--language', 'word', '--lines', '9-3']],
    ['an unknown model', ['models', '--nonsense']],
  ] as const) {
    it(`wrong usage ends with 2: ${why}`, async () => {
      const { code, out, err } = await stateProbe(args);
      assert.equal(code, 2);
      assert.ok((out + err).includes('state-probe'), 'says how to use it');
      assert.ok(!err.includes('    at '), 'no stack trace');
    });
  }

  it('control characters from a file do not reach the terminal', async () => {
    const path = await file('escape\u001b[31m.word', '(1 2)');
    const { out } = await stateProbe(['trace', path]);
    assert.ok(!out.includes('\u001b'));
    const wrong = await file('escape.py', 'a = [1, 2]\n\u001b[31m = 3\n');
    const { err } = await stateProbe(['trace', wrong]);
    assert.match(err, /escape\.py:2:\d: error: /);
    assert.ok(!err.includes('\u001b'));
  });
});
