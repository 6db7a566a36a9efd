import type { Node, TreeCursor } from '@vscode/tree-sitter-wasm';

/** Offsets into the text, in UTF-16 code units; `end` is exclusive. */
export interface Span {
  start: number;
  end: number;
}

/**
 * A node of a syntax tree as a plain object. Walking plain objects is several times as fast as asking the parser's own
 * memory for every child, and it lets that memory go before anything is run.
 */
export interface Syntax extends Span {
  type: string;
  text: string;
  named: boolean;
  /** The name under which the parent holds this node. */
  field: string | null;
  children: Syntax[];
}

/** What is wrong with a text, and where. */
export class Unreadable extends Error {
  constructor(
    readonly at: Span,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Deeper trees are refused: whoever walks them would need as deep a stack. Real code stays below 100. */
const MAX_DEPTH = 400;

/** @throws Unreadable where the parser found an error, or where brackets nest deeper than `MAX_DEPTH`. */
export function plain(root: Node, source: string): Syntax {
  const cursor = root.walk();
  try {
    return copy(cursor, source, 0);
  } finally {
    cursor.delete();
  }
}

function copy(cursor: TreeCursor, source: string, depth: number): Syntax {
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  const at = { start, end };
  if (cursor.nodeIsMissing) throw new Unreadable(at, `'${cursor.nodeType}' is missing here`);
  if (cursor.nodeType === 'ERROR') throw new Unreadable(at, unexpected(source, start));
  if (depth > MAX_DEPTH) throw new Unreadable(at, `nested more than ${MAX_DEPTH} deep`);
  const node: Syntax = {
    type: cursor.nodeType,
    start,
    end,
    text: '',
    named: cursor.nodeIsNamed,
    field: cursor.currentFieldName,
    children: [],
  };
  if (cursor.gotoFirstChild()) {
    do {
      const child = copy(cursor, source, depth + 1);
      if (!isComment(child.type)) node.children.push(child);
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  Object.defineProperty(node, 'text', { get: () => source.slice(start, end) });
  return node;
}

export function isComment(type: string): boolean {
  return type === 'comment' || type === 'line_comment' || type === 'block_comment';
}

export function unexpected(source: string, start: number): string {
  const line = source.slice(start).split(/\r\n|\n|\r/, 1)[0] ?? '';
  const shown = [...line].slice(0, 20).join('');
  return shown.trim() === '' ? 'a syntax error: the text ends too early' : `a syntax error near '${shown.trim()}'`;
}

/** The first error or missing node below `node` in text order that touches `within`. */
export function firstError(node: Node, within: Span): Node | null {
  // An explicit stack: the tree may be as deep as the text is long.
  const stack: Node[] = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (!next.hasError || next.endIndex < within.start || next.startIndex > within.end) continue;
    if (next.isError || next.isMissing) return next;
    for (let index = next.childCount - 1; index >= 0; index--) {
      const child = next.child(index);
      if (child && (child.hasError || child.isMissing)) stack.push(child);
    }
  }
  return null;
}

export function field(node: Syntax, name: string): Syntax | undefined {
  return node.children.find((child) => child.field === name);
}

export function fields(node: Syntax, name: string): Syntax[] {
  return node.children.filter((child) => child.field === name);
}

export function named(node: Syntax): Syntax[] {
  return node.children.filter((child) => child.named);
}

export function ofType(node: Syntax, type: string): Syntax | undefined {
  return node.children.find((child) => child.type === type);
}
