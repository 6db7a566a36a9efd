import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { machineModel, type Machine } from '../graph/machine';
import type { Model } from '../models/catalogue';
import { MANIFEST_KEY, type Manifest } from '../models/manifest';

export type { Machine } from '../graph/machine';

/** Files that are kept; those that were written longest ago go first. */
const MOST_FILES = 200;

/** Writes a model that is a machine, named by its id; one that is there is not written again. */
export async function writeMachine(manifest: Manifest, machine: Machine, folder: string): Promise<Model> {
  const path = join(folder, `${manifest.id}.onnx`);
  const known = await stat(path).catch(() => undefined);
  if (known) return { path, manifest, bytes: known.size };
  const file = machineModel(machine, new Map([[MANIFEST_KEY, JSON.stringify(manifest)]]));
  await mkdir(folder, { recursive: true });
  // Two windows may write the same one: a file is whole when it has its name.
  const part = `${path}.${process.pid}`;
  await writeFile(part, file);
  await rename(part, path);
  await forget(folder);
  return { path, manifest, bytes: file.length };
}

async function forget(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('built-'));
  if (names.length <= MOST_FILES) return;
  const files = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  const old = files.sort((one, other) => one.at - other.at).slice(0, names.length - MOST_FILES);
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })));
}
