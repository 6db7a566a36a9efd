import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { languageOfFile } from '../../readers/languages';
import type { FileInPlan } from '../plan';

export interface Search {
  /** The folder that paths in the data set are relative to, and that globs match against. */
  root: string;
  /** Files, folders or globs, relative to the root or absolute. */
  paths: readonly string[];
  include?: readonly string[];
  exclude?: readonly string[];
  /** Ids of the languages wanted; all of them otherwise. */
  languages?: readonly string[];
  /** Whether `.gitignore` files are respected; true otherwise. */
  gitignore?: boolean;
  /** Folders left out: where the data set is written. */
  not?: readonly string[];
}

export interface Found {
  files: FileInPlan[];
  /** Files that were asked for by name, or would be read, and cannot be. */
  unread: { path: string; reason: string }[];
}

/** A larger file is not read: every reader keeps some hundred bytes for a character. */
export const MAX_FILE = 64 * 1024 * 1024;

/** Never wanted, whatever `.gitignore` says. */
const ALWAYS_OUT = new Set(['.git', 'node_modules', '.hg', '.svn', '__pycache__', '.venv']);

/**
 * The files to make examples of, ascending by path, with their hashes. Symbolic links are not followed. A file named
 * outright is taken even if a glob or `.gitignore` would leave it out.
 */
export async function findFiles(search: Search, signal?: AbortSignal): Promise<Found> {
  const { root } = search;
  const found = new Set<string>();
  const unread: Found['unread'] = [];
  const match = (globs: readonly string[] | undefined) =>
    globs?.length ? picomatch([...globs], { dot: true }) : undefined;
  const include = match(search.include);
  const exclude = match(search.exclude);
  const out = new Set(search.not);
  const walker = new Walker(root, search.gitignore ?? true, (path, isFolder) => {
    if (out.has(join(root, path))) return false;
    if (exclude && (exclude(path) || (isFolder && exclude(`${path}/`)))) return false;
    return isFolder || !include || include(path);
  });
  for (const path of search.paths) {
    const absolute = join(root, relative(root, path.startsWith(sep) ? path : join(root, path)));
    const kind = await lstat(absolute).catch(() => undefined);
    if (kind?.isDirectory()) for await (const file of walker.walk(absolute)) found.add(file);
    else if (kind) found.add(absolute);
    else if (/[*?[{]/.test(path)) {
      const isMatch = picomatch(path, { dot: true });
      for await (const file of walker.walk(root)) if (isMatch(posix(relative(root, file)))) found.add(file);
    } else unread.push({ path, reason: 'no such file' });
    signal?.throwIfAborted();
  }
  const files: FileInPlan[] = [];
  for (const file of [...found].sort()) {
    signal?.throwIfAborted();
    const language = languageOfFile(file);
    if (language === undefined || (search.languages && !search.languages.includes(language))) continue;
    const path = posix(relative(root, file));
    try {
      const { size } = await stat(file);
      if (size > MAX_FILE) unread.push({ path, reason: 'is larger than 64 MiB' });
      else files.push({ path, language, bytes: size, hash: await fileHash(file) });
    } catch (error) {
      unread.push({ path, reason: `cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})` });
    }
  }
  return { files, unread };
}

async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex').slice(0, 16);
}

function posix(path: string): string {
  return path.split(sep).join('/');
}

/** Walks folders in the order of their names, by the rules of every `.gitignore` on the way. */
class Walker {
  private readonly rules = new Map<string, Promise<Ignore | undefined>>();

  constructor(
    private readonly root: string,
    private readonly gitignore: boolean,
    private readonly wants: (path: string, isFolder: boolean) => boolean,
  ) {}

  async *walk(folder: string): AsyncGenerator<string> {
    // A folder met twice through a bind mount or a link above it would be walked without end.
    if ((await realpath(folder)) !== folder && folder !== this.root) return;
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const isFolder = entry.isDirectory();
      const path = join(folder, entry.name);
      if (ALWAYS_OUT.has(entry.name) || (!isFolder && !entry.isFile())) continue;
      if (!this.wants(posix(relative(this.root, path)), isFolder) || (await this.isIgnored(path, isFolder))) continue;
      if (isFolder) yield* this.walk(path);
      else yield path;
    }
  }

  /** The nearest `.gitignore` that says something decides, as in git. */
  private async isIgnored(path: string, isFolder: boolean): Promise<boolean> {
    if (!this.gitignore) return false;
    for (let folder = join(path, '..'); ; folder = join(folder, '..')) {
      const rules = await this.rulesOf(folder);
      const inside = posix(relative(folder, path)) + (isFolder ? '/' : '');
      const verdict = rules?.test(inside);
      if (verdict?.ignored) return true;
      if (verdict?.unignored || folder === this.root || folder === join(folder, '..')) return false;
    }
  }

  private rulesOf(folder: string): Promise<Ignore | undefined> {
    let rules = this.rules.get(folder);
    if (!rules) {
      rules = readFile(join(folder, '.gitignore'), 'utf8').then(
        (text) => ignore().add(text),
        () => undefined,
      );
      this.rules.set(folder, rules);
    }
    return rules;
  }
}
