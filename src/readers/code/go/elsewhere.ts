import type { Files } from '../../reader';
import type { Elsewhere, Find } from '../front';
import { field, named, type Syntax } from '../syntax';

/** Folders between a file and the `go.mod` of its module. */
const MOST_FOLDERS = 12;

/**
 * Functions and types of the other files of a package are known by their names, those of another package of the module by
 * `package.Name`, as the go command finds them: https://go.dev/ref/mod#packages. Test files are none of the package.
 */
export function elsewhere(nodes: readonly Syntax[], files: Files): Find {
  const imports = importsOf(nodes);
  const inFolder = (folder: string, name: string): Elsewhere[] => {
    // Going through what a file declares takes longer than seeing that it does not declare this.
    const declared = new RegExp(`^(?:(?:func|type|const)\\s+|\\t)${name}\\b(?!\\()|^func\\s+${name}\\b`, 'm');
    return sourcesOf(files, folder)
      .map((file) => (folder === '.' ? file : `${folder}/${file}`))
      .filter((path) => declared.test(files.text(path) ?? ''))
      .map((path) => ({ path, name }));
  };
  return (name) => {
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) return [];
    const path = imports.get(name);
    if (path === undefined) return inFolder('.', name);
    const folder = folderOf(path, files);
    if (folder === undefined || sourcesOf(files, folder).length === 0) return [];
    // What begins with a small letter is the other package's own.
    return [{ members: (member) => (/^\p{Lu}/u.test(member) ? inFolder(folder, member) : []) }];
  };
}

function sourcesOf(files: Files, folder: string): string[] {
  return files.names(folder).filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'));
}

/** Packages by what they are called in the file: their last part, without a version behind it, where no name is given. */
function importsOf(nodes: readonly Syntax[]): Map<string, string> {
  const specs = (node: Syntax): Syntax[] => (node.type === 'import_spec' ? [node] : named(node).flatMap(specs));
  return new Map(
    nodes
      .filter(({ type }) => type === 'import_declaration')
      .flatMap(specs)
      .map((spec) => {
        const path = (field(spec, 'path')?.text ?? '').slice(1, -1);
        const last =
          path
            .replace(/\/v\d+$/, '')
            .split('/')
            .at(-1) ?? '';
        return [field(spec, 'name')?.text ?? last, path];
      }),
  );
}

/** The folder of a package of this module. */
function folderOf(path: string, files: Files): string | undefined {
  for (let up = './', above = 0; above < MOST_FOLDERS; up += '../', above++) {
    const module = /^\s*module\s+"?([^\s"]+)"?/m.exec(files.text(`${up}go.mod`) ?? '')?.[1];
    if (module === undefined) continue;
    return path.startsWith(`${module}/`) ? `${up}${path.slice(module.length + 1)}` : undefined;
  }
  return undefined;
}
