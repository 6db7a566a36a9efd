import type { Front } from '../front';
import { nativeDialect } from '../native/dialect';
import { callMain, declared } from '../native/lowering';
import { BUILTINS, methodOf } from './library';
import { lowerBlock } from './lower';

/** C and C++. */
export const cpp: Front = {
  dialect: () => dialect,
  lower: lowerBlock,
  blocks: new Set(['compound_statement', 'translation_unit']),
  declarations: new Set([
    'function_definition',
    'template_declaration',
    'struct_specifier',
    'class_specifier',
    'type_definition',
    'preproc_def',
  ]),
  isNoise: (type) => type === ';',
  declares: declared,
  entry: callMain,
};

const dialect = nativeDialect({
  natural: 'i32',
  wraps: (type) => type.startsWith('u'),
  builtins: BUILTINS,
  methods: methodOf,
  copied: new Set(['vector']),
  numbersAreConditions: true,
  initial: (m, type, at) => {
    if (type === 'vector' || type === 'deque' || type === 'list') return m.fresh(m.sequence('vector', [], at));
    return undefined;
  },
  options: { passesPlaces: true, implicitThis: true, aggregates: true, instanceFlavor: 'struct' },
});
