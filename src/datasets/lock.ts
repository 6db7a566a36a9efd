import { rmSync, writeFileSync } from 'node:fs';
import { readTextSync } from '../files/read';

/** Of a lock, which holds a number or two. */
const MOST_BYTES = 4096;

/**
 * Keeps two processes from working in one folder. A lock whose process is gone (killed, or the machine restarted) holds
 * nobody up.
 *
 * @returns what gives the lock back
 * @throws Error when another process works there
 */
export function lock(path: string): () => void {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = ownerOf(path);
    if (owner !== undefined && isAlive(owner))
      throw new Error(`another run (process ${owner}) is at work there; if there is none, delete ${path}`);
    rmSync(path, { force: true });
  }
}

function ownerOf(path: string): number | undefined {
  try {
    return Number(readTextSync(path, MOST_BYTES)) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
