import type { Node } from '@vscode/tree-sitter-wasm';
import { plain, type Syntax } from './syntax';

/** Declarations of longer texts are copied each time: they take room as long as the process lives. */
const MOST_KEPT = 200_000;

let last: { grammar: string; text: string; nodes: Map<string, Syntax> } | undefined;

/**
 * As `plain`, for nodes that are copied again and again: a text is read for each of its functions, and for each call that is
 * tried of one, always with all its declarations. Those of the text that was asked for last are kept, also where more stands
 * behind it.
 *
 * @throws Unreadable as `plain` does
 */
export function plainOnce(grammar: string, node: Node, text: string): Syntax {
  if (text.length > MOST_KEPT || node.hasError) return plain(node, text);
  if (!last || last.grammar !== grammar || !text.startsWith(last.text)) last = { grammar, text, nodes: new Map() };
  if (node.endIndex > last.text.length) return plain(node, text);
  const key = `${node.type} ${node.startIndex} ${node.endIndex}`;
  const known = last.nodes.get(key);
  if (known) return known;
  const copy = plain(node, text);
  last.nodes.set(key, copy);
  return copy;
}
