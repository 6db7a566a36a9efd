import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import { isInside } from '../workbench/paths';

/** Files and folders to read, as a command of the terminal front takes them. */
export interface Places {
  /** The folder that the command runs in; paths in the data set are relative to it. */
  root: string;
  /** Relative to the root, with `/`. */
  paths: string[];
}

/**
 * Where a command about these files and folders runs: in the workspace folder that holds all of them, or else in the
 * deepest folder that does.
 *
 * @param chosen absolute, at least one
 */
export function placesOf(chosen: readonly string[], workspace: readonly string[]): Places {
  const home = workspace.find((folder) => chosen.every((path) => isInside(path, folder)));
  const root = home ?? commonFolder(chosen);
  return { root, paths: chosen.map((path) => relative(root, path).split(sep).join('/') || '.') };
}

/** A single place is read from the folder that it is in, so that its own name is a part of every path. */
function commonFolder(paths: readonly string[]): string {
  let folder = dirname(paths[0] ?? '');
  while (!paths.every((path) => isInside(path, folder)) && folder !== parse(folder).root) folder = dirname(folder);
  return folder;
}

/**
 * Globs that a `files.exclude` setting hides. Those that hide nothing that would be read are left out, as are those with
 * a condition (`when`), which hide a file only beside another.
 */
export function hiddenGlobs(setting: unknown, defaults: unknown): string[] {
  if (typeof setting !== 'object' || setting === null) return [];
  const known = typeof defaults === 'object' && defaults !== null ? defaults : {};
  return Object.entries(setting)
    .filter(([glob, hides]) => hides === true && !Object.hasOwn(known, glob))
    .map(([glob]) => glob);
}

/** A folder for a new data set, `data/NAME` below `root`: the first name at which nothing stands. */
export function freeFolder(root: string, name: string, isTaken: (path: string) => boolean): string {
  for (let number = 1; ; number++) {
    const folder = join(root, 'data', number === 1 ? name : `${name}-${number}`);
    if (!isTaken(folder)) return folder;
  }
}

/** A folder as it is shown and as it is typed: relative to the root where it is below it. */
export function shownFolder(folder: string, root: string): string {
  return isInside(folder, root) ? relative(root, folder).split(sep).join('/') || '.' : folder;
}

/** What was typed, as a folder: `~` is the person's home. */
export function typedFolder(text: string, root: string, home: string): string {
  return /^~([/\\]|$)/.test(text) ? join(home, text.slice(1)) : resolve(root, text);
}
