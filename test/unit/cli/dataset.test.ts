import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Told } from '../../../src/datasets/run/progress';
import { ROOT, stateProbe, stateProbeProcess } from './run-cli';

describe('state-probe dataset', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-cli-dataset-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const out = join(folder, 'words');

  it('makes a data set, checks it, and run and eval read it', async () => {
    const made = await stateProbeProcess([
      'dataset',
      '--group',
      'S5',
      '--generators',
      'adjacent',
      '--length',
      '5',
      '--count',
      '80',
      '--columns',
      'all',
      '--out',
      out,
    ]);
    assert.equal(made.code, 0, made.err);
    assert.match(made.out, /train +\d+ +\d+/);
    const card = readFileSync(join(out, 'README.md'), 'utf8');
    assert.match(
      card,
      /state-probe dataset --group S5 --generators adjacent --length 5 --count 80 --columns all --out DIR/,
    );
    const checked = await stateProbeProcess(['dataset', '--check', out]);
    assert.deepEqual(
      [checked.code, checked.out.trim().split('\n').at(-1)],
      [0, '0 leaks between splits, 0 wrong examples'],
    );

    const models = ['--models', 's5-wfa-ssm', '--json'];
    const run = await stateProbeProcess(['run', join(out, 'train.jsonl'), '--game', '2', ...models]);
    const { trace } = JSON.parse(run.out) as { trace: { final: number[] } };
    const second = JSON.parse(readFileSync(join(out, 'train.jsonl'), 'utf8').split('\n')[1] ?? '') as { text: string };
    const read = await stateProbeProcess(['trace', '-', '--language', 'word', '--json'], second.text);
    assert.deepEqual(trace.final, (JSON.parse(read.out) as { final: number[] }).final);

    const evaluated = await stateProbeProcess(['eval', join(out, 'test.jsonl'), '--count', '4', ...models]);
    const { models: results } = JSON.parse(evaluated.out) as { models: { metrics: object[] }[] };
    assert.deepEqual(
      results[0]?.metrics.map((metric) => ({ ...metric, fullInterval: null })),
      [{ length: 5, examples: 4, full: 1, fullInterval: null, steps: 1 }],
    );
  });

  it('says at which line and field an example is wrong, whoever reads it', async () => {
    const spoilt = join(folder, 'spoilt');
    const made = ['--group', 'S3', '--length', '4', '--count', '40', '--out', spoilt];
    assert.equal((await stateProbe(['dataset', ...made])).code, 0);
    const path = join(spoilt, 'train.jsonl');
    const lines = readFileSync(path, 'utf8').split('\n');
    const second = JSON.parse(lines[1] ?? '') as { states: number[] };
    second.states[2] = (second.states[2]! + 1) % 6;
    lines[1] = JSON.stringify(second);
    writeFileSync(path, lines.slice(0, 5).join('\n'));
    const column = lines[1].indexOf('"states":[') + '"states":['.length + 1 + 4;
    const error = `${path}:2:${column}: error: states[2]: the product of the first 3 in S3 is `;
    const models = ['--models', 's5-wfa-ssm'];
    for (const args of [
      ['trace', path, '--game', '2'],
      ['run', path, '--game', '3', ...models],
      ['inspect', path, '--game', '2', ...models],
      ['eval', path, ...models],
    ]) {
      const { code, err } = await stateProbe(args);
      assert.deepEqual([code, err.includes(error)], [1, true], `${args.join(' ')}: ${err}`);
    }
    const { code, out: said } = await stateProbe(['dataset', '--check', spoilt]);
    assert.equal(code, 1);
    assert.ok(said.includes(error), said);
    assert.match(said, /^train holds 4 sound examples, but the data set says \d+$/m);
    assert.match(said, /0 leaks between splits, 1 wrong example$/m);
  });

  it('lists what it cannot read', async () => {
    const files = join(folder, 'files');
    mkdirSync(files);
    writeFileSync(join(files, 'good.word'), '(1 2) (2 3)');
    writeFileSync(join(files, 'bad.word'), '(1 2) nonsense');
    const made = await stateProbe(['dataset', files, '--out', join(folder, 'read')]);
    assert.equal(made.code, 0, made.err);
    assert.match(made.out, /0 files and 1 place in files could not be read/);
    assert.match(made.out, /bad\.word:1:7: 'nonsense' is not an element/);
  });

  it('counts what it cannot read by the reason, with places of each, and names in them are shown as they are', async () => {
    const [files, out] = [join(folder, 'many'), join(folder, 'many-read')];
    mkdirSync(files);
    writeFileSync(join(files, 'good.word'), '(1 2) (2 3)');
    for (let n = 10; n < 21; n++) writeFileSync(join(files, `_b|d_${n}.word`), `(1 2)\n  nonsense${n}`);
    writeFileSync(join(files, 'bytes.word'), new Uint8Array([0xff, 0xfe, 0x00]));
    const made = await stateProbe(['dataset', files, '--out', out]);
    assert.equal(made.code, 0, made.err);
    assert.match(made.out, /^ {2}11 × … is not an element.*, such as .*_b\|d_10\.word:2:3\n {2}1 × .*bytes\.word$/m);
    type About = { unread: { places: number; reasons: { reason: string; places: number; such: string[] }[] } };
    const { unread } = JSON.parse(readFileSync(join(out, 'dataset.json'), 'utf8')) as About;
    const lines = readFileSync(join(out, 'unreadable.jsonl'), 'utf8').trim().split('\n');
    assert.equal(
      unread.reasons.reduce((sum, { places }) => sum + places, 0),
      lines.length,
    );
    assert.deepEqual(
      unread.reasons.map(({ places, such }) => [places, such.length]),
      [
        [11, 3],
        [1, 1],
      ],
    );
    const card = readFileSync(join(out, 'README.md'), 'utf8');
    assert.match(card, /^\| … is not an element.* \| 11 \| .*\\_b\\\|d\\_10\.word:2:3, .*\|$/m);
  });

  it('counts sentences of stories that are passed over', async () => {
    const root = join(folder, 'told');
    mkdirSync(root);
    const story = (habit: string) => `Ann has a pen. Ben has a cup. Cal has a hat. ${habit}Ann and Ben swap.`;
    writeFileSync(join(root, 'a.story'), story('It was a rainy day. The wind blew. '));
    writeFileSync(join(root, 'b.story'), story('').replace('Ann and Ben swap', 'Ben and Cal swap'));
    const out = join(folder, 'told-made');
    const made = await stateProbe(['dataset', root, '--out', out]);
    assert.match(made.out, /^2 sentences passed over in stories, because they move nothing$/m, made.err);
    const { unread } = JSON.parse(readFileSync(join(out, 'dataset.json'), 'utf8')) as { unread: { sentences: number } };
    assert.equal(unread.sentences, 2);
    assert.match(readFileSync(join(out, 'README.md'), 'utf8'), /^2 sentences of stories were passed over/m);
    const examples = ['train', 'validation', 'test']
      .map((split) => join(out, `${split}.jsonl`))
      .filter((path) => existsSync(path))
      .flatMap((path) => readFileSync(path, 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line) as { source: { uri: string }; notRead: number | null });
    assert.deepEqual(examples.map(({ source, notRead }) => [basename(source.uri), notRead]).sort(), [
      ['a.story', 2],
      ['b.story', null],
    ]);
    const checked = await stateProbe(['dataset', '--check', out]);
    assert.equal(checked.code, 0, checked.out);
  });

  it('shows examples and writes nothing', async () => {
    const args = ['dataset', '--group', 'S5', '--length', '5', '--count', '80', '--preview'];
    const shown = await stateProbe(args);
    assert.match(shown.out, /--count 80 --out DIR\n80 examples\n/);
    assert.equal(shown.out.match(/^── \d+ · /gm)?.length, 10);
    const lines = (await stateProbe([...args, '--json', '--out', join(folder, 'unseen')])).out.trim().split('\n');
    assert.equal((JSON.parse(lines[9] ?? '') as { example: { id: number } }).example.id, 9);
    assert.ok(!existsSync(join(folder, 'unseen')) && !existsSync(join(folder, 'unseen.partial')));
  });

  it('tells the process that started it how far it is, and stops when that is gone', async () => {
    const long = join(folder, 'long');
    const args = ['dataset', '--group', 'S5', '--length', '64', '--count', '200000', '--out', long];
    const child = fork('src/cli/main.ts', args, { cwd: ROOT, execArgv: ['--import', 'tsx'], silent: true });
    const [told] = (await once(child, 'message')) as [Told];
    assert.ok(told.kind === 'progress' && told.progress.stage === 'making' && told.progress.total === 200_000);
    child.disconnect();
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 130);
    assert.ok(existsSync(`${long}.partial/plan.json`) && !existsSync(`${long}.partial/lock`));
    const other = fork('src/cli/main.ts', [...args, '--seed', '2'], {
      cwd: ROOT,
      execArgv: ['--import', 'tsx'],
      silent: true,
    });
    const [failed] = (await once(other, 'message')) as [Told];
    assert.ok(failed.kind === 'failed' && failed.unfinished, JSON.stringify(failed));
    assert.deepEqual(await once(other, 'close'), [1, null]);
  });

  it('takes commas in the braces of a glob', async () => {
    const files = join(folder, 'globs');
    mkdirSync(files);
    for (const name of ['a.word', 'b.word', 'c.word']) writeFileSync(join(files, name), '(1 2) (2 3)');
    const made = await stateProbe(['dataset', files, '--exclude', '**/{a,b}.word', '--preview', '--json']);
    assert.equal(made.out.trim().split('\n').length, 1, made.err);
  });

  const wrong: [args: string[], code: number, message: RegExp][] = [
    [['--group', 'S5', '--length', '4'], 2, /--count/],
    [['--group', 'B8', '--length', '4', '--count', '1'], 2, /'B8' is not a group/],
    [['--group', 'S5', '--length', '4-', '--count', '1'], 2, /a length is a number/],
    [['--group', 'S2', '--length', '2', '--count', '5', '--unique'], 2, /only 4 different words/],
    [['--group', 'S4', '--length', '2', '--count', '5', '--as', 'chess'], 2, /five things/],
    [['--group', 'S5', '--formal', 'parity', '--length', '2', '--count', '5'], 2, /say one of them/],
    [['--formal', 'tomita-9', '--length', '2', '--count', '5'], 2, /is no language/],
    [['--regex', '(ab', '--length', '2', '--count', '5'], 1, /--regex:1:1: error: this parenthesis is never closed/],
    [['no-such-file.py'], 2, /no such file/],
    [['samples', '--exclude', '{a,b'], 2, /a brace is never closed/],
    [['samples', '--include', '*.nothing'], 2, /no file here whose language is read/],
    [['--group', 'S5', '--window', '4', '--length', '2', '--count', '5'], 2, /--window says nothing about words/],
    [['--group', 'S5', '--format', 'xml', '--length', '2', '--count', '5'], 2, /'xml' is not one of/],
    [['--group', 'S5', '--split', '1,2', '--length', '2', '--count', '5'], 2, /three numbers/],
  ];
  for (const [args, code, message] of wrong) {
    it(`says what is wrong with ${args.join(' ')}`, async () => {
      const { code: exit, err } = await stateProbe(['dataset', ...args, '--out', join(folder, 'never')]);
      assert.match(err, message);
      assert.equal(exit, code, err);
    });
  }
});
