import type { Dialect } from '../core/dialect';
import { listIterator } from '../core/iteration';
import type { Machine } from '../core/machine';
import type { Data } from '../core/values';
import type { Front } from '../front';
import { nativeDialect } from '../native/dialect';
import { target } from '../native/pointers';
import { callMain, declared } from '../native/lowering';
import { asTable, cellUnder, goneThrough, isSet } from '../native/tables';
import { ownIterator } from './own-iterators';
import { elsewhere } from './elsewhere';
import { RUST_EXAMPLE } from './example';
import { collected, equal, isCell, isNothing, kindsOf, library, sameFailure } from './library';
import { indexed } from './indexing';
import { lowerBlock } from './lower';
import { byAssignment, byOperator, byUnary } from './operators';
import { orderOf } from './ordering';
import { convertedText } from './texts';
import { made, makeVariants, numbered, placed } from './variants';

export const rust: Front = {
  example: RUST_EXAMPLE,
  dialect: () => dialect,
  lower: lowerBlock,
  blocks: new Set(['block', 'source_file']),
  declarations: new Set([
    'function_item',
    'impl_item',
    'struct_item',
    'use_declaration',
    'const_item',
    'static_item',
    'enum_item',
    'trait_item',
    'type_item',
    'mod_item',
  ]),
  apart: new Set([
    'use_declaration',
    'mod_item',
    'function_item',
    'function_signature_item',
    'struct_item',
    'enum_item',
    'type_item',
    'impl_item',
    'trait_item',
  ]),
  functions: new Set(['function_item', 'closure_expression']),
  isNoise: (type) => type === 'attribute_item' || type === 'inner_attribute_item' || type === 'empty_statement',
  declares: declared,
  entry: callMain,
  elsewhere,
  handsOn: true,
};

const native = nativeDialect({
  natural: 'i32',
  wraps: () => false,
  library,
  kindsOf,
  sharedMembers: true,
  saturates: true,
  copied: new Set(['array']),
  iteratesCopies: true,
  numbersAreConditions: false,
  options: { self: 'self', shadows: true, operandFirst: true, valuesAsReferences: true, instanceFlavor: 'struct' },
});

const EQUALITY = new Set(['==', '!=', 'case']);

/** @param order less than zero where the left side comes first */
function holds(operator: string, order: number): boolean {
  if (operator === '<') return order < 0;
  if (operator === '>') return order > 0;
  return operator === '<=' ? order <= 0 : order >= 0;
}

function isList({ t }: Data): boolean {
  return t === 'sequence' || t === 'view';
}

const dialect: Dialect<Machine> = {
  ...native,
  cast: (m, type, box, at) => {
    const number = /^[iu](\d+|size)$/.test(type) ? numbered(box.data) : undefined;
    const of = number ? m.fresh(number) : box;
    return collected(m, type, of, at) ?? convertedText(m, type, of, at) ?? native.cast?.(m, type, of, at) ?? of;
  },
  compare: (m, operator, left, right, at) => {
    const [a, b] = [target(m, left).data, target(m, right).data];
    if (!EQUALITY.has(operator)) {
      const order = orderOf(m, left, right, at);
      return order === undefined ? native.compare(m, operator, left, right, at) : holds(operator, order);
    }
    const isWhole = (a.t === 'record' && b.t === 'record') || (isList(a) && isList(b));
    const isSame = isWhole ? equal(m, left, right, at) : sameFailure(m, a, b, at);
    return isSame === undefined ? native.compare(m, operator, left, right, at) : isSame === (operator !== '!=');
  },
  binary: (m, operator, left, right, at) =>
    byOperator(m, operator, left, right, at) ?? native.binary(m, operator, left, right, at),
  unary: (m, operator, operand, at) => byUnary(m, operator, operand, at) ?? native.unary(m, operator, operand, at),
  inPlace: (m, operator, left, right, at) =>
    byAssignment(m, operator, left, right, at) ?? native.inPlace?.(m, operator, left, right, at),
  element: (m, object, index, at) => {
    const known = asTable(target(m, object).data);
    if (known && !isSet(known))
      return cellUnder(m, known, index, at, () => m.fail(at, 'there is nothing under this key', 'failure'));
    const own = indexed(m, object, index, at);
    if (own) return own;
    const field = placed(target(m, object).data, target(m, index).data);
    return field === undefined ? native.element(m, object, index, at) : native.member(m, object, field, at);
  },
  iterate: (m, of, how, at) => {
    const known = asTable(target(m, of).data);
    if (known) return listIterator(() => goneThrough(m, known, at));
    return ownIterator(m, of, at, (one) => isNothing(target(m, one).data)) ?? native.iterate(m, of, how, at);
  },
  // A cell that is shared has no name of its own.
  cellName: (parent, container, key) => (isCell(container) ? parent : native.cellName(parent, container, key)),
  make: made,
  classMade: makeVariants,
};
