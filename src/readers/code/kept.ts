import type { Node } from '@vscode/tree-sitter-wasm';
import type { Stmt } from './core/ir';
import type { Front } from './front';
import { plain, type Syntax } from './syntax';

/** What is made of the parts of longer texts is made each time: it takes room as long as the process lives. */
const MOST_KEPT = 200_000;

interface Kept {
  grammar: string;
  text: string;
  copies: Map<string, Syntax>;
  names: Map<string, readonly string[]>;
}

let last: Kept | undefined;

/**
 * What has been made of the parts of a text, which is read for each of its functions, and for each call that is tried of one,
 * always with all its declarations. That of the text that was asked for last is kept, also where more stands behind it.
 *
 * @returns undefined for a part of which nothing is kept
 */
function keptOf(grammar: string, node: Node, text: string): Kept | undefined {
  if (text.length > MOST_KEPT || node.hasError) return undefined;
  if (!last || last.grammar !== grammar || !text.startsWith(last.text))
    last = { grammar, text, copies: new Map(), names: new Map() };
  return node.endIndex > last.text.length ? undefined : last;
}

/** Found in `known` by what a node is and where it stands, or made. */
function once<T>(known: Map<string, T> | undefined, node: Node, make: () => T): T {
  if (!known) return make();
  const key = `${node.type} ${node.startIndex} ${node.endIndex}`;
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = make()));
  return found;
}

/**
 * As `plain`, for nodes that are copied again and again.
 *
 * @throws Unreadable as `plain` does
 */
export function plainOnce(grammar: string, node: Node, text: string): Syntax {
  return once(keptOf(grammar, node, text)?.copies, node, () => plain(node, text));
}

/** The names that nodes speak of, as `find` tells them, each name once: each node of a text is asked for them once. */
export function namesOnce(grammar: string, text: string, find: (node: Node) => readonly string[]) {
  return (node: Node): readonly string[] =>
    once(keptOf(grammar, node, text)?.names, node, () => [...new Set(find(node))]);
}

let lowered: { front: Front; nodes: readonly Syntax[]; statements: readonly Stmt[] } | undefined;

/** As `front.lower`, for declarations: those of a text are the same, and stand in the same order, for almost all of its parts. */
export function loweredOnce(front: Front, nodes: readonly Syntax[]): readonly Stmt[] {
  const isSame =
    lowered?.front === front &&
    lowered.nodes.length === nodes.length &&
    lowered.nodes.every((node, index) => node === nodes[index]);
  if (!lowered || !isSame) lowered = { front, nodes, statements: front.lower(nodes) };
  return lowered.statements;
}
