import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateProbe, stateProbeProcess } from './run-cli';

interface Report {
  found: { word: number[]; text: string[]; share?: { failing: number; words: number; interval: [number, number] } };
}

describe('terminal: find', function () {
  this.timeout(120_000);
  let folder = '';
  before(() => (folder = mkdtempSync(join(tmpdir(), 'state-probe-find-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('writes a word on which the model is wrong at its last token, and counts as eval does', async () => {
    const path = join(folder, 'found.word');
    const args = ['find', '--models', 's5-s4-1', '--out', path, '--json', '--timeout', '100'];
    const { found } = JSON.parse((await stateProbeProcess(args)).out) as Report;
    const length = found.word.length;
    const run = JSON.parse((await stateProbeProcess(['run', path, '--models', 's5-s4-1', '--json'])).out) as {
      models: [{ firstWrong: number; judged: number }];
    };
    assert.deepEqual([run.models[0].firstWrong, run.models[0].judged], [length - 1, length]);
    const evaluated = await stateProbeProcess(['eval', '--models', 's5-s4-1', '--lengths', String(length), '--json']);
    const { metrics } = JSON.parse(evaluated.out) as { metrics: [{ full: number; fullInterval: [number, number] }] };
    assert.ok(found.share);
    assert.equal(found.share.failing, Math.round(1000 * (1 - metrics[0].full)));
    const [low, high] = metrics[0].fullInterval;
    assert.ok(Math.abs(found.share.interval[0] - (1 - high)) < 1e-9);
    assert.ok(Math.abs(found.share.interval[1] - (1 - low)) < 1e-9);
  });

  it('finds words of a language in that language', async () => {
    const { code, out } = await stateProbe(['find', '--models', 'parity-mamba-2', '--timeout', '100']);
    assert.equal(code, 0);
    assert.match(out, /is wrong after this word of \d+ tokens: [01]( [01])*$/m);
    assert.match(out, /^May come next: /m);
  });

  it('refuses what it cannot do', async () => {
    for (const [args, reason] of [
      [[], /which --models/],
      [['--models', 's5-mamba-1,s5-s4-1,s5-mamba-2'], /which --models/],
      [['samples/s5.word', '--models', 's5-mamba-1'], /find reads no file/],
      [['--models', 's5-mamba-1', '--out', join(folder, 'a.py')], /named ….*\.word/],
      [['--models', 'parity-mamba-2', '--out', join(folder, 'a.word')], /are read from no file/],
    ] as const) {
      const { code, err } = await stateProbe(['find', ...args]);
      assert.equal(code, 2, err);
      assert.match(err, reason);
    }
    const { code, err } = await stateProbe(['find', '--models', 's5-mamba-1,parity-mamba-2']);
    assert.equal(code, 1);
    assert.match(err, /do not read the same words: name two models of one task/);
  });
});
