import { Unreadable, type Syntax } from '../syntax';

const CLAUSES = new Set(['elif_clause', 'else_clause', 'except_clause', 'finally_clause']);

/**
 * What Python asks of indentation and its grammar here does not: the parser takes a line with too many blanks for a
 * statement like any other, and a block without statements.
 * See "Indentation" in The Python Language Reference, 2.1.8: equal blanks for the statements of a block, tabs not
 * counted as blanks.
 * @throws Unreadable at the first statement that is out of line, or whose block is missing
 */
export function checkIndentation(statements: readonly Syntax[]): void {
  aligned(statements);
  statements.forEach(checkBelow);
}

function checkBelow(node: Syntax): void {
  const clauses = node.children.filter(({ type }) => CLAUSES.has(type));
  if (clauses.length > 0) aligned([node, ...clauses]);
  for (const child of node.children) {
    if (child.type === 'block') {
      if (child.children.length === 0)
        throw new Unreadable({ start: node.start, end: child.start }, 'an indented block is missing after this');
      aligned(child.children);
    }
    checkBelow(child);
  }
}

function aligned(statements: readonly Syntax[]): void {
  let expected: string | undefined;
  for (const statement of statements) {
    const blanks = statement.indentation;
    if (blanks === undefined || blanks === (expected ??= blanks)) continue;
    throw new Unreadable(statement, `this line is not indented as those before it: ${difference(blanks, expected)}`);
  }
}

function difference(found: string, expected: string): string {
  const mixed = found.includes('\t') !== expected.includes('\t');
  if (mixed) return 'tabs and spaces are mixed';
  return `${found.length} in place of ${expected.length}`;
}
