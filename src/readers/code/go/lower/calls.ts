import type { Expr } from '../../core/ir';
import { at, functionExpression, name, only, required, unsupported } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { BASIC, mapOf, numeric, TYPES } from './types';
import { maker, zero } from './zeros';

export function callOf(node: Syntax, lower: Lower): Expr {
  const place = { at: at(node) };
  const callee = required(node, 'function');
  const list = named(required(node, 'arguments'));
  if (callee.text === 'make' && list[0]) {
    const [type, length] = list;
    if (type.type === 'map_type') return { ...place, op: 'record', flavor: mapOf(type), entries: [] };
    if (type.type !== 'slice_type' || !length) return unsupported(node);
    const of = required(type, 'element');
    const value = zero(node, of, lower);
    const isNamed = of.type === 'type_identifier' && TYPES[of.text] === undefined && !BASIC.has(of.text);
    return {
      ...place,
      op: 'call',
      callee: name(node, 'filled array'),
      args: [
        { value: { ...place, op: 'sequence', flavor: 'slice', items: [], type: numeric(field(type, 'element')) } },
        { value: lower.expression(length) },
        { value: functionExpression(maker(node, value)) },
        ...(isNamed ? [{ value: name(of) }] : []),
      ],
    };
  }
  const type = callee.text === 'string' ? callee.text : TYPES[callee.text];
  const [first] = list;
  if (type !== undefined && first) return { ...place, op: 'cast', type, value: lower.expression(first) };
  const args = list.map((one): { value: Expr } => ({
    value:
      one.type === 'variadic_argument'
        ? { at: at(one), op: 'spread', value: lower.expression(only(one)) }
        : lower.expression(one),
  }));
  return { ...place, op: 'call', callee: lower.expression(callee), args };
}
