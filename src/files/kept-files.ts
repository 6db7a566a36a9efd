import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file of a folder in which files are kept that can be made anew. It is whole when it has its name, for two windows may
 * write the same one. Of those whose names begin alike the ones that were used longest ago go when there are more than `most`.
 *
 * @throws the file system's error where the folder cannot be written to
 */
export async function keepFile(path: string, bytes: Uint8Array | string, alike: string, most: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}`;
  await writeFile(part, bytes);
  await rename(part, path);
  await forget(dirname(path), alike, most, basename(path));
}

/** That a kept file was used. */
export async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

async function forget(folder: string, alike: string, most: number, newest: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(alike) && name !== newest);
  if (names.length < most) return;
  const files = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  const old = files.sort((one, other) => one.at - other.at).slice(0, names.length + 1 - most);
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })));
}
