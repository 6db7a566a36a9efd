import type { Front } from '../front';
import { nativeDialect } from '../native/dialect';
import { callMain, declared } from '../native/lowering';
import { BUILTINS } from './library';
import { lowerBlock } from './lower';

export const go: Front = {
  dialect: () => dialect,
  lower: lowerBlock,
  blocks: new Set(['block', 'source_file', 'statement_list', 'expression_case', 'default_case']),
  declarations: new Set([
    'function_declaration',
    'method_declaration',
    'type_declaration',
    'import_declaration',
    'const_declaration',
  ]),
  isNoise: (type) => type === 'package_clause',
  declares: declared,
  entry: callMain,
};

const dialect = nativeDialect({
  natural: 'i64',
  wraps: () => true,
  builtins: BUILTINS,
  methods: () => undefined,
  copied: new Set(['array']),
  iteratesCopies: true,
  numbersAreConditions: false,
  options: {
    targetFirst: () => true,
    anyOrder: { binary: 'calls', compare: 'calls', index: 'calls', call: 'calls', assign: 'calls', sequence: 'calls' },
    aggregates: true,
    instanceFlavor: 'struct',
  },
});
