import type { Node } from '@vscode/tree-sitter-wasm';
import type { Front } from './front';

/**
 * The functions, classes, imports and constants among the statements at the top of a file, which are known wherever in it.
 *
 * @param bound names that stand for something else where they are used
 */
export function declarationsOf(statements: readonly Node[], front: Front, bound: ReadonlySet<string>): Node[] {
  const all = statements.filter((child) => !child.hasError);
  const names = all.map((child) => front.constant?.(child));
  const count = (name: string): number => names.filter((one) => one === name).length;
  return all.filter((child, index) => {
    const name = names[index];
    return front.declarations.has(child.type) || (name !== undefined && count(name) === 1 && !bound.has(name));
  });
}
