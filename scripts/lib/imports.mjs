// Which of our files import which: what is read here is what stands in the text, of every kind of import, types too.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from './process.mjs';

/**
 * The imports among the TypeScript files of some folders.
 *
 * @param {readonly string[]} folders from the project's root, such as `src`
 * @returns {Map<string, string[]>} by file, the files that it imports; paths from the root, with `/`
 */
export function importsAmong(folders) {
  const files = new Set(
    folders.flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => path.posix.join(folder, file.split(path.sep).join('/'))),
    ),
  );
  /** @param {string} target */
  const fileOf = (target) => [`${target}.ts`, `${target}/index.ts`, target].find((file) => files.has(file));
  return new Map(
    [...files].map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(path.join(ROOT, file), 'utf8'), true, true);
      const relative = importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith('.'));
      const found = relative.map((name) => fileOf(path.posix.join(path.posix.dirname(file), name)));
      return [file, [...new Set(found.filter((name) => name !== undefined))]];
    }),
  );
}

/**
 * Files that import one another in a circle, by the strongly connected components of the graph (Tarjan 1972).
 *
 * @param {ReadonlyMap<string, readonly string[]>} imports
 * @returns {string[][]} each with two files or more, sorted
 */
export function circlesIn(imports) {
  /** @type {Map<string, number>} in the order in which they are met */
  const met = new Map();
  /** @type {Map<string, number>} the first one met that can be come back to */
  const low = new Map();
  /** @type {string[]} */
  const open = [];
  /** @type {string[][]} */
  const circles = [];
  /** @param {string} file */
  const visit = (file) => {
    met.set(file, met.size);
    low.set(file, met.size - 1);
    open.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!met.has(next)) visit(next);
      if (open.includes(next)) low.set(file, Math.min(low.get(file) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(file) !== met.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1) circles.push(circle.sort());
  };
  for (const file of imports.keys()) if (!met.has(file)) visit(file);
  return circles.sort();
}
