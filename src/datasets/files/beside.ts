import { join } from 'node:path';
import { filesBeside, projectOf } from '../../files/beside';
import { MOST_TEXT } from '../../files/bounds';
import { readTextSync } from '../../files/read';
import type { Files } from '../../readers/reader';
import { hashOf } from '../examples/hash';

/** What was looked for beside a source: a text or the names in a folder, by its path, and what there was. */
type Look = readonly [kind: 'text' | 'names', path: string, found: string | null];

/** By the path of the source. */
export type Looks = Readonly<Record<string, readonly Look[]>>;

/** Files beside a source of a data set. */
export function beside(root: string, path: string, text: string): Files {
  const file = join(root, path);
  return filesBeside({ file, root: projectOf(file, text) });
}

function textFound(files: Files, path: string): string | null {
  const text = files.text(path);
  return text === undefined ? null : hashOf(text);
}

function namesFound(files: Files, folder: string): string {
  return hashOf(files.names(folder).join('\n'));
}

/** Notes what is looked for beside sources, so that a run that goes on knows whether it would find the same. */
export class Noted {
  private readonly all = new Map<string, Map<string, Look>>();

  /** The same files, whose use is noted. */
  watch(source: string, files: Files): Files {
    const own = new Map<string, Look>();
    this.all.set(source, own);
    return {
      own: files.own,
      text: (path) => {
        if (!own.has(`text ${path}`)) own.set(`text ${path}`, ['text', path, textFound(files, path)]);
        return files.text(path);
      },
      names: (folder) => {
        if (!own.has(`names ${folder}`)) own.set(`names ${folder}`, ['names', folder, namesFound(files, folder)]);
        return files.names(folder);
      },
    };
  }

  get looks(): Looks {
    return Object.fromEntries(
      [...this.all].flatMap(([path, own]) => (own.size > 0 ? [[path, [...own.values()]]] : [])),
    );
  }
}

/** The first file or folder beside a source that is not as it was, as it is seen from there; undefined where all are. */
function changedBeside(root: string, source: string, looks: readonly Look[]): string | undefined {
  let files: Files;
  try {
    files = beside(root, source, readTextSync(join(root, source), MOST_TEXT));
  } catch {
    // What has become of the source itself is told where it is read.
    return source;
  }
  const isOther = ([kind, path, found]: Look): boolean =>
    (kind === 'text' ? textFound(files, path) : namesFound(files, path)) !== found;
  return looks.find(isOther)?.[1];
}

/** A source that was read, and what beside it is another one by now. */
export interface Changed {
  source: string;
  beside: string;
}

/** The sources that would not be read as they were. */
export function changedSince(root: string, looks: Looks): Changed[] {
  return Object.entries(looks).flatMap(([source, own]) => {
    const path = changedBeside(root, source, own);
    return path === undefined ? [] : [{ source, beside: path === '' ? '.' : path }];
  });
}
