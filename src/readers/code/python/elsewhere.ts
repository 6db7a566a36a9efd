import type { Files } from '../../reader';
import type { Elsewhere, Find } from '../front';
import { field, fields, named, type Syntax } from '../syntax';

/** Folders above a file in which its packages may begin. */
const MOST_FOLDERS = 8;

/** A module by its names, seen from the folder in which it begins. */
interface Module {
  parts: readonly string[];
  /** Where it begins: folders above that of the file, or `undefined` where that is to be found. */
  up: number | undefined;
}

/**
 * What a file imports from others of its project, as Python finds it: relative to its package, or from the folder of the
 * file or one above it, in which packages may begin. https://docs.python.org/3/reference/import.html
 */
export function elsewhere(nodes: readonly Syntax[], files: Files): Find {
  const { names, stars } = importsOf(nodes, files);
  return (name) =>
    names.get(name)?.() ?? stars.flatMap((module) => filesOf(module, files).map((path) => ({ path, name })));
}

function importsOf(nodes: readonly Syntax[], files: Files) {
  const names = new Map<string, () => readonly Elsewhere[]>();
  const stars: Module[] = [];
  for (const node of nodes) {
    const from = field(node, 'module_name');
    const imported = fields(node, 'name').map((one) => ({
      path: one.type === 'aliased_import' ? (field(one, 'name')?.text ?? '') : one.text,
      as: field(one, 'alias')?.text,
    }));
    if (node.type === 'import_from_statement' && from) {
      const module = moduleOf(from.text);
      if (named(node).some(({ type }) => type === 'wildcard_import')) stars.push(module);
      for (const { path, as = path } of imported)
        names.set(
          as,
          onlyOnce(() => memberOf(module, path, files)),
        );
    }
    if (node.type !== 'import_statement') continue;
    for (const { path, as } of imported) {
      const parts = path.split('.');
      const bound = as === undefined ? parts.slice(0, 1) : parts;
      names.set(
        as ?? parts[0] ?? '',
        onlyOnce(() => wholeOf({ parts: bound, up: undefined }, files)),
      );
    }
  }
  return { names, stars };
}

/** Every run of a program asks anew. */
function onlyOnce<T>(find: () => T): () => T {
  let found: { is: T } | undefined;
  return () => (found ??= { is: find() }).is;
}

/** @param text `a.b`, `.a` of the same package, `..a` of that around it */
function moduleOf(text: string): Module {
  const [, dots = '', path = ''] = /^(\.*)\s*(.*)$/s.exec(text) ?? [];
  return { parts: path === '' ? [] : path.split('.'), up: dots === '' ? undefined : dots.length - 1 };
}

/** What `from module import name` may be: something that the module makes, or a module in its package. */
function memberOf(module: Module, name: string, files: Files): readonly Elsewhere[] {
  return [
    ...filesOf(module, files).map((path): Elsewhere => ({ path, name })),
    ...wholeOf({ ...module, parts: [...module.parts, name] }, files),
  ];
}

/** A module as a value. */
function wholeOf(module: Module, files: Files): readonly Elsewhere[] {
  return isThere(module, files) ? [{ members: (name) => memberOf(module, name, files) }] : [];
}

function isThere(module: Module, files: Files): boolean {
  return foldersOf(module).some(
    (folder) => fileIn(folder, files) !== undefined || files.names(folder).some((file) => file.endsWith('.py')),
  );
}

/** The file of a module; none where it is a package without a file of its own. */
function filesOf(module: Module, files: Files): string[] {
  const found = foldersOf(module)
    .map((folder) => fileIn(folder, files))
    .find((path) => path !== undefined);
  return found === undefined ? [] : [found];
}

/** A folder that is a package comes before a file of its name. */
function fileIn(folder: string, files: Files): string | undefined {
  return [`${folder}/__init__.py`, `${folder}.py`].find((path) => files.text(path) !== undefined);
}

/** Where a module may lie, without the ending of its file. */
function foldersOf({ parts, up }: Module): string[] {
  const path = parts.join('/');
  const at = (above: number): string =>
    ['.', ...Array.from({ length: above }, () => '..'), ...(path ? [path] : [])].join('/');
  return up === undefined ? Array.from({ length: MOST_FOLDERS }, (_, above) => at(above)) : [at(up)];
}
