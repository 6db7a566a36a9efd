import type { Arrays, Language } from './ast';

/** What a language has of that which only some have. */
export interface Features {
  /** Where an assignment may stand inside an expression: nowhere, of names only, of every cell. */
  assigned: 'no' | 'names' | 'cells';
  /** `i++` inside an expression: nowhere, only `++i`, both. */
  bump: 'no' | 'new' | 'both';
  /** Whether the order between both sides of an assignment is told, so that `a[i] = i++` means something. */
  ordersAssignment: boolean;
  /** Whether the order of arguments and operands is told. */
  ordersOperands: boolean;
  parallel: boolean;
  labels: boolean;
  /** A block's variable may have the name of one outside. */
  shadows: boolean;
  /** `let x = x + 1;` in one block. */
  redeclares: boolean;
  /** A variable may be declared without a value. */
  bare: boolean;
  overloads: boolean;
  /** A number can be passed as a cell. */
  references: boolean;
  /** Whole arrays can be assigned, which copies them, for each kind of array. */
  copiesArrays: Partial<Record<Arrays, boolean>>;
  /** Arrays can be parameters by value, which copies them. */
  passesCopies: Partial<Record<Arrays, boolean>>;
  arrays: readonly Arrays[];
  closures: boolean;
  pairs: 'value' | 'reference';
  fallsThrough: 'yes' | 'no' | 'none';
  doWhile: boolean;
  eachReference: boolean;
  eachPairs: boolean;
  /** Functions can give back whole arrays. */
  givesArrays: boolean;
}

const FAMILY: Features = {
  assigned: 'cells',
  bump: 'both',
  ordersAssignment: true,
  ordersOperands: true,
  parallel: false,
  labels: true,
  shadows: true,
  redeclares: false,
  bare: true,
  overloads: false,
  references: false,
  copiesArrays: {},
  passesCopies: {},
  arrays: ['plain'],
  closures: true,
  pairs: 'reference',
  fallsThrough: 'yes',
  doWhile: true,
  eachReference: false,
  eachPairs: false,
  givesArrays: true,
};

export const FEATURES: Readonly<Record<Language, Features>> = {
  python: {
    ...FAMILY,
    assigned: 'names',
    bump: 'new',
    parallel: true,
    labels: false,
    shadows: false,
    bare: false,
    fallsThrough: 'none',
    doWhile: false,
    eachPairs: true,
  },
  javascript: { ...FAMILY, parallel: true, eachPairs: true },
  c: {
    ...FAMILY,
    ordersAssignment: false,
    ordersOperands: false,
    labels: false,
    references: true,
    closures: false,
    pairs: 'value',
    givesArrays: false,
  },
  cpp: {
    ...FAMILY,
    ordersOperands: false,
    parallel: true,
    labels: false,
    overloads: true,
    references: true,
    arrays: ['plain', 'vector'],
    copiesArrays: { vector: true },
    passesCopies: { vector: true },
    pairs: 'value',
    eachReference: true,
  },
  java: { ...FAMILY, shadows: false, overloads: true, closures: false },
  go: {
    ...FAMILY,
    assigned: 'no',
    bump: 'no',
    ordersOperands: false,
    parallel: true,
    references: true,
    arrays: ['plain', 'slice'],
    copiesArrays: { plain: true },
    passesCopies: { plain: true },
    pairs: 'value',
    fallsThrough: 'no',
    doWhile: false,
    eachPairs: true,
  },
  rust: {
    ...FAMILY,
    parallel: true,
    redeclares: true,
    references: true,
    arrays: ['plain', 'vector'],
    copiesArrays: { plain: true },
    passesCopies: { plain: true, vector: true },
    pairs: 'value',
    fallsThrough: 'no',
    doWhile: false,
    eachReference: true,
    eachPairs: true,
  },
};
