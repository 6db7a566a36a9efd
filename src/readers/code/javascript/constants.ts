import type { Node } from '@vscode/tree-sitter-wasm';

const PLAIN = new Set([
  'number',
  'string',
  'true',
  'false',
  'null',
  'undefined',
  'arrow_function',
  'function_expression',
]);
const MADE_OF = new Set(['unary_expression', 'binary_expression', 'parenthesized_expression', 'as_expression']);

/** The name in `const LIMIT = 10`, `const f = (x) => x` and `const { f } = require('./f')`: the value is one that nobody can change. */
export function constant(statement: Node): string | undefined {
  if (statement.type !== 'lexical_declaration' || statement.childForFieldName('kind')?.text !== 'const')
    return undefined;
  const [declarator, more] = statement.namedChildren.filter((child) => child?.type === 'variable_declarator');
  const name = declarator?.childForFieldName('name');
  const value = declarator?.childForFieldName('value');
  if (!more && name && value && isRequired(value)) return name.text;
  return !more && name?.type === 'identifier' && value && isPlain(value) ? name.text : undefined;
}

function isPlain(value: Node): boolean {
  if (PLAIN.has(value.type)) return true;
  return MADE_OF.has(value.type) && value.namedChildren.every((child) => child !== null && isPlain(child));
}

function isRequired(value: Node): boolean {
  return /^require\(\s*['"]\.\.?\//.test(value.text);
}
