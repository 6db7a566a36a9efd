import { call, callWith, construct } from '../core/calls';
import { readOnly, sequenceCell } from '../core/cells';
import type { Dialect } from '../core/dialect';
import { listIterator } from '../core/iteration';
import type { Machine } from '../core/machine';
import type { Box, Data, Place } from '../core/values';
import type { Span } from '../syntax';
import type { Front } from '../front';
import { nativeDialect } from '../native/dialect';
import type { Native } from '../native/native';
import { pointerOf, target } from '../native/pointers';
import { callMain, declared } from '../native/lowering';
import { asTable, copyOf, goneThrough, isSet } from '../native/tables';
import { C_EXAMPLE, CPP_EXAMPLE } from './example';
import { catches, exception, exceptionClass, uncaught } from './exceptions';
import { checkMethod } from './inheritance';
import { fit } from './kinds';
import {
  entriesOf,
  firstTuple,
  fitted,
  isLeft,
  isMemory,
  isMoved,
  isSameEntry,
  kindsOf,
  library,
  listGiven,
  movedOn,
  offered,
  partOfEntry,
  seenAs,
  valueUnder,
  withOrder,
} from './library';
import { lowerFile } from './lower';
import { elsewhere } from './elsewhere';
import { around, lasting } from './globals';
import { areEqual, inOrder } from './lists';
import { byOperator, make, qualified, refuseCopies } from './members';
import { preprocessed } from './preprocessor';
import { isNumeric, listOf, partsOf, shaped, withElement } from './shapes';

const front = {
  lower: lowerFile,
  blocks: new Set(['compound_statement', 'translation_unit', 'declaration_list']),
  declarations: new Set([
    'function_definition',
    'template_declaration',
    'struct_specifier',
    'class_specifier',
    'union_specifier',
    'enum_specifier',
    'type_definition',
    'declaration',
    'namespace_definition',
    'linkage_specification',
    'preproc_include',
  ]),
  apart: new Set([
    'preproc_include',
    'preproc_def',
    'preproc_function_def',
    'preproc_call',
    'preproc_if',
    'preproc_ifdef',
    'function_definition',
    'template_declaration',
    'template_instantiation',
    'struct_specifier',
    'class_specifier',
    'union_specifier',
    'enum_specifier',
    'type_definition',
    'namespace_definition',
    'namespace_alias_definition',
    'using_declaration',
    'module_declaration',
    'import_declaration',
    'export_declaration',
  ]),
  functions: new Set(['function_definition', 'lambda_expression']),
  isNoise: (type) => type === ';',
  declares: declared,
  around,
  entry: callMain,
  elsewhere,
  lasting,
} satisfies Omit<Front, 'dialect' | 'example'>;

const shared: Native = {
  natural: 'i32',
  promotes: true,
  wraps: (type) => type.startsWith('u'),
  library,
  kindsOf,
  copied: new Set(['vector', 'tuple', 'stack', 'queue', 'priority queue']),
  numbersAreConditions: true,
  letters: { type: 'i8', zero: true },
  initial: (m, type, at, scope) => {
    // A structure is there, with its fields, also if nobody has given them values; one may be called as those of the library are.
    const { name, args } = partsOf(type);
    const known = scope.find(name)?.box?.data;
    if (known?.t === 'class') return construct(m, known, { positional: [], keywords: new Map() }, at);
    // What stands for a class that is not followed says why.
    if (known?.t === 'function' && known.declaration.name === name) return callWith(m, m.fresh(known), [], at);
    if (name === 'stack' || name === 'queue') return m.fresh(listOf(m, name, [], args[0], at));
    if (name === 'pair' || name === 'tuple') return firstTuple(m, type, at);
    const isList = name === 'vector' || name === 'deque' || name === 'list';
    return isList ? m.fresh(listOf(m, 'vector', [], args[0], at)) : undefined;
  },
  options: { self: 'this', passesPlaces: true, implicitThis: true, aggregates: true, instanceFlavor: 'struct' },
};

const EQUALITY: ReadonlySet<string> = new Set(['==', '!=']);

/** Pointers see cells of their type. */
function withPointers(dialect: Dialect<Machine>): Dialect<Machine> {
  return {
    ...dialect,
    apply: (m, builtin, args, at) => {
      if (args.positional.some(({ raw, home }) => home && raw.t === 'function' && raw.declaration.keeps))
        m.fail(at, 'a copy of a mutable lambda is not followed: capture by reference');
      return dialect.apply(m, builtin, args, at);
    },
    cast: (m, type, box, at) =>
      type.startsWith('*')
        ? seenAs(m, type.slice(1), box, at)
        : isNumeric(type)
          ? (dialect.cast?.(m, type, box, at) ?? box)
          : shaped(m, type, box, at),
    iterate: (m, of, how, at) => {
      const known = asTable(target(m, of).data);
      return known ? listIterator(() => goneThrough(m, known, at)) : dialect.iterate(m, of, how, at);
    },
    held: (m, { flavor }, box, at) => m.typed(/ of (.*)$/.exec(flavor)?.[1], box, at),
    copied: (m, box, at) => {
      const { data } = box;
      const known = box.home ? asTable(data) : undefined;
      if (known) return m.fresh(copyOf(m, known, at));
      if (box.home && data.t === 'function' && data.declaration.keeps)
        return m.fail(at, 'a copy of a mutable lambda is not followed: capture by reference');
      const copy = dialect.copied?.(m, box, at) ?? box;
      if (data.t === 'sequence' && copy !== box) withElement(data, withOrder(data, copy.data));
      return copy;
    },
    fitted,
    // `compare(a, b)` where `compare` points to a function.
    called: (m, { data }, args, at) => {
      const to = data.t === 'reference' ? data.place.read() : undefined;
      return to?.data.t === 'function' ? call(m, to, args, at) : dialect.called?.(m, m.fresh(data), args, at);
    },
    cells: (m, of, at) => {
      const known = asTable(of);
      return known && entriesOf(m, known, at);
    },
    binary: (m, operator, left, right, at) =>
      movedOn(m, operator, left, right, at) ?? dialect.binary(m, operator, left, right, at),
    compare: (m, operator, left, right, at) => {
      if (isLeft(left) || isLeft(right))
        m.fail(at, 'what std::move leaves in a text is left open: give it a value first');
      const isSame = EQUALITY.has(operator)
        ? (isSameEntry(left.raw, right.raw) ?? areEqual(m, left, right, at))
        : undefined;
      if (isSame !== undefined) return isSame === (operator === '==');
      return inOrder(m, operator, left, right, at) ?? dialect.compare(m, operator, left, right, at);
    },
    member: (m, object, name, at) =>
      partOfPair(m, object, name, at) ??
      partOfEntry(m, target(m, object).data, name, at) ??
      dialect.member(m, object, name, at),
    element: (m, object, index, at) =>
      underKey(m, object, index, at) ??
      cellItself(m, object, index, at) ??
      (isMemory(target(m, object).data)
        ? m.fail(at, 'what is in this memory is not known: cast what malloc gives to the type of its values')
        : dialect.element(m, object, index, at)),
  };
}

/** `p.first` and `p.second`; undefined for other things. */
function partOfPair(m: Machine, object: Box, name: string, at: Span): Place | undefined {
  const { data } = target(m, object);
  const index = ['first', 'second'].indexOf(name);
  if (data.t !== 'sequence' || data.flavor !== 'tuple' || index < 0) return undefined;
  const cell = sequenceCell(m, data, index, at);
  // What stands there is of its type, and so is what comes there.
  return { ...cell, write: (box) => cell.write(m.typed(numberType(cell.peek?.()?.raw), box, at)) };
}

function numberType(data: Data | undefined): string | undefined {
  if (data?.t === 'int') return data.type ?? 'i32';
  return data?.t === 'num' ? 'f64' : undefined;
}

/** `m[key]` of a map; undefined for other things. */
function underKey(m: Machine, object: Box, index: Box, at: Span): Place | undefined {
  const known = asTable(target(m, object).data);
  return known && !isSet(known) ? valueUnder(m, known, index, at) : undefined;
}

/** `p[0]` of a pointer to a vector, which is `*p`; undefined for other things. */
function cellItself(m: Machine, { data }: Box, index: Box, at: Span): Place | undefined {
  if (data.t !== 'reference' || pointerOf(data)) return undefined;
  const held = data.place.peek?.()?.data;
  if (held?.t !== 'sequence' || held.flavor !== 'vector') return undefined;
  const position = m.inspect(index, at);
  if (position.t !== 'int' || position.v !== 0n) return m.fail(at, 'this points outside of the list');
  return data.place;
}

/** In C the operands of almost everything come in any order. */
const c17 = withPointers(
  nativeDialect({
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
  }),
);

/** Objects whose classes have operators of their own. */
function withOperators(dialect: Dialect<Machine>): Dialect<Machine> {
  return {
    ...dialect,
    make,
    qualified,
    known: exceptionClass,
    exception,
    catches,
    uncaught,
    member: (m, object, name, at) => {
      checkMethod(m, target(m, object), name, at);
      return dialect.member(m, object, name, at);
    },
    copied: (m, box, at) => {
      refuseCopies(m, box, at);
      return dialect.copied?.(m, box, at) ?? box;
    },
    binary: (m, operator, left, right, at) =>
      byOperator(m, operator, [left, right], at) ?? dialect.binary(m, operator, left, right, at),
    unary: (m, operator, operand, at) =>
      byOperator(m, operator, [operand], at) ?? dialect.unary(m, operator, operand, at),
    compare: (m, operator, left, right, at) => {
      const made = byOperator(m, operator === 'case' ? '==' : operator, [left, right], at);
      return made ? m.test(made, at) : dialect.compare(m, operator, left, right, at);
    },
    inPlace: (m, operator, left, right, at) => {
      if (byOperator(m, `${operator}=`, [left, right], at)) return left;
      // Where `+` is known and `+=` is not, that gives a reference, and may do something else.
      if (left.data.t === 'record' && left.data.flavor === 'struct')
        return m.fail(at, `what operator${operator}= does is not followed: let it give nothing`);
      return dialect.inPlace?.(m, operator, left, right, at);
    },
    element: (m, object, index, at) => {
      const made = byOperator(m, '[]', [object, index], at);
      if (!made) return dialect.element(m, object, index, at);
      return made.data.t === 'reference' ? made.data.place : readOnly(m, 'what this operator gives', made, at);
    },
    called: (m, callee, args, at) =>
      byOperator(m, '()', [callee, ...args.positional], at) ?? dialect.called?.(m, callee, args, at),
  };
}

/** C++ has an order for assignments and indices since 2017: what is on the right comes first. */
const cpp17 = withOperators(
  withPointers(
    nativeDialect({
      ...shared,
      options: {
        ...shared.options,
        fit,
        operandFirst: true,
        placesLapse: true,
        lent: (m, box, at) => {
          // Of what is offered where it stands, the place is known.
          if (isMoved(box))
            m.fail(at, 'whether this function takes what std::move offers is not followed: pass it without');
        },
        offered,
        taken: (m, type, box, at) => listGiven(m, type, box, at) ?? shaped(m, type.replace(/&&$/, ''), box, at),
        bindsTargets: true,
        anyOrder: { binary: 'operands', compare: 'operands', call: 'operands' },
      },
    }),
  ),
);

export const c: Front = {
  ...front,
  example: C_EXAMPLE,
  dialect: () => c17,
  rewrite: (text, files) => preprocessed(text, 'c', files),
};
export const cpp: Front = {
  ...front,
  example: CPP_EXAMPLE,
  dialect: () => cpp17,
  rewrite: (text, files) => preprocessed(text, 'cpp', files),
};
