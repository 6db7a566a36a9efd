import type { Expr } from '../../core/ir';
import { at, calling, only, word } from '../../core/lowering';
import { field, fields, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { brackets, typeOf } from './types';
import { zero } from './zeros';

/** What a variable begins with, of which braces are an array. */
export function initialValue(
  value: Syntax,
  { element, depth }: { element: string; depth: number },
  lower: Lower,
): Expr {
  return value.type === 'array_initializer' ? arrayOf(value, element, depth, lower) : lower.expression(value);
}

/** `{1, 2}` as an array of `depth` dimensions. */
export function arrayOf(node: Syntax, type: string | undefined, depth: number, lower: Lower): Expr {
  const items = named(node).map((one): Expr => {
    if (one.type === 'array_initializer') return arrayOf(one, type, depth - 1, lower);
    const value = lower.expression(one);
    return type === undefined || depth > 1 ? value : { at: at(one), op: 'cast', type, value };
  });
  return { at: at(node), op: 'sequence', flavor: 'array', items, type: depth > 1 ? undefined : type };
}

/** `new int[2][]`, `new int[] {1, 2}`. */
export function newArray(node: Syntax, lower: Lower): Expr {
  const value = field(node, 'value');
  const type = typeOf(field(node, 'type'));
  const sizes = fields(node, 'dimensions');
  const open = sizes.filter((one) => one.type === 'dimensions').reduce((sum, one) => sum + brackets(one), 0);
  if (value) return arrayOf(value, type, open, lower);
  const lengths = sizes.filter((one) => one.type === 'dimensions_expr').map((one) => lower.expression(only(one)));
  return arrayCall(node, type, lengths, open);
}

/** @param open dimensions that are not made yet: what stands there is nothing */
export function arrayCall(node: Syntax, type: string | undefined, lengths: readonly Expr[], open: number): Expr {
  const element = open > 0 ? undefined : type;
  const given = [zero(node, element), word(node, element ?? ''), ...lengths];
  return calling(node, 'new array', given);
}
