import type { Node, TreeCursor } from '@vscode/tree-sitter-wasm';
import type { Range } from '../../trace/source';
import type { Asked, Unread } from '../reader';

export type { Unread };

/** Offsets into the text, in UTF-16 code units; `end` is exclusive. */
export interface Span {
  start: number;
  end: number;
}

/**
 * A node of a syntax tree as a plain object. Walking plain objects is several times as fast as asking the parser's own
 * memory for every child, and it lets that memory go before anything is run.
 */
export class Syntax implements Span {
  constructor(
    readonly type: string,
    readonly start: number,
    readonly end: number,
    readonly named: boolean,
    /** The name under which the parent holds this node. */
    readonly field: string | null,
    readonly children: Syntax[],
    private readonly source: string,
    /** Where the source begins among the places of all texts that are read together. */
    private readonly base = 0,
  ) {}

  get text(): string {
    return this.source.slice(this.start - this.base, this.end - this.base);
  }

  /** Another part of the text that this node is from. */
  sourceAt({ start, end }: Span): string {
    return this.source.slice(start - this.base, end - this.base);
  }

  /** All of the text that this node is from. */
  get whole(): string {
    return this.source;
  }

  /** Where the text of which this node is begins and ends. */
  get extent(): Span {
    return { start: this.base, end: this.base + this.source.length };
  }

  /** A node from elsewhere as one of this text. */
  like(type: string, start: number, end: number, named: boolean, field: string | null): Syntax {
    return new Syntax(type, start, end, named, field, [], this.source, this.base);
  }

  /** The blanks before a node that begins its line; undefined where code stands before it, or a line goes on. */
  get indentation(): string | undefined {
    let from = this.start - this.base;
    while (BLANK.has(this.source[from - 1] ?? '')) from--;
    const before = this.source.slice(Math.max(0, from - 3), from);
    return from === 0 || /(?<!\\|\\\r)[\r\n]$|\f$/.test(before)
      ? this.source.slice(from, this.start - this.base)
      : undefined;
  }

  /** A node in the same place with other contents, where the grammar gives none. */
  instead(type: string, children: Syntax[] = [], name = this.field): Syntax {
    return new Syntax(type, this.start, this.end, this.named, name, children, this.source, this.base);
  }
}

const BLANK = new Set([' ', '\t']);

/** What is wrong with a text, and where. */
export class Unreadable extends Error {
  /** Where that is, in another file than the one that is read. */
  elsewhere?: { uri: string; range: Range };

  constructor(
    readonly at: Span,
    readonly reason: string,
    readonly kind: Unread = 'unsupported',
    readonly asks?: Asked,
    /** Where a program can catch it: the language's name for this error. */
    readonly raises?: string,
  ) {
    super(reason);
  }
}

/** An error with the place in another file that it has there, if it has one. */
export function located(error: Unreadable, elsewhere: Unreadable['elsewhere']): Unreadable {
  if (elsewhere) error.elsewhere = elsewhere;
  return error;
}

/** Places of other files begin here: each has as much room, which no text fills. */
export const ELSEWHERE = 2 ** 24;

/** Deeper trees are refused: whoever walks them would need as deep a stack. Real code stays below 100. */
const MAX_DEPTH = 400;

/**
 * @param source the text, or a node of the text in which `root` stands `shift` further on
 * @throws Unreadable where the parser found an error, or where brackets nest deeper than `MAX_DEPTH`.
 */
export function plain(root: Node, source: string | Syntax, shift = 0): Syntax {
  const of = typeof source === 'string' ? new Syntax('', 0, 0, false, null, [], source, shift) : source;
  const cursor = root.walk();
  try {
    return copy(cursor, of, shift, 0);
  } finally {
    cursor.delete();
  }
}

function copy(cursor: TreeCursor, of: Syntax, shift: number, depth: number): Syntax {
  const start = cursor.startIndex + shift;
  const end = cursor.endIndex + shift;
  if (cursor.nodeIsMissing) throw new Unreadable({ start, end }, `'${cursor.nodeType}' is missing here`, 'syntax');
  if (cursor.nodeType === 'ERROR')
    throw new Unreadable({ start, end }, unexpected(of.sourceAt({ start, end: start + 200 }), 0), 'syntax');
  if (depth > MAX_DEPTH) throw new Unreadable({ start, end }, `nested more than ${MAX_DEPTH} deep`, 'bounds');
  const node = of.like(cursor.nodeType, start, end, cursor.nodeIsNamed, cursor.currentFieldName);
  if (cursor.gotoFirstChild()) {
    do {
      const child = copy(cursor, of, shift, depth + 1);
      if (!isExtra(child.type)) node.children.push(child);
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
}

const EXTRAS = new Set(['comment', 'line_comment', 'block_comment', 'line_continuation']);

/** What may stand anywhere and means nothing. */
export function isExtra(type: string): boolean {
  return EXTRAS.has(type);
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
