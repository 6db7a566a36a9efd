import type { Files } from '../../reader';
import type { Elsewhere, Find } from '../front';
import { named, type Syntax } from '../syntax';
import { allIncluded } from './includes';

/** What stands in headers that a file includes by `#include "x.h"`, and in the sources beside them. */
export function elsewhere(nodes: readonly Syntax[], files: Files): Find {
  const names = nodes
    .filter(({ type }) => type === 'preproc_include')
    .flatMap((node) => named(node).flatMap(({ type, text }) => (type === 'string_literal' ? text.slice(1, -1) : [])));
  let paths: readonly string[] | undefined;
  const known = new Map<string, readonly Elsewhere[]>();
  return (name) => {
    if (!/^[A-Za-z_]\w*(::\S+)?$/.test(name)) return [];
    let found = known.get(name);
    if (!found) {
      paths ??= allIncluded(names, files);
      // Going through what a file declares takes longer than seeing that it does not speak of this.
      const mention = new RegExp(
        `\\b${name.replaceAll(/[^\w:]/g, '\\$&').replaceAll('::', '\\s*(?:<[^()]*>\\s*)?::\\s*')}(?!\\w)`,
      );
      found = paths.filter((path) => mention.test(files.text(path) ?? '')).map((path) => ({ path, name }));
      known.set(name, found);
    }
    return found;
  };
}
