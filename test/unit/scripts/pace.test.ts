import assert from 'node:assert/strict';
import { measurePace } from '../../../scripts/lib/pace.mjs';
import { PACE, patience } from '../../../scripts/lib/patience.mjs';
import { run } from '../../../scripts/lib/process.mjs';

describe('limits on time', () => {
  const before = process.env[PACE];
  afterEach(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, PACE);
    else process.env[PACE] = before;
  });

  it('grow with the pace that a run was given, and never shrink', () => {
    for (const [pace, limit] of [
      ['4.5', 4500],
      ['0.5', 1000],
      ['nonsense', 1000],
    ] as const) {
      process.env[PACE] = pace;
      assert.equal(patience(1000), limit, pace);
    }
  });

  it('are measured, and stretch on a busy machine alone', async () => {
    assert.ok((await measurePace()) >= 1);
  });

  it('of this run apply to its tests and to what prepares them', function () {
    assert.equal(this.timeout(), patience(20_000));
  });
});

describe('a program that is run', () => {
  const node = (script: string, options: Parameters<typeof run>[2]): Promise<void> =>
    run(process.execPath, ['-e', script], options);

  it('may take any time as long as it says something', async () => {
    const script = 'let n = 0; const t = setInterval(() => { console.log(n); if (++n === 12) clearInterval(t); }, 100)';
    await node(script, { silenceMs: patience(1000), output: { label: 'talks' } });
  });

  it('is ended with all that it started when it is silent for too long', async () => {
    const silent =
      "require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })";
    await assert.rejects(node(silent, { silenceMs: 700, output: { label: 'silent' } }), /said nothing for 700 ms/);
  });
});
