import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { build } from 'esbuild';
import { ROOT } from './run-cli';

/** Bundles the terminal front as the build does, for what tells something about the product's own process. */
export async function bundleCli(folder: string): Promise<string> {
  await build({
    entryPoints: { cli: join(ROOT, 'src/cli/main.ts'), 'dataset-worker': join(ROOT, 'src/datasets/worker.ts') },
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.18',
    logLevel: 'warning',
  });
  writeFileSync(join(folder, 'peak.cjs'), PEAK);
  return join(folder, 'cli.js');
}

/** `maxRSS` of a process counts that of the one that started it; the kernel's own count does not. */
const PEAK = `
const { readFileSync, writeFileSync } = require('node:fs');
process.on('exit', () => {
  let bytes = process.resourceUsage().maxRSS * 1024;
  try { bytes = Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024; } catch {}
  writeFileSync(process.env.STATE_PROBE_PEAK, String(bytes));
});`;

export interface Measured {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the bundle; the peak of its memory in bytes is written to the file \`peak\`. */
export function runBundle(cli: string, peak: string, args: readonly string[], input?: Readable): Promise<Measured> {
  const child = spawn(process.execPath, ['--require', join(cli, '..', 'peak.cjs'), cli, ...args], {
    cwd: ROOT,
    env: { ...process.env, STATE_PROBE_PEAK: peak },
  });
  const result: Measured = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (result.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (result.err += text));
  // The process closes its input when it has had enough.
  child.stdin.on('error', () => input?.destroy());
  if (input) input.pipe(child.stdin);
  else child.stdin.end();
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      input?.destroy();
      done({ ...result, code });
    });
  });
}
