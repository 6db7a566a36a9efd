import type { Expr, Stmt } from '../../core/ir';
import { at, name } from '../../core/lowering';
import type { Syntax } from '../../syntax';

/** `&T{…}` and `new(T)`: a structure is known by its pointers; of other values a variable is made that has no name. */
export function addressOf(node: Syntax, value: Expr, type?: string): Expr {
  const place = { at: at(node) };
  if (value.op !== 'sequence' && value.op !== 'record' && value.op !== 'literal' && !isList(value))
    return { ...place, op: 'address', place: value };
  const held: Stmt = {
    ...place,
    do: 'declare',
    target: { ...place, to: 'name', name: NAMELESS, declare: 'block', ...(type !== undefined && { type }) },
    value,
  };
  return { ...place, op: 'block', body: [held], value: { ...place, op: 'address', place: name(node, NAMELESS) } };
}

const NAMELESS = ' nameless';

function isList(value: Expr): boolean {
  return value.op === 'call' && value.callee.op === 'name' && value.callee.name === 'filled array';
}
