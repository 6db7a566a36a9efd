import { readlinkSync, realpathSync } from 'node:fs';
import { access, constants, open, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { codeOf, failureText, FileError, otherThanFile } from './reasons';

/** More links than any system follows. */
const MOST_LINKS = 40;
/** Bytes of the file that tries a folder: a full disk has room for an empty one. */
const TRIED = 4096;

/** A place that cannot be written to. The message names it. */
export class PlaceError extends FileError {
  override name = 'PlaceError';

  constructor(path: string, reason: string) {
    super(`${path} cannot be written (${reason})`);
  }
}

/** Where a link leads, whether or not something is there; a path that is no link is its own place. @throws PlaceError */
export function placeOf(path: string): string {
  let place = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    const target = linkIn(place);
    if (target === undefined) return place;
    // What a link says starts at the folder that it really lies in.
    place = resolve(realpathSync(dirname(place)), target);
  }
  throw new PlaceError(path, 'its links lead in a circle');
}

function linkIn(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** Says before any work what would keep a file from being written there. @throws PlaceError */
export async function checkFilePlace(path: string): Promise<void> {
  const place = placeOf(path);
  await asPlaceError(path, async () => {
    const there = await statOf(place);
    const other = there && otherThanFile(there);
    if (other !== undefined) throw new FileError(other);
    // It would be replaced by another file, whatever its own rights.
    if (there) await access(place, constants.W_OK);
    await tryFolder(dirname(place));
  });
}

/** The same of a folder, which is made, with those that it lies in, where there is none. @throws PlaceError */
export async function checkFolderPlace(path: string): Promise<void> {
  const place = placeOf(path);
  await asPlaceError(path, async () => {
    let folder = resolve(place);
    while (!(await statOf(folder)) && folder !== dirname(folder)) folder = dirname(folder);
    await tryFolder(folder);
  });
}

/** Rights, quotas and read-only disks differ too much to be asked for: a file is made there and deleted. */
async function tryFolder(folder: string): Promise<void> {
  const there = await statOf(folder);
  if (!there) throw new FileError('no such folder');
  if (!there.isDirectory()) throw new FileError('a part of its path is a file');
  const path = join(folder, `.state-probe-${process.pid}-${process.hrtime.bigint()}`);
  const file = await open(path, 'wx');
  try {
    await file.writeFile(Buffer.alloc(TRIED));
    await file.sync();
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}

async function statOf(path: string) {
  return stat(path).catch((error: unknown) => {
    // What lies below a file is not there either; what it lies in tells.
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined;
    throw error;
  });
}

async function asPlaceError(path: string, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    throw new PlaceError(path, failureText(error));
  }
}
