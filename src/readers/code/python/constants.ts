import type { Node } from '@vscode/tree-sitter-wasm';

/** Values that stay what they are. */
const PLAIN = new Set(['integer', 'float', 'string', 'true', 'false', 'none', 'lambda']);
const MADE_OF = new Set([
  'tuple',
  'parenthesized_expression',
  'unary_operator',
  'binary_operator',
  'concatenated_string',
]);

/** The name in `LIMIT = 10`, where nothing else in the file assigns to it; the value is one that nobody can change. */
export function constant(statement: Node): string | undefined {
  const [assignment] = statement.namedChildren;
  if (statement.type !== 'expression_statement' || assignment?.type !== 'assignment') return undefined;
  const target = assignment.childForFieldName('left');
  const value = assignment.childForFieldName('right');
  if (target?.type !== 'identifier' || !value || !isPlain(value)) return undefined;
  return isAssignedOnce(target, statement) ? target.text : undefined;
}

function isPlain(value: Node): boolean {
  if (PLAIN.has(value.type)) return !value.descendantsOfType('interpolation').length;
  return MADE_OF.has(value.type) && value.namedChildren.every((child) => child !== null && isPlain(child));
}

/** Statements that make or change what a name stands for. */
const CHANGES =
  /^(?:assignment|augmented_assignment|named_expression|for_statement|with_item|as_pattern|delete_statement|(?:future_)?import(?:_from)?_statement|function_definition|class_definition)$/;

/** Assignments in a function make a variable of its own, unless the function says `global`. */
function isAssignedOnce(target: Node, { parent: root }: Node): boolean {
  if (!root) return false;
  // Looking at every node of a large file, for every one of its functions, would take long.
  for (const { index } of root.text.matchAll(
    new RegExp(`(?<![\\p{L}\\p{N}_])${target.text}(?![\\p{L}\\p{N}_])`, 'gu'),
  )) {
    const one = root.descendantForIndex(root.startIndex + index);
    if (one?.type === 'identifier' && one.id !== target.id && isChanged(one)) return false;
  }
  return true;
}

function isChanged(one: Node): boolean {
  let target = true;
  let changed = false;
  for (let at = one.parent; at; at = at.parent) {
    if (at.type === 'global_statement') return true;
    // What is changed in `a[i] = 1` is what `a` holds.
    if (at.type === 'subscript' || at.type === 'attribute') target = false;
    if (CHANGES.test(at.type)) {
      changed ||= target && isWritten(one, at);
      target = false;
    }
    if (
      /^(?:block|parameters|lambda|lambda_parameters)$/.test(at.type) &&
      /^(?:function_definition|lambda)$/.test(at.parent?.type ?? '')
    )
      return false;
  }
  return changed;
}

/** Whether it stands before what is read there. */
function isWritten(one: Node, at: Node): boolean {
  const read = at.childForFieldName('right') ?? at.childForFieldName('value') ?? at.childForFieldName('body');
  return !read || one.startIndex < read.startIndex;
}
