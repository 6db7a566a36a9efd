import type { Files } from '../../reader';
import type { Elsewhere, Find } from '../front';
import { field, named as children, type Syntax } from '../syntax';
import { childOf, inFolder, moduleOf, parentOf, rootOf, type Module, type Text } from './modules';

/** A name that a `use` gives, `*` for all that is there, and the path that it stands for. */
interface Use {
  name: string;
  path: readonly string[];
}

/**
 * What a file has from the other modules of its crate, by paths (`places::exchange`) and by `use`, as rustc finds them:
 * https://doc.rust-lang.org/reference/items/modules.html
 */
export function elsewhere(nodes: readonly Syntax[], files: Files): Find {
  const up = '../'.repeat(files.own.split('/').length - 1);
  const text: Text = (path) => files.text(up + path);
  const here = moduleOf(files.own, text);
  const declared = new Set(
    nodes.flatMap((node) =>
      node.type === 'mod_item' && !field(node, 'body') ? (field(node, 'name')?.text ?? []) : [],
    ),
  );
  const uses = nodes
    .filter(({ type }) => type === 'use_declaration')
    .flatMap((node) => usesOf(field(node, 'argument'), []));
  const valueOf = (module: Module): Elsewhere => ({
    members: (name) => {
      const inner = name === 'super' ? parentOf(module, text) : childOf(module, name, text);
      return inner ? [valueOf(inner)] : [{ path: up + module.file, name }];
    },
  });
  const moduleNamed = (name: string): Module | undefined => {
    if (name === 'crate') return rootOf(here, text);
    if (name === 'self') return here;
    if (name === 'super') return parentOf(here, text);
    return declared.has(name) ? inFolder(here, name, text) : undefined;
  };
  /** What stands at a path, seen from this file. */
  const reached = ([first = '', ...rest]: readonly string[], but: readonly Use[]): readonly Elsewhere[] =>
    rest.reduce<readonly Elsewhere[]>(
      (found, part) => found.flatMap((one) => ('members' in one ? one.members(part) : [])),
      named(first, but),
    );
  /** @param but uses that are followed already: one may begin with a name that another gives, and not with its own */
  const named = (name: string, but: readonly Use[]): readonly Elsewhere[] => {
    const module = moduleNamed(name);
    if (module) return [valueOf(module)];
    const use = uses.find((one) => one.name === name && !but.includes(one));
    return use ? reached(use.path, [...but, use]) : [];
  };
  const stars = uses.filter((use) => use.name === '*');
  return (name) => [...named(name, []), ...stars.flatMap((use) => reached([...use.path, name], [use]))];
}

/** `a::{b, c as d, self}`, `a::*` */
function usesOf(node: Syntax | undefined, before: readonly string[]): Use[] {
  if (!node) return [];
  const path = (inner: Syntax | undefined = node): string[] => [
    ...before,
    ...inner.text.split('::').map((part) => part.trim()),
  ];
  switch (node.type) {
    case 'scoped_use_list': {
      const of = field(node, 'path');
      return usesOf(field(node, 'list'), of ? path(of) : before);
    }
    case 'use_list':
      return children(node).flatMap((one) => usesOf(one, before));
    case 'use_wildcard':
      return [{ name: '*', path: path(children(node)[0]) }];
    case 'use_as_clause':
      return [{ name: field(node, 'alias')?.text ?? '', path: itself(path(field(node, 'path'))) }];
    default: {
      const of = itself(path());
      return [{ name: of.at(-1) ?? '', path: of }];
    }
  }
}

/** `a::{self}` is `a`. */
function itself(path: readonly string[]): readonly string[] {
  return path.length > 1 && path.at(-1) === 'self' ? path.slice(0, -1) : path;
}
