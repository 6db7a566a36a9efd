import type { Expr, FunctionDeclaration } from '../../core/ir';
import { at, functionExpression, name, required } from '../../core/lowering';
import { integerOf } from '../../native/lowering';
import { field, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { numeric, typeOf } from './types';

/** What a variable of a type holds that is given no value. */
export function zero(node: Syntax, type: Syntax, lower: Lower): Expr {
  const known = typeOf(type) ?? '';
  const place = { at: at(node) };
  if (/^[iu]\d/.test(known)) return { ...place, op: 'literal', value: { t: 'int', v: 0n, type: known } };
  if (known === 'f64') return { ...place, op: 'literal', value: { t: 'num', v: 0 } };
  if (known === 'bool') return { ...place, op: 'literal', value: { t: 'bool', v: false } };
  if (known === 'string') return { ...place, op: 'literal', value: { t: 'str', v: '' } };
  if (type.type === 'slice_type')
    return { ...place, op: 'sequence', flavor: 'slice', items: [], type: numeric(field(type, 'element')) };
  if (type.type === 'array_type') return sized(node, type, [], lower);
  if (type.type === 'type_identifier')
    return { ...place, op: 'call', callee: name(node, known), args: [], fresh: true };
  return { ...place, op: 'literal', value: { t: 'nothing', name: 'nil' } };
}

export function sized(node: Syntax, type: Syntax, items: Expr[], lower: Lower): Expr {
  const element = required(type, 'element');
  const list: Expr = { at: at(node), op: 'sequence', flavor: 'array', items, type: numeric(element) };
  const length = field(type, 'length');
  if (!length || (items.length > 0 && integerOf(length.text) === BigInt(items.length))) return list;
  return {
    at: at(node),
    op: 'call',
    callee: name(node, 'filled array'),
    args: [
      { value: list },
      { value: lower.expression(length) },
      { value: functionExpression(maker(node, zero(node, element, lower))) },
    ],
  };
}

/** A function that makes a zero value anew for every element. */
export function maker(node: Syntax, value: Expr): FunctionDeclaration {
  return {
    at: at(node),
    name: 'zero',
    parameters: [],
    body: () => [{ at: at(node), do: 'return', value }],
  };
}
