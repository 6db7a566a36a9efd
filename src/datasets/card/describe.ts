import { statSync } from 'node:fs';
import { join } from 'node:path';
import { cardOf, DATASET_FILE, datasetFile, loadedFormat, type About } from './card';
import { writeWhole, type Folders } from '../run/folders';
import type { Split } from '../splits/keys';

/**
 * Writes what a data set says of itself.
 *
 * @param pathsOf the files of a split in a format, below the folder of the data set
 */
export async function describe(
  { out }: Folders,
  found: Omit<About, 'sizes'>,
  pathsOf: (format: string, split: Split) => readonly string[],
): Promise<void> {
  const format = loadedFormat(found.plan);
  const sizeOf = (split: Split): number =>
    format ? pathsOf(format.name, split).reduce((sum, path) => sum + statSync(join(out, path)).size, 0) : 0;
  const about = {
    ...found,
    sizes: { train: sizeOf('train'), validation: sizeOf('validation'), test: sizeOf('test') },
  };
  await writeWhole(join(out, 'README.md'), await cardOf(about));
  await writeWhole(join(out, DATASET_FILE), datasetFile(about));
}
