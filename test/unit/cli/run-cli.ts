import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

export const ROOT = join(__dirname, '../../..');

export interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

let made: Promise<string> | undefined;

/** The terminal front as it is shipped: `npm test` has just built it, other runs of tests build it once. */
export function builtCli(): Promise<string> {
  return (made ??= build());
}

async function build(): Promise<string> {
  if (process.env['STATE_PROBE_BUILT'] === undefined)
    await promisify(execFile)(process.execPath, ['scripts/build.mjs'], { cwd: ROOT });
  return join(ROOT, 'dist/cli.js');
}

/** The terminal front as a process. */
export async function stateProbe(args: readonly string[], input = ''): Promise<Outcome> {
  const child = spawn(process.execPath, [await builtCli(), ...args], { cwd: ROOT });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}
