import type { Elsewhere, Find } from '../front';
import { named, ofType, type Syntax } from '../syntax';

/** What a file says of where other names stand. */
interface Imports {
  /** Folders from here up to where packages begin. */
  up: string;
  /** Classes by their names, with their paths from there. */
  classes: Map<string, string>;
  /** Static members by their names. */
  members: Map<string, string>;
  packages: string[];
  /** Classes all of whose static members are known. */
  all: string[];
}

/** Classes of the same package and what is imported stand in files of their names, as javac finds them. */
export function elsewhere(nodes: readonly Syntax[]): Find {
  const { up, classes, members, packages, all } = importsOf(nodes);
  const inFile = (path: string, name: string): Elsewhere => ({ path: `${up}${path}.java`, name });
  return (name) => {
    if (/^[A-Z]\w*$/.test(name)) {
      const own = classes.get(name);
      if (own !== undefined) return isLibrary(own) ? [] : [inFile(own, name)];
      return [{ path: `${name}.java`, name }, ...packages.map((one) => inFile(`${one}/${name}`, name))];
    }
    if (!/^\w+(?:\(\))?$/.test(name)) return [];
    const of = members.get(name.replace('()', ''));
    return [...(of === undefined ? [] : [of]), ...all].map((path) => inFile(path, name));
  };
}

function isLibrary(path: string): boolean {
  return /^javax?\//.test(path);
}

function importsOf(nodes: readonly Syntax[]): Imports {
  const found: Imports = { up: '', classes: new Map(), members: new Map(), packages: [], all: [] };
  for (const node of nodes) {
    const path = named(node)
      .find(({ type }) => /identifier/.test(type))
      ?.text.replaceAll(/\s/g, '');
    if (path === undefined) continue;
    if (node.type === 'package_declaration') found.up = '../'.repeat(path.split('.').length);
    if (node.type !== 'import_declaration') continue;
    const parts = path.split('.');
    const isAll = ofType(node, 'asterisk') !== undefined;
    const isStatic = node.children.some(({ type }) => type === 'static');
    if (isAll && !isLibrary(`${path.replaceAll('.', '/')}/`))
      (isStatic ? found.all : found.packages).push(parts.join('/'));
    const last = parts.at(-1) ?? '';
    if (isAll) continue;
    if (isStatic) found.members.set(last, parts.slice(0, -1).join('/'));
    else found.classes.set(last, parts.join('/'));
  }
  return found;
}
