import type { Node } from '@vscode/tree-sitter-wasm';
import type { Front } from './front';
import { firstError, isExtra, unexpected, Unreadable, type Span } from './syntax';
import { append } from '../../lists/append';

/** The outermost statements that lie within a selection, and where they begin and end. */
export interface Selected {
  statements: Node[];
  at: Span;
}

/** @throws Unreadable when nothing is selected, a statement is cut in two, or what is selected has errors of syntax. */
export function select(root: Node, source: string, selection: Span, front: Front): Selected {
  const at = trimmed(source, selection);
  if (at.start >= at.end) throw new Unreadable(at, 'there is nothing here to read', 'no-moves');
  const error = firstError(root, at);
  if (error) {
    throw syntaxError(error, source);
  }
  return { statements: within(root, at, source, front), at };
}

function syntaxError(error: Node, source: string): Unreadable {
  const at = { start: error.startIndex, end: error.endIndex };
  if (error.isMissing) return new Unreadable(at, `'${error.type}' is missing here`, 'syntax');
  const open = unclosed(error);
  if (open)
    return new Unreadable({ start: open.startIndex, end: open.endIndex }, `'${open.type}' is never closed`, 'syntax');
  const start = brokenPart(error).startIndex;
  return new Unreadable({ start, end: at.end }, unexpected(source, start), 'syntax');
}

/** Where an error really begins: the parser wraps whole statements before it, and errors within, into one node. */
function brokenPart(error: Node): Node {
  const inside = children(error);
  const nested = inside.find((child) => child.isError);
  const first = nested ?? inside.find(({ type }) => !/(statement|declaration|definition)$/.test(type) && type !== ';');
  return nested ? brokenPart(nested) : (first ?? error);
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The innermost opening bracket among the tokens of an error that has no partner. */
function unclosed(error: Node): Node | undefined {
  const opened: Node[] = [];
  for (const child of children(error)) {
    if (child.type in CLOSING) opened.push(child);
    else if (child.type === CLOSING[opened.at(-1)?.type ?? '']) opened.pop();
  }
  return opened.at(-1);
}

function trimmed(source: string, { start, end }: Span): Span {
  while (start < end && /\s/.test(source[start] ?? '')) start++;
  while (end > start && /\s/.test(source[end - 1] ?? '')) end--;
  return { start, end };
}

function children(node: Node): Node[] {
  return node.children.filter((child): child is Node => child !== null);
}

function within(block: Node, at: Span, source: string, front: Front): Node[] {
  const touched = children(block).filter(
    (child) =>
      child.isNamed &&
      !isExtra(child.type) &&
      !front.isNoise(child.type) &&
      child.startIndex < at.end &&
      child.endIndex > at.start,
  );
  const inside = (child: Node): boolean => child.startIndex >= at.start && contentEnd(child, source) <= at.end;
  if (touched.every(inside)) {
    if (touched.length === 0) throw new Unreadable(at, 'there are no statements here', 'no-moves');
    return touched;
  }
  const [only] = touched;
  const cut = touched.find((child) => !inside(child)) ?? block;
  const deeper = touched.length === 1 && only ? blocksBelow(only, at, front) : [];
  const [next] = deeper;
  if (!next || deeper.length > 1)
    throw new Unreadable({ start: cut.startIndex, end: cut.endIndex }, 'the selection cuts this statement in two');
  return within(next, at, source, front);
}

/** A statement may be selected without its semicolon. */
function contentEnd(node: Node, source: string): number {
  let end = node.endIndex;
  while (end > node.startIndex && /[\s;]/.test(source[end - 1] ?? '')) end--;
  return end;
}

/** The outermost blocks inside `node` that hold the whole of `at`. */
function blocksBelow(node: Node, at: Span, front: Front): Node[] {
  const found: Node[] = [];
  const stack = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.startIndex >= at.end || next.endIndex <= at.start) continue;
    if (front.blocks.has(next.type) && next.startIndex <= at.start && next.endIndex >= at.end) found.push(next);
    else append(stack, children(next));
  }
  return found;
}
