import type { Stmt } from '../core/ir';
import { unsupportedStatement } from '../core/lowering';
import { python } from '../python';
import type { Syntax } from '../syntax';

/** What Python has and Starlark has not: every program ends. */
const NOT_HERE = new Set([
  'while_statement',
  'class_definition',
  'global_statement',
  'try_statement',
  'delete_statement',
]);

/** Starlark's syntax is a part of Python's. */
export function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  return nodes.flatMap((node) => (foreign(node) ? [unsupportedStatement(node)] : python.lower([node])));
}

function foreign(node: Syntax): boolean {
  return NOT_HERE.has(node.type) || node.children.some(foreign);
}
