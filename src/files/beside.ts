import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readTextSync } from './read';

/** Bytes of a file that is read beside another one, and files that are looked for. */
const MOST_BYTES = 2 ** 20;
const MOST_LOOKED_FOR = 2000;
const MOST_NAMES = 2000;

/** Where a text stands on disk, and the folder that is never left. */
export interface Place {
  file: string;
  root: string;
  /** Texts that are not on disk as yet, by the whole paths of their files. */
  unsaved?: Readonly<Record<string, string>>;
}

/** Files beside a file: read at once, below its project's folder alone, and nothing that a link leads out of it to. */
export function filesBeside({ file, root, unsaved = {} }: Place): {
  own: string;
  text: (path: string) => string | undefined;
  names: (folder: string) => readonly string[];
} {
  const known = new Map<string, string | undefined>();
  const folders = new Map<string, readonly string[]>();
  const within = (path: string): string | undefined => {
    const whole = resolve(dirname(file), path);
    if (isOutside(root, whole)) return undefined;
    try {
      const real = realpathSync(whole);
      return isOutside(realpathSync(root), real) ? undefined : real;
    } catch {
      return undefined;
    }
  };
  const text = (path: string): string | undefined => {
    const open = unsaved[resolve(dirname(file), path)];
    if (open !== undefined && !isOutside(root, resolve(dirname(file), path))) return open;
    const real = within(path);
    if (real === undefined) return undefined;
    try {
      return readTextSync(real, MOST_BYTES).replace(/^\uFEFF/, '');
    } catch {
      return undefined;
    }
  };
  const names = (folder: string): readonly string[] => {
    const real = within(folder);
    if (real === undefined) return [];
    try {
      const entries = readdirSync(real, { withFileTypes: true });
      return entries
        .filter((one) => one.isFile())
        .map(({ name }) => name)
        .sort()
        .slice(0, MOST_NAMES);
    } catch {
      return [];
    }
  };
  return {
    own: relative(resolve(root), resolve(file)).split(sep).join('/'),
    text: (path) => {
      if (!known.has(path) && known.size < MOST_LOOKED_FOR) known.set(path, text(path));
      return known.get(path);
    },
    names: (folder) => {
      if (!folders.has(folder) && folders.size < MOST_LOOKED_FOR) folders.set(folder, names(folder));
      return folders.get(folder) ?? names(folder);
    },
  };
}

function isOutside(root: string, path: string): boolean {
  const way = relative(resolve(root), path);
  return way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way;
}

/** What stands at the top of a project. */
const MARKS = ['.git', 'package.json', 'go.mod', 'pom.xml', 'build.gradle', 'Cargo.toml', 'pyproject.toml', 'setup.py'];
/** What stands there too, and in many a folder below it: it tells where nothing of the others does. */
const BUILDS = ['CMakeLists.txt', 'Makefile', 'meson.build'];
const MOST_FOLDERS = 12;

/** The folder of the project that a file is of: where one of these marks stands, or its packages begin; else its own. */
export function projectOf(file: string, text: string): string {
  const own = dirname(resolve(file));
  const has = (folder: string, marks: readonly string[]): boolean =>
    marks.some((mark) => existsSync(join(folder, mark)));
  const folders = [own];
  for (let above = dirname(own); above !== folders.at(-1) && folders.length < MOST_FOLDERS; above = dirname(above))
    folders.push(above);
  const marked = folders.find((folder) => has(folder, MARKS));
  if (marked !== undefined) return marked;
  // The topmost of those that are built one within the other.
  const first = folders.findIndex((folder) => has(folder, BUILDS));
  const built = folders.slice(first).findIndex((folder) => !has(folder, BUILDS));
  if (first >= 0) return folders[built < 0 ? folders.length - 1 : first + built - 1] ?? own;
  const inside = /^\s*package\s+([\w.]+)\s*;/m.exec(text)?.[1]?.split('.').join(sep);
  return inside !== undefined && own.endsWith(sep + inside) ? own.slice(0, -inside.length - 1) : own;
}
