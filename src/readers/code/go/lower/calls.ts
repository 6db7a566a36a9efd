import type { Expr } from '../../core/ir';
import { at, calling, functionExpression, name, only, required, unsupported, word } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { addressOf } from './addresses';
import { channel } from './channels';
import { methodCalled, withMethods } from './methods';
import { underlying } from './named';
import { BASIC, mapOf, numeric, TYPES, typeOf } from './types';
import { maker, zero } from './zeros';

export function callOf(node: Syntax, lower: Lower): Expr {
  const place = { at: at(node) };
  const callee = required(node, 'function');
  const list = named(required(node, 'arguments'));
  if (callee.text === 'new' && list[0] && list.length === 1)
    return addressOf(node, zero(node, list[0], lower), numeric(list[0]));
  if (callee.text === 'make' && list[0]) {
    const [given, length] = list;
    const type = underlying(given);
    if (type.type === 'channel_type') return channel(node, type, length, lower);
    if (type.type === 'map_type') return { ...place, op: 'record', flavor: mapOf(type), entries: [] };
    if (type.type !== 'slice_type' || !length) return unsupported(node);
    const of = underlying(required(type, 'element'));
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
  const [first] = list;
  const converted = first && list.length === 1 ? conversion(node, callee, first, lower) : undefined;
  if (converted) return converted;
  const args = list.map((one): { value: Expr } => ({
    value:
      one.type === 'variadic_argument'
        ? { at: at(one), op: 'spread', value: lower.expression(only(one)) }
        : lower.expression(one),
  }));
  const withThose = withMethods(node, callee, args);
  if (withThose) return withThose;
  const method = callee.type === 'selector_expression' ? methodCalled(callee, lower) : undefined;
  return { ...place, op: 'call', callee: method ?? lower.expression(callee), args };
}

/** `int(x)`, `Celsius(x)`, `ByAge(people)`; undefined for other calls. */
function conversion(node: Syntax, callee: Syntax, value: Syntax, lower: Lower): Expr | undefined {
  const place = { at: at(node) };
  const known = callee.text === 'string' ? callee.text : TYPES[callee.text];
  if (known !== undefined) return { ...place, op: 'cast', type: known, value: lower.expression(value) };
  if (callee.type !== 'identifier') return undefined;
  const type = callee.instead('type_identifier');
  const of = underlying(type);
  if (of === type) return undefined;
  if (of.type !== 'slice_type')
    return { ...place, op: 'cast', type: typeOf(of) ?? of.text, value: lower.expression(value) };
  const list: Expr = { ...place, op: 'cast', type: typeOf(of) ?? of.text, value: lower.expression(value) };
  return calling(node, 'as named', [list, word(node, callee.text)]);
}
