import { JAVASCRIPT_EXAMPLE } from '../example/forms';
import type { Front } from '../front';
import { javascriptDialect } from './dialect';
import { lowerBlock } from './lower';

/** JavaScript and TypeScript: types are read over. */
export const javascript: Front = {
  example: JAVASCRIPT_EXAMPLE,
  dialect: () => javascriptDialect,
  lower: lowerBlock,
  blocks: new Set(['program', 'statement_block', 'switch_case', 'switch_default']),
  declarations: new Set(['function_declaration', 'class_declaration', 'export_statement']),
  isNoise: (type) => type === 'hash_bang_line' || type === 'empty_statement',
  declares: () => [],
};
