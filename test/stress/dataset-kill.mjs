#!/usr/bin/env node
// Kills runs of `state-probe dataset` at random moments, starts each again until it is done, and compares the bytes with
// those of a run that was left alone. Needs a build (`npm run build`).
//   node test/stress/dataset-kill.mjs [KILLS] [--cli dist/cli.js] [--from generator|files|parts]      default: 100 kills, a third of each
// Of parts, four are made apart, each killed and resumed, and put together; that is compared with one run.
// Moments are drawn from a fixed seed; what a moment hits depends on the machine.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cli: { type: 'string', default: 'dist/cli.js' }, from: { type: 'string' } },
});
const kills = Number(positionals[0] ?? 100);
const cli = resolve(values.cli);
const folder = mkdtempSync(join(tmpdir(), 'state-probe-kill-'));

const ALL = {
  generator: ['--group', 'S5', '--length', '4-20', '--count', '20000', '--unique', '--format', 'jsonl,csv,parquet'],
  parts: ['--group', 'S5', '--length', '16', '--count', '600000', '--unique', '--format', 'jsonl,csv,parquet,npy'],
  files: [
    'samples',
    'src/algebra',
    '--languages',
    'chess,word,narrative,python,javascript',
    '--format',
    'jsonl,csv,parquet',
  ],
};
const KINDS = Object.entries(ALL).flatMap(([name, args]) =>
  values.from === undefined || values.from === name ? [{ name, args }] : [],
);

/** @param {string[]} args @param {number} moment milliseconds; Infinity to let it end */
function run(args, moment) {
  const child = spawn(process.execPath, [cli, 'dataset', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const timer = Number.isFinite(moment) ? setTimeout(() => child.kill('SIGKILL'), moment) : undefined;
  return new Promise((done, fail) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') done('killed');
      else if (code === 0) done('ended');
      else fail(new Error(`ended with code ${code}`));
    });
  });
}

/** Linear congruential generator of Numerical Recipes: the moments need to be spread, not to be unpredictable. */
let state = 20260101;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;

let killed = 0;
let finished = 0;
try {
  for (const [kind, { name, args }] of KINDS.entries()) {
    const whole = join(folder, `whole-${kind}`);
    const start = performance.now();
    await run([...args, '--out', whole], Infinity);
    const duration = performance.now() - start;
    const share = Math.ceil(kills / KINDS.length);
    for (let own = 0; own < share;) {
      const out = join(folder, `killed-${kind}`);
      /** @param {string[]} more @param {string} to @param {number} time */
      const untilDone = async (more, to, time) => {
        while ((await run([...args, ...more, '--out', to], own < share ? random() * time : Infinity)) === 'killed')
          own++;
      };
      if (name === 'parts') {
        const parts = [1, 2, 3, 4].map((part) => `${out}-${part}`);
        for (const [at, part] of parts.entries()) await untilDone(['--shard', `${at + 1}/4`], part, duration / 3);
        await run(['--merge', ...parts, '--out', out], Infinity);
        for (const part of parts) rmSync(part, { recursive: true });
      } else await untilDone([], out, duration);
      execFileSync('diff', ['-r', whole, out]);
      if (existsSync(`${out}.partial`) || existsSync(`${out}.old`)) throw new Error('something was left behind');
      rmSync(out, { recursive: true });
      finished++;
      console.error(`${killed + own} kills, ${finished} finished`);
    }
    killed += share;
  }
  console.log(`${killed} kills, ${finished} data sets finished after them: all bytes equal`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
