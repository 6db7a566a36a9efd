import { rmSync, writeFileSync } from 'node:fs';
import { readTextSync } from '../../files/read';
import { startOf } from './process-start';

/** Of a lock, which holds the id of a process and when it was started. */
const MOST_BYTES = 4096;

/**
 * Keeps two processes from working in one folder. A lock whose process is gone (killed, or the machine restarted) holds
 * nobody up, also where another process has got its id.
 *
 * @returns what gives the lock back
 * @throws Error when another process works there
 */
export async function lock(path: string): Promise<() => void> {
  const start = (await startOf(process.pid)) ?? '';
  for (;;) {
    try {
      writeFileSync(path, `${process.pid}\n${start}\n`, { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = ownerOf(path);
    if (owner && (await isAlive(owner)))
      throw new Error(`another run (process ${owner.pid}) is at work there; if there is none, delete ${path}`);
    rmSync(path, { force: true });
  }
}

interface Owner {
  pid: number;
  /** Empty where its system did not tell. */
  start: string;
}

function ownerOf(path: string): Owner | undefined {
  try {
    const [pid = '', start = ''] = readTextSync(path, MOST_BYTES).split('\n');
    return Number(pid) > 0 ? { pid: Number(pid), start } : undefined;
  } catch {
    return undefined;
  }
}

async function isAlive({ pid, start }: Owner): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = await startOf(pid);
  return start === '' || now === undefined || now === start;
}
