import { createHash } from 'node:crypto';
import { lstat, readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { MOST_TEXT } from '../../files/bounds';
import { piecesOf, readText } from '../../files/read';
import { codeOf, TooLargeError, unreadText } from '../../files/reasons';
import { languageOfFile } from '../../readers/languages';
import { otherThanText } from '../../readers/written';
import { DATASET_FILE, DATASET_FORMAT } from '../card/card';
import { isLikeStories, LIKE_STORIES, startOf } from './start';
import type { FileInPlan } from '../plan/plan';
import { PLAN_FILE, PLAN_FORMAT } from '../plan/plan-format';

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

/** Bytes of a `.gitignore`. */
const MOST_RULES = 2 ** 20;

/** Never wanted, whatever `.gitignore` says. */
const ALWAYS_OUT = new Set(['.git', 'node_modules', '.hg', '.svn', '__pycache__', '.venv']);

/**
 * The files to make examples of, ascending by path, with their hashes. Symbolic links are not followed below what
 * is named. A file named outright is taken even if a glob or `.gitignore` would leave it out.
 */
export async function findFiles(
  search: Search,
  { signal, onFile }: { signal?: AbortSignal | undefined; onFile?: (count: number) => void } = {},
): Promise<Found> {
  const { root } = search;
  const found = new Set<string>();
  const named = new Set<string>();
  const unread: Found['unread'] = [];
  const match = (globs: readonly string[] | undefined) => {
    const matches = globs?.length ? picomatch([...globs], { dot: true }) : undefined;
    // No glob goes up: of files outside of the root, what comes after the way up is matched.
    return matches && ((path: string) => matches(path.replace(/^(?:\.\.\/)+/, '')));
  };
  const include = match(search.include);
  const exclude = match(search.exclude);
  const out = new Set(search.not);
  const walker = new Walker(root, search.gitignore ?? true, {
    wants: (path, isFolder) => {
      if (out.has(join(root, path))) return false;
      if (exclude && (exclude(path) || (isFolder && exclude(`${path}/`)))) return false;
      return isFolder || !include || include(path);
    },
    refuse: (path, error) => unread.push({ path, reason: unreadText(error) }),
  });
  for (const path of search.paths) {
    const absolute = resolve(root, path);
    // What is named outright is taken also where it is a link.
    const kind = await stat(absolute).catch(() => undefined);
    if (kind?.isDirectory()) for await (const file of walker.walk(absolute)) found.add(file);
    else if (kind?.isFile()) {
      if (languageOfFile(absolute) === undefined) unread.push({ path, reason: noLanguage(absolute) });
      found.add(absolute);
      named.add(absolute);
    } else if (kind) unread.push({ path, reason: 'is neither a file nor a folder' });
    else if (await lstat(absolute).catch(() => undefined)) unread.push({ path, reason: 'is a link to nothing' });
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
    // Most files in JSON hold something else.
    if (language === 'stories' && !named.has(file) && !isLikeStories(await startOf(file, LIKE_STORIES))) continue;
    const path = posix(relative(root, file));
    try {
      const { size } = await stat(file);
      if (size > MOST_TEXT) throw new TooLargeError(MOST_TEXT);
      files.push({ path, language, bytes: size, hash: await fileHash(file) });
      onFile?.(files.length);
    } catch (error) {
      unread.push({ path, reason: unreadText(error) });
    }
  }
  return { files, unread };
}

function noLanguage(path: string): string {
  const other = otherThanText(path);
  return other ? `is ${other}` : 'has a name that does not tell its language';
}

async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(path)) hash.update(piece);
  return hash.digest('hex').slice(0, 16);
}

function posix(path: string): string {
  return path.split(sep).join('/');
}

/** A data set of ours, finished or not: its rows and its card are no sources, unless it is named outright. */
async function isDataset(folder: string): Promise<boolean> {
  const [finished, unfinished] = await Promise.all([
    startOf(join(folder, DATASET_FILE), 100),
    startOf(join(folder, PLAN_FILE), 100),
  ]);
  return finished.includes(`"${DATASET_FORMAT}"`) || unfinished.includes(`"${PLAN_FORMAT}"`);
}

/** Walks folders in the order of their names, by the rules of every `.gitignore` on the way. */
class Walker {
  private readonly rules = new Map<string, Promise<Ignore | undefined>>();

  constructor(
    private readonly root: string,
    private readonly gitignore: boolean,
    private readonly judge: {
      wants: (path: string, isFolder: boolean) => boolean;
      refuse: (path: string, error: unknown) => void;
    },
  ) {}

  async *walk(folder: string): AsyncGenerator<string> {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      this.judge.refuse(posix(relative(this.root, folder)), error);
      return [];
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const isFolder = entry.isDirectory();
      const path = join(folder, entry.name);
      if (ALWAYS_OUT.has(entry.name) || (!isFolder && !entry.isFile())) continue;
      const isWanted = this.judge.wants(posix(relative(this.root, path)), isFolder);
      if (!isWanted || (await this.isIgnored(path, isFolder))) continue;
      if (!isFolder) yield path;
      else if (!(await isDataset(path))) yield* this.walk(path);
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
      const path = join(folder, '.gitignore');
      rules = readText(path, MOST_RULES).then(
        (text) => ignore().add(text),
        (error: unknown) => {
          if (codeOf(error) !== 'ENOENT') this.judge.refuse(posix(relative(this.root, path)), error);
          return undefined;
        },
      );
      this.rules.set(folder, rules);
    }
    return rules;
  }
}
