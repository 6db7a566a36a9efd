import { call } from '../core/calls';
import { methodOf } from '../core/ancestry';
import type { Machine } from '../core/machine';
import type { Box } from '../core/values';
import { target } from '../native/pointers';
import type { Span } from '../syntax';

/** The methods of the traits that operators stand for: https://doc.rust-lang.org/std/ops/. */
const BINARY: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'rem',
  '&': 'bitand',
  '|': 'bitor',
  '^': 'bitxor',
  '<<': 'shl',
  '>>': 'shr',
};

const UNARY: Readonly<Record<string, string>> = { '-': 'neg', '!': 'not' };

/** What a structure says that `a + b` is; undefined for other things. */
export function byOperator(m: Machine, operator: string, left: Box, right: Box, at: Span): Box | undefined {
  return asked(m, BINARY[operator], left, [right], at);
}

export function byUnary(m: Machine, operator: string, operand: Box, at: Span): Box | undefined {
  return asked(m, UNARY[operator], operand, [], at);
}

/** `a += b`, which changes the structure itself; undefined for other things. */
export function byAssignment(m: Machine, operator: string, left: Box, right: Box, at: Span): Box | undefined {
  const name = BINARY[operator];
  return name !== undefined && asked(m, `${name}_assign`, left, [right], at, true) ? left : undefined;
}

function asked(
  m: Machine,
  name: string | undefined,
  of: Box,
  others: Box[],
  at: Span,
  isItself = false,
): Box | undefined {
  const object = target(m, of);
  const { data } = object;
  const method = data.t === 'record' && data.type && name !== undefined ? methodOf(data.type, [name]) : undefined;
  if (!method) return undefined;
  // What is taken by value is another one from there on.
  const self = isItself ? object : (m.dialect.copied?.(m, object, at) ?? object);
  return call(m, m.fresh({ ...method, self }), { positional: others, keywords: new Map() }, at);
}
