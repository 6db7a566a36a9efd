import type { Files } from '../../reader';
import { joined } from '../relative';

/** Files that one file has from all that it includes. */
const MOST_FILES = 100;

/** Where a header may lie, seen from the file that includes it: compilers are told further folders, which are called so. */
const FOLDERS = ['', 'include/', '../include/', '../'];

/** What may stand in a file of its own beside the header that declares it. */
const SOURCES = ['.c', '.cpp', '.cc', '.cxx'];
const SOURCE_FOLDERS = ['', '../src/', 'src/'];

/** The file that `#include "x.h"` in a file means; undefined where there is none. */
export function includedFile(name: string, from: string, files: Files): string | undefined {
  return firstOf(
    FOLDERS.map((folder) => joined(from, folder + name)),
    files,
  );
}

/**
 * All files that a file includes by these names, with those that they include in turn, and what is declared in a header
 * and made beside it.
 */
export function allIncluded(names: readonly string[], files: Files): string[] {
  const found = new Set<string>();
  const add = (path: string | undefined): void => {
    if (path !== undefined && found.size < MOST_FILES) found.add(path);
  };
  add(sourceOf(files.own.replace(/^.*\//, ''), files));
  for (const name of names) add(includedFile(name, '', files));
  // What is added while a set is gone through is gone through as well.
  for (const path of found) {
    add(sourceOf(path, files));
    for (const [, name = ''] of (files.text(path) ?? '').matchAll(/^[^\S\n]*#[^\S\n]*include[^\S\n]*"([^"\n]+)"/gm))
      add(includedFile(name, path, files));
  }
  return [...found];
}

/** Where what a header declares is made. */
function sourceOf(header: string, files: Files): string | undefined {
  const [, stem] = /([^/]+)\.h(?:pp|h|xx)?$/.exec(header) ?? [];
  if (stem === undefined) return undefined;
  const paths = SOURCE_FOLDERS.flatMap((folder) => SOURCES.map((ending) => joined(header, folder + stem + ending)));
  return firstOf(paths, files);
}

function firstOf(paths: readonly string[], files: Files): string | undefined {
  return paths.find((path) => files.text(path) !== undefined);
}
