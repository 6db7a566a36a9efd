import { LISTS_AS_WRITTEN } from '../example/forms';
import type { Front } from '../front';
import { constant } from './constants';
import { javascriptDialect } from './dialect';
import { elsewhere, exported, isRequire } from './elsewhere';
import { lowerBlock } from './lower';

/** JavaScript and TypeScript: types are read over. */
export const javascript: Front = {
  example: {
    ...LISTS_AS_WRITTEN,
    declare: (name, values) => `let ${name} = [${values.join(', ')}]`,
    hold: (name, value) => `let ${name} = ${value}`,
    end: ';',
  },
  dialect: () => javascriptDialect,
  // What another file makes is read when it is used: `require` at the top of a file, as `import`.
  lower: (nodes) => lowerBlock(nodes.filter((node) => !isRequire(node))),
  blocks: new Set(['program', 'statement_block', 'switch_case', 'switch_default']),
  declarations: new Set(['function_declaration', 'class_declaration', 'import_statement', 'export_statement']),
  apart: new Set([
    'hash_bang_line',
    'import_statement',
    'export_statement',
    'function_declaration',
    'generator_function_declaration',
    'class_declaration',
    'using_declaration',
    'function_signature',
    'interface_declaration',
    'enum_declaration',
    'type_alias_declaration',
    'import_alias',
    'module',
  ]),
  functions: new Set([
    'function_declaration',
    'generator_function_declaration',
    'function_expression',
    'generator_function',
    'arrow_function',
    'method_definition',
  ]),
  constant,
  isNoise: (type) => type === 'hash_bang_line' || type === 'empty_statement',
  declares: () => [],
  elsewhere,
  handsOn: true,
  exported,
};
