import childProcess, { type ChildProcess } from 'node:child_process';
import type { Response } from '../../src/inference/protocol';

const { fork } = childProcess;

/** Most that wait for the next one who needs them. */
const MOST = 2;
/** Bytes: what holds more is ended, as its client would end it. */
const HEAVY = 500_000_000;

/** Inference processes that have answered all that they were asked, by how they were started. */
const idle: { key: string; child: ChildProcess; end: () => void }[] = [];

/** As `fork`: one that stands ready, with models open, where there is one that was started in the same way. */
const keptOrNew = ((path: string, args: string[], options: childProcess.ForkOptions) => {
  const key = JSON.stringify([path, args, options]);
  const at = idle.findIndex((one) => one.key === key && one.child.connected);
  const [found] = at < 0 ? [] : idle.splice(at, 1);
  return found?.child ?? lent(key, fork(path, args, options));
}) as typeof fork;

/**
 * While `work` runs, an inference process that is ended with nothing left to do is kept, and the next one to be started in the same
 * way is that one. What a process is asked in the middle of which it is ended, it does end.
 */
export async function keepingProcesses<T>(work: () => Promise<T>): Promise<T> {
  const usual = childProcess.fork;
  childProcess.fork = keptOrNew;
  try {
    return await work();
  } finally {
    childProcess.fork = usual;
  }
}

/** The same for all tests of a suite, which are not about processes themselves. */
export function useKeptProcesses(): void {
  before(() => void (childProcess.fork = keptOrNew));
  after(() => void (childProcess.fork = fork));
}

function lent(key: string, child: ChildProcess): ChildProcess {
  let open = 0;
  let held = 0;
  const send = child.send.bind(child);
  child.send = ((...given: Parameters<typeof send>) => {
    open++;
    return send(...given);
  }) as typeof send;
  child.prependListener('message', note);
  function note(response: Response): void {
    if (response.kind === 'progress') return;
    open--;
    held = response.held;
  }
  const kill = child.kill.bind(child);
  child.kill = (signal) => {
    if (open > 0 || held > HEAVY || !child.connected) return kill(signal);
    for (const event of ['message', 'error', 'close']) child.removeAllListeners(event);
    child.stderr?.removeAllListeners('data');
    child.on('message', note).on('error', () => undefined);
    idle.push({ key, child, end: () => void kill('SIGKILL') });
    if (idle.length > MOST) idle.shift()?.end();
    return true;
  };
  return child;
}
