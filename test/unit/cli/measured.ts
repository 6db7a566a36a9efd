import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { builtCli, ROOT, type Outcome } from './run-cli';

/** Runs the terminal front; the peak of its own memory in bytes is written to the file `peak`. */
export async function measured(peak: string, args: readonly string[], input?: Readable): Promise<Outcome> {
  const child = spawn(process.execPath, ['--require', join(__dirname, 'peak.cjs'), await builtCli(), ...args], {
    cwd: ROOT,
    env: { ...process.env, STATE_PROBE_PEAK: peak },
  });
  const result: Outcome = { code: null, out: '', err: '' };
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
