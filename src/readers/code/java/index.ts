import type { Stmt } from '../core/ir';
import type { Front } from '../front';
import { dialect } from './dialect';
import { elsewhere } from './elsewhere';
import { JAVA_EXAMPLE } from './example';
import { lowerBlock } from './lower';

export const java: Front = {
  example: JAVA_EXAMPLE,
  dialect: () => dialect,
  lower: lowerBlock,
  blocks: new Set(['block', 'program', 'class_body', 'constructor_body']),
  declarations: new Set([
    'class_declaration',
    'record_declaration',
    'interface_declaration',
    'enum_declaration',
    'import_declaration',
    'package_declaration',
  ]),
  apart: new Set([
    'module_declaration',
    'package_declaration',
    'import_declaration',
    'class_declaration',
    'interface_declaration',
    'enum_declaration',
    'record_declaration',
    'method_declaration',
  ]),
  functions: new Set(['method_declaration', 'constructor_declaration', 'lambda_expression']),
  elsewhere,
  isNoise: (type) => type === 'modifiers',
  declares: (statements) => statements.flatMap(methodsOf),
  entry: (names, at) =>
    names.has(MAIN)
      ? {
          at,
          op: 'call',
          callee: { at, op: 'name', name: MAIN },
          args: [{ value: { at, op: 'sequence', flavor: 'array', items: [] } }],
        }
      : undefined,
};

const MAIN = 'main()';

/** What can be called by its name alone. */
function methodsOf(statement: Stmt): readonly string[] {
  if (statement.do === 'function') return [statement.declaration.known ?? statement.declaration.name];
  return statement.do === 'class' ? (statement.declaration.shares ?? []) : [];
}
