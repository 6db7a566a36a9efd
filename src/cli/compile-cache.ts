import { existsSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { version } from '../../package.json';
import { userCache } from '../files/user-cache';

/** Of Node 22.1 and newer. */
type Enable = (folder: string) => unknown;

/**
 * Keeps what V8 has compiled for the next process of this program: half of the time that a short one takes. What lies there is run
 * without a look at it, so it is kept in a folder that nobody else can write to, or not at all (Node's own default is a
 * folder for temporary files, which all users share).
 */
export function keepCompiled(): void {
  const enable = (nodeModule as { enableCompileCache?: Enable }).enableCompileCache;
  if (!enable) return;
  try {
    const all = join(userCache(), 'state-probe', 'compiled');
    const folder = join(all, version);
    // What other versions have left is of no more use.
    if (!existsSync(folder)) rmSync(all, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isOwn(folder)) enable(folder);
  } catch {
    // There is no such folder: a read-only disk, a user without a home.
  }
}

/** Whether this is a folder, and no link to one, that nobody else can write to. On Windows the folders of a user are closed to others as they are. */
export function isOwn(folder: string): boolean {
  if (process.getuid === undefined) return true;
  const there = lstatSync(folder);
  return there.isDirectory() && there.uid === process.getuid() && (there.mode & 0o022) === 0;
}
