import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { temporaryFolder } from '../models/tiny-models';
import { measured } from './measured';
import { builtCli } from './run-cli';

const MOST_MEMORY = 300e6;

/** Never ends by itself. */
function endless(piece: Buffer): Readable {
  return new Readable({
    read() {
      this.push(piece);
    },
  });
}

describe('what comes from outside has bounds', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  /** The one line that is said, and that no more memory was taken than may be. */
  const said = async (args: string[], input?: Readable): Promise<string> => {
    const peak = join(folder.path, 'peak');
    const { code, out, err } = await measured(peak, args, input);
    assert.equal(code, 1, `${out}${err}`);
    const bytes = Number(readFileSync(peak, 'utf8'));
    assert.ok(bytes > 0 && bytes < MOST_MEMORY, `${args.join(' ')}: ${bytes} bytes`);
    return err.trim();
  };

  it('but not the size of a collection of games: one game of it is held', async () => {
    const path = join(folder.path, 'large.pgn');
    const game = '[Event "?"]\n\n1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 4. Ba4 Nf6 5. O-O Be7 {with a comment} *\n\n';
    const games = Math.ceil((80 * 2 ** 20) / game.length);
    writeFileSync(path, game.repeat(games));
    for (const number of [1, games]) {
      const peak = join(folder.path, 'peak');
      const { code, out, err } = await measured(peak, ['trace', path, '--game', String(number), '--json']);
      assert.equal(code, 0, err);
      const { steps } = JSON.parse(out) as { steps: { range: { start: { line: number } } }[] };
      assert.deepEqual([steps.length, steps[0]?.range.start.line], [10, 2 + 4 * (number - 1)]);
      assert.ok(Number(readFileSync(peak, 'utf8')) < MOST_MEMORY);
    }
    assert.match(
      await said(['trace', path, '--game', String(games + 1)]),
      new RegExp(`game ${games + 1} was asked for, but the text holds ${games}$`),
    );
    rmSync(path);
  });

  it('a device, a pipe, a folder', async () => {
    const pipe = join(folder.path, 'pipe.word');
    execFileSync('mkfifo', [pipe]);
    const asWord = ['--language', 'word'];
    assert.equal(
      await said(['trace', '/dev/zero', ...asWord]),
      '/dev/zero:1:1: error: cannot be opened (it is a device)',
    );
    assert.equal(await said(['trace', pipe]), `${pipe}:1:1: error: cannot be opened (it is a named pipe)`);
    assert.match(await said(['trace', folder.path, ...asWord]), /cannot be opened \(it is a folder\)$/);
    assert.equal(
      await said(['reduce', pipe, '--to', 'word']),
      `${pipe}:1:1: error: cannot be opened (it is a named pipe)`,
    );
    const formal = ['dataset', '--formal', pipe, '--length', '2', '--count', '3', '--preview'];
    assert.equal(await said(formal), `${pipe}:1:1: error: cannot be opened (it is a named pipe)`);
  });

  it('standard input that never ends', async () => {
    for (const piece of [Buffer.alloc(1 << 16), Buffer.alloc(1 << 16, '(1 2) ')])
      assert.equal(
        await said(['trace', '-', '--language', 'word'], endless(piece)),
        '-:1:1: error: is larger than 64 MiB',
      );
    assert.equal(
      await said(['reduce', '-', '--to', 'word'], endless(Buffer.alloc(1 << 16, 'a'))),
      '-:1:1: error: is larger than 64 MiB',
    );
  });

  it('a file of gigabytes', async () => {
    const path = join(folder.path, 'sparse.py');
    writeFileSync(path, '');
    truncateSync(path, 20e9);
    assert.equal(await said(['trace', path]), `${path}:1:1: error: is larger than 64 MiB`);
  });

  it('a line of a data set that is 600 MB long', async () => {
    const path = join(folder.path, 'long.jsonl');
    const file = openSync(path, 'w');
    const piece = Buffer.alloc(10_000_000, ' ');
    for (let written = 0; written < 600e6; written += piece.length) writeSync(file, piece);
    closeSync(file);
    assert.equal(await said(['trace', path]), `${path}:1:1: error: this line is longer than 128 MiB`);
  });

  it('a folder of models that are pipes', async () => {
    const models = join(folder.path, 'models');
    mkdirSync(models);
    for (let at = 0; at < 8; at++) execFileSync('mkfifo', [join(models, `x${at}.onnx`)]);
    const lines = (await said(['models', '--model-folder', models]))
      .split('\n')
      .filter((line) => line.startsWith(models));
    assert.equal(lines.length, 8);
    assert.ok(
      lines.every((line) => line.endsWith('.onnx: not used: not a file: it is a named pipe')),
      lines[0],
    );
  });

  it('a `.gitignore` that is a pipe', async () => {
    const sources = join(folder.path, 'sources');
    mkdirSync(sources);
    execFileSync('mkfifo', [join(sources, '.gitignore')]);
    writeFileSync(join(sources, 'a.word'), '(1 2) (2 3)');
    const { code, out, err } = await measured(join(folder.path, 'peak'), ['dataset', sources, '--preview']);
    assert.equal(code, 0, err);
    assert.match(out, /not read: .*\.gitignore cannot be opened \(it is a named pipe\)/);
  });

  it('says that standard output is full', async function () {
    if (process.platform !== 'linux') this.skip();
    const full = openSync('/dev/full', 'w');
    const { spawnSync } = await import('node:child_process');
    const { status, stderr } = spawnSync(process.execPath, [await builtCli(), '--help'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    assert.deepEqual([status, stderr], [1, 'state-probe: standard output cannot be written (the disk is full)\n']);
  });
});

describe('a place that cannot be written to', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  const run = (args: string[]) => measured(join(folder.path, 'peak'), args);

  it('is said before the text is even looked at', async () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    const model = ['--models', 's5-wfa-ssm'];
    for (const [args, reason] of [
      [['run', 'no-such-text.word', '--html', join(folder.path, 'none', 'x.html')], 'no such folder'],
      [['run', 'no-such-text.word', '--html', join(file, 'x.html')], 'a part of its path is a file'],
      [['inspect', 'no-such-text.word', ...model, '--save', 'lanes', '--out', file], 'a part of its path is a file'],
      [
        ['inspect', 'no-such-text.word', ...model, '--save', 'lanes', '--out', '/dev/full'],
        'a part of its path is a file',
      ],
      [['dataset', 'no-such-text.word', '--out', join(file, 'x')], 'a part of its path is a file'],
      [['dataset', 'no-such-text.word', '--out', '/dev/full'], 'not a folder: it is a device'],
    ] as const) {
      const { code, err } = await run([...args]);
      assert.equal(code, 1, err);
      assert.ok(err.startsWith('state-probe: ') && err.includes(reason), err);
    }
  });

  it('is where a link leads, which stays', async () => {
    const [link, target] = [join(folder.path, 'link'), join(folder.path, 'target')];
    symlinkSync('target', link);
    const words = ['dataset', '--group', 'S3', '--length', '3', '--count', '20', '--out', link];
    for (const seed of ['1', '2']) assert.equal((await run([...words, '--seed', seed])).code, 0);
    assert.ok(lstatSync(link).isSymbolicLink() && lstatSync(target).isDirectory());
    assert.ok(readdirSync(target).includes('train.jsonl'));
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => /^(link|target)./.test(name)),
      [],
    );
  });

  it('that holds a broken plan is named, with what helps', async () => {
    const out = join(folder.path, 'broken');
    mkdirSync(`${out}.partial`);
    writeFileSync(join(`${out}.partial`, 'plan.json'), '{"format": ');
    const words = ['dataset', '--group', 'S3', '--length', '3', '--count', '20', '--out', out];
    const { code, err } = await run(words);
    assert.equal(code, 1);
    assert.ok(err.includes(join(`${out}.partial`, 'plan.json')) && err.includes('--anew'), err);
    assert.equal((await run([...words, '--anew'])).code, 0);
  });
});

describe('what is printed', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const ESC = '\u001b]0;title\u0007\u009b31m\u202e';
  const run = (args: string[]) => measured(join(folder.path, 'peak'), args);
  // Whatever drives a terminal, but for the ends of lines.
  const harmless = (text: string): void => assert.doesNotMatch(text, /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);

  it('drives no terminal, whatever names and texts hold', async () => {
    const models = join(folder.path, 'models');
    mkdirSync(models);
    const word = join(folder.path, `${ESC}.word`);
    writeFileSync(word, `(1 2) (2 3) ${ESC}`);
    writeFileSync(join(models, `a${ESC}.onnx`), 'no model');
    const illegal = join(folder.path, 'illegal.jsonl');
    const seen = [
      await run(['trace', word]),
      await run(['models', '--model-folder', models]),
      await run(['models', '--model-folder', models, '--json']),
      await run(['trace', word, `--${ESC}`]),
      await run([ESC]),
      await run(['trace', word, '--language', ESC]),
      await run(['reduce', `(1 2)${ESC}x`, '--to', 'word']),
      await run(['run', word, '--models', ESC]),
      await run(['dataset', word, '--preview', '--json']),
      await run(['trace', illegal, '--game', '1']),
      await run(['trace', join(folder.path, ESC, 'none.word'), '--json']),
    ];
    for (const { out, err } of seen) {
      assert.ok(out.length + err.length > 0);
      harmless(out);
      harmless(err);
    }
    const lines = seen[2]!.out.trim();
    const { problems } = JSON.parse(lines) as { problems: { path: string }[] };
    assert.ok(
      problems.some(({ path }) => path.endsWith(`a${ESC}.onnx`)),
      'JSON loses nothing',
    );
  });

  it('has reasons of bounded length, with their end', async () => {
    const path = join(folder.path, 'long.word');
    writeFileSync(path, `(1 2) ${'x'.repeat(100_000)}`);
    const { err } = await run(['trace', path]);
    const reason = err.trim().slice(`${path}:1:7: error: `.length);
    assert.ok(reason.length <= 500, `${reason.length}`);
    const usage = await run(['trace', path, '--language', 'y'.repeat(100_000)]);
    assert.equal(usage.code, 2);
    assert.ok(usage.err.length < 600, `${usage.err.length}`);
    assert.match(usage.err, /--help shows how\)$/m);
  });
});
