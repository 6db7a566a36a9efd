import { fork } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Progress, Told } from '../../datasets/run/progress';

/** A verb of the terminal front ended badly; the message is for people. */
export class VerbError extends Error {
  override name = 'VerbError';
  constructor(
    reason: string,
    /** An unfinished run of something else is in the way. */
    readonly unfinished: boolean,
  ) {
    super(reason);
  }
}

export interface VerbOptions {
  /** The folder that relative paths start at. */
  cwd: string;
  /** Variables that are no argument, which every program of this machine could read. */
  env?: Readonly<Record<string, string>>;
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** How long a process that was asked to stop may take, in milliseconds. */
const PATIENCE = 5000;

/**
 * Runs a verb of the terminal front in a process of its own, so that long work neither blocks the extension host nor
 * takes it down, and gives what it writes on standard output.
 *
 * @throws VerbError; the signal's reason when it is aborted
 */
export async function runVerb(argv: readonly string[], { cwd, env, signal, onProgress }: VerbOptions): Promise<string> {
  signal.throwIfAborted();
  const child = fork(join(__dirname, 'cli.js'), [...argv], {
    cwd,
    execArgv: [],
    // In a desktop VS Code this process is Electron, and its child is to be plain Node.
    env: { ...process.env, ...env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let failed: Extract<Told, { kind: 'failed' }> | undefined;
  child.on('message', (told: Told) => {
    if (told.kind === 'failed') failed = told;
    else onProgress?.(told.progress);
  });
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    child.kill('SIGINT');
    timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const ended = new Promise<string | undefined>((resolve) => {
      child.on('error', (error) => resolve(`could not be started: ${error.message}`));
      child.on('close', (code, by) =>
        resolve(code === 0 ? undefined : `ended with ${by ?? `exit code ${code ?? '?'}`}`),
      );
    });
    const [out, err] = await Promise.all([contents(child.stdout), contents(child.stderr)]);
    const fault = await ended;
    signal.throwIfAborted();
    if (failed) throw new VerbError(failed.reason, failed.unfinished);
    if (fault !== undefined) throw new VerbError(err.trim() || `its process ${fault}`, false);
    return out;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

function contents(stream: NodeJS.ReadableStream | null): Promise<string> {
  // A pipe that breaks has told what it could; how the process ended is told elsewhere.
  return stream ? text(stream).catch(() => '') : Promise.resolve('');
}
