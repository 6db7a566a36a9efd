import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateProbe } from './run-cli';

describe('state-probe dataset', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-cli-dataset-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const out = join(folder, 'words');

  it('makes a data set, checks it, and run and eval read it', async () => {
    const made = await stateProbe([
      'dataset',
      '--group',
      'S5',
      '--generators',
      'adjacent',
      '--length',
      '5',
      '--count',
      '80',
      '--out',
      out,
    ]);
    assert.equal(made.code, 0, made.err);
    assert.match(made.out, /train +\d+ +\d+/);
    const card = readFileSync(join(out, 'README.md'), 'utf8');
    assert.match(card, /state-probe dataset --group S5 --generators adjacent --length 5 --count 80 --out DIR/);
    const checked = await stateProbe(['dataset', '--check', out]);
    assert.deepEqual(
      [checked.code, checked.out.trim().split('\n').at(-1)],
      [0, '0 leaks between splits, 0 wrong examples'],
    );

    const models = ['--models', 's5-wfa-ssm', '--json'];
    const run = await stateProbe(['run', join(out, 'train.jsonl'), '--game', '2', ...models]);
    const { trace } = JSON.parse(run.out) as { trace: { final: number[] } };
    const second = JSON.parse(readFileSync(join(out, 'train.jsonl'), 'utf8').split('\n')[1] ?? '') as { text: string };
    const read = await stateProbe(['trace', '-', '--language', 'word', '--json'], second.text);
    assert.deepEqual(trace.final, (JSON.parse(read.out) as { final: number[] }).final);

    const evaluated = await stateProbe(['eval', join(out, 'test.jsonl'), '--count', '4', ...models]);
    const { models: results } = JSON.parse(evaluated.out) as { models: { metrics: object[] }[] };
    assert.deepEqual(
      results[0]?.metrics.map((metric) => ({ ...metric, fullInterval: null })),
      [{ length: 5, examples: 4, full: 1, fullInterval: null, steps: 1 }],
    );
  });

  it('lists what it cannot read', async () => {
    const files = join(folder, 'files');
    mkdirSync(files);
    writeFileSync(join(files, 'good.word'), '(1 2) (2 3)');
    writeFileSync(join(files, 'bad.word'), '(1 2) nonsense');
    const made = await stateProbe(['dataset', files, '--out', join(folder, 'read')]);
    assert.equal(made.code, 0, made.err);
    assert.match(made.out, /1 places in files could not be read/);
    assert.match(made.out, /bad\.word:1:7: 'nonsense' is not an element/);
  });

  const wrong: [args: string[], code: number, message: RegExp][] = [
    [['--group', 'S5', '--length', '4'], 2, /--count/],
    [['--group', 'Q8', '--length', '4', '--count', '1'], 2, /'Q8' is not a group/],
    [['--group', 'S5', '--length', '4-', '--count', '1'], 2, /a length is a number/],
    [['--group', 'S2', '--length', '2', '--count', '5', '--unique'], 2, /only 4 different words/],
    [['--group', 'S4', '--length', '2', '--count', '5', '--as', 'chess'], 2, /five things/],
    [['--group', 'S5', '--formal', 'parity', '--length', '2', '--count', '5'], 2, /say one of them/],
    [['--formal', 'tomita-9', '--length', '2', '--count', '5'], 2, /is no language/],
    [['--regex', '(ab', '--length', '2', '--count', '5'], 1, /--regex:1:1: error: this parenthesis is never closed/],
    [['no-such-file.py'], 2, /no such file/],
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
