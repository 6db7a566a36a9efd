import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { keepFile } from '../files/kept-files';
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
  await keepFile(path, file, 'built-', MOST_FILES);
  return { path, manifest, bytes: file.length };
}
