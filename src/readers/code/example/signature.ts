import type { Node } from '@vscode/tree-sitter-wasm';
import type { Span } from '../syntax';

/** A function as its head tells it. */
export interface Signature {
  name: string;
  parameters: readonly Parameter[];
  /** Where its name stands. */
  at: Span;
  /** Where all of it stands. */
  within: Span;
  /** The class whose method it is. */
  owner?: string;
  /** Whether it is a method of the class itself, which needs no object. */
  fixed?: boolean;
}

export interface Parameter {
  name: string;
  /** The whole parameter as it is written, with its type where it has one. */
  text: string;
}

/** Every function and method of a file, outermost first in the order of the text. */
export function signatures(root: Node): Signature[] {
  const found: Signature[] = [];
  // An explicit stack: the tree may be as deep as the text is long.
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const list = node.childForFieldName('parameters');
    const name = list && nameOf(node);
    if (name) {
      const parameters = list.namedChildren.filter((child): child is Node => child !== null).flatMap(parametersOf);
      const owner = ownerOf(node);
      found.push({
        name: name.text,
        parameters,
        at: spanOf(name),
        within: spanOf(node),
        ...(owner !== undefined && { owner, ...(isFixed(node, name) && { fixed: true }) }),
      });
    }
    for (let index = node.namedChildCount - 1; index >= 0; index--) {
      const child = node.namedChild(index);
      if (child) stack.push(child);
    }
  }
  return found;
}

function spanOf({ startIndex, endIndex }: Node): Span {
  return { start: startIndex, end: endIndex };
}

const CLASS = /^(?:class|struct|impl|trait|enum|interface|record|object)/;

function ownerOf(node: Node): string | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (/^(?:function|lambda|arrow|method|closure)/.test(at.type)) return undefined;
    if (CLASS.test(at.type) && !at.type.endsWith('body')) {
      const name = at.childForFieldName('name') ?? at.childForFieldName('type');
      if (name) return name.text.replace(/<.*/s, '');
    }
  }
  return undefined;
}

function isFixed(node: Node, name: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'decorated_definition')
    return parent.namedChildren.some((one) => /^@\s*(?:static|class)method\b/.test(one?.text ?? ''));
  return /\bstatic\b/.test(node.text.slice(0, name.startIndex - node.startIndex));
}

/** `const f = (a) => …` takes its name from the variable. */
function nameOf(node: Node): Node | undefined {
  const named = node.childForFieldName('name') ?? node.childForFieldName('declarator');
  if (named) return innermost(named);
  const holder = node.parent;
  return holder?.type === 'variable_declarator' ? (holder.childForFieldName('name') ?? undefined) : undefined;
}

const NO_PARAMETER = new Set([
  ...['comment', 'line_comment', 'block_comment', 'self_parameter', 'receiver_parameter'],
  ...['keyword_separator', 'positional_separator'],
]);
const NO_NAME = new Set(['self', 'cls', 'void']);

function parametersOf(node: Node): Parameter[] {
  if (NO_PARAMETER.has(node.type) || NO_NAME.has(node.text)) return [];
  // Go's `a, b []int`.
  const names = node.childrenForFieldName('name').filter((child): child is Node => child !== null);
  if (names.length > 0) return names.map((name) => ({ name: innermost(name).text, text: node.text }));
  const pattern = node.childForFieldName('pattern') ?? node.childForFieldName('declarator') ?? node.namedChild(0);
  return [{ name: pattern ? innermost(pattern).text : node.text, text: node.text }];
}

/** The name within `*a`, `&a`, `a[]`, `mut a`, `sorting::heap`. */
function innermost(node: Node): Node {
  const inner =
    node.childForFieldName('declarator') ??
    (node.type === 'qualified_identifier' ? node.childForFieldName('name') : null) ??
    (/(_pattern|_declarator)$/.test(node.type) ? node.namedChild(node.namedChildCount - 1) : null);
  return inner ? innermost(inner) : node;
}
