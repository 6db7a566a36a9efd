import type { Front } from '../front';
import { nativeDialect, type Native } from '../native/dialect';
import { callMain, declared } from '../native/lowering';
import { BUILTINS, methodOf } from './library';
import { lowerBlock } from './lower';

const front = {
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
} satisfies Omit<Front, 'dialect'>;

const shared: Native = {
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
};

/** In C the operands of almost everything come in any order. */
const c17 = nativeDialect({
  ...shared,
  options: {
    ...shared.options,
    anyOrder: {
      binary: 'operands',
      compare: 'operands',
      index: 'operands',
      call: 'operands',
      assign: 'operands',
      sequence: 'operands',
    },
  },
});

/** C++ has an order for assignments and indices since 2017: what is on the right comes first. */
const cpp17 = nativeDialect({
  ...shared,
  options: {
    ...shared.options,
    operandFirst: true,
    bindsTargets: true,
    anyOrder: { binary: 'operands', compare: 'operands', call: 'operands' },
  },
});

export const c: Front = { ...front, dialect: () => c17 };
export const cpp: Front = { ...front, dialect: () => cpp17 };
