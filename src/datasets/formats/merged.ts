import { basename } from 'node:path';
import { wholeName } from '../plan/parts';
import type { MergedFile } from './format';

/**
 * Files whose rows follow one behind the other: those that have the same name in the whole data set become one.
 *
 * @param folder of the whole files, below that of the data set
 * @param startOf where the rows of a file begin
 */
export function mergedByName(
  folder: string,
  paths: readonly string[],
  startOf: (path: string) => number,
): MergedFile[] {
  const found = new Map<string, string[]>();
  for (const path of paths) {
    const name = wholeName(basename(path));
    const own = found.get(name);
    if (own) own.push(path);
    else found.set(name, [path]);
  }
  return [...found].map(([name, parts]) => ({
    path: `${folder}${name}`,
    name,
    parts: parts.map((path) => ({ path, start: startOf(path) })),
  }));
}
