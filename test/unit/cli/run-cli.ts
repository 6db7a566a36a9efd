import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { runProgram } from '../../../src/cli/program';
import { keepingProcesses } from '../kept-processes';

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

/** The terminal front as it is shipped, in a process of its own: what is about the process or about the bundle asks this one. */
export async function stateProbeProcess(
  args: readonly string[],
  input = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [await builtCli(), ...args], { cwd: ROOT, env });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}

let last: Promise<unknown> = Promise.resolve();

/** The terminal front in this process, which spares most of the time that a process takes to begin. One runs at a time. */
export function stateProbe(
  args: readonly string[],
  input = '',
  signal = new AbortController().signal,
): Promise<Outcome> {
  const outcome = last.then(() => runHere(args, input, signal));
  last = outcome.catch(() => undefined);
  return outcome;
}

async function runHere(args: readonly string[], input: string, signal: AbortSignal): Promise<Outcome> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = Promise.all([text(stdout), text(stderr)]);
  // Nobody started this process to be told of progress; Mocha did so for its own ends.
  const stead = { stdin: Readable.from(input === '' ? [] : [Buffer.from(input)]), stdout, stderr, send: undefined };
  const own = Object.keys(stead).map((name) => [name, Object.getOwnPropertyDescriptor(process, name)] as const);
  for (const [name, value] of Object.entries(stead))
    Object.defineProperty(process, name, { value, configurable: true, writable: true });
  let code: number;
  try {
    code = await keepingProcesses(() => runProgram(args, signal));
  } finally {
    for (const [name, descriptor] of own) {
      if (descriptor) Object.defineProperty(process, name, descriptor);
      else Reflect.deleteProperty(process, name);
    }
    stdout.end();
    stderr.end();
  }
  const [out, err] = await written;
  return { code, out, err };
}
