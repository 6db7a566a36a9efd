import type { Expr } from '../../core/ir';
import { at, only, required, unsupported } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { underlying } from './named';
import { mapOf, numeric } from './types';
import { sized, structureOf } from './zeros';

export function composite(node: Syntax, given: Syntax, block: Syntax, lower: Lower): Expr {
  const type = underlying(given);
  const place = { at: at(node) };
  const items = named(block);
  const inner = field(type, 'element');
  const isKeyed = items.some((one) => one.type === 'keyed_element');
  if (type.type === 'slice_type' && !isKeyed)
    return {
      ...place,
      op: 'sequence',
      flavor: 'slice',
      items: items.map((one) => element(one, inner, lower)),
      type: numeric(inner),
    };
  if ((type.type === 'array_type' || type.type === 'implicit_length_array_type') && !isKeyed)
    return sized(
      node,
      type,
      items.map((one) => element(one, inner, lower)),
      lower,
    );
  if (type.type === 'map_type') {
    const entries = items.map((one) => ({
      key: element(required(one, 'key'), field(type, 'key'), lower),
      value: element(required(one, 'value'), field(type, 'value'), lower),
    }));
    return { ...place, op: 'record', flavor: mapOf(type), entries };
  }
  const made = structureOf(node, type);
  if (!made) return unsupported(node);
  const args = items.map((one) => {
    if (one.type !== 'keyed_element') return { value: element(one, undefined, lower) };
    return {
      keyword: required(one, 'key').text,
      value: element(required(one, 'value'), undefined, lower),
    };
  });
  return { ...made, args };
}

function element(node: Syntax, given: Syntax | undefined, lower: Lower): Expr {
  const inner = node.type === 'literal_element' ? only(node) : node;
  const type = given && underlying(given);
  if (inner.type === 'literal_value' && type?.type === 'pointer_type')
    return { at: at(inner), op: 'address', place: composite(inner, only(type), inner, lower) };
  if (inner.type === 'literal_value' && type) return composite(inner, type, inner, lower);
  const known = numeric(type);
  const value = lower.expression(inner);
  return known === undefined ? value : { at: at(inner), op: 'cast', type: known, value };
}
