import type { Argument, Expr } from '../../core/ir';
import { at, calling, name, word } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import { typeOf, within } from '../types';
import { isClass, NUMERIC } from './kinds';
import type { Lower } from './lower';
import { construct } from './structures';

/** `{1, 2}` as a list; `{{1, 2}}` is one, too. */
export function braced(value: Syntax, elements: string | undefined, lower: Lower, type: Syntax | undefined): Expr {
  const [first, ...others] = named(value);
  const isInside = first?.type === 'initializer_list' && others.length === 0;
  // `{{1, 2}}` of structures is one of them.
  const isPair = /^(pair|tuple)\b/.test(elements ?? '');
  const isOne =
    (isClass(elements) || isPair) && !(first && named(first).every(({ type }) => type === 'initializer_list'));
  const items = isInside && !isOne ? named(first) : named(value);
  return typedList(
    value,
    'vector',
    elements,
    items.map((one) =>
      one.type === 'initializer_list' && isClass(elements)
        ? construct(one, elements, named(one), lower)
        : rows(one, lower, within(type)),
    ),
  );
}

/** Braces inside braces are rows, or pairs; what is in them becomes of the type that is written. */
export function rows(node: Syntax, lower: Lower, type?: Syntax): Expr {
  const place = { at: at(node) };
  const known = typeOf(type);
  const isNumber = known !== undefined && /^[iuf]\d/.test(known);
  if (node.type !== 'initializer_list') {
    const value = lower.expression(node);
    return isNumber ? { ...place, op: 'cast', type: known, value } : value;
  }
  const isPair = known === 'pair' || known === 'tuple';
  const items = named(node).map((one, index) => rows(one, lower, within(type, isPair ? index : 0)));
  const element = isPair ? undefined : typeOf(within(type));
  return {
    ...place,
    op: 'sequence',
    flavor: isPair ? 'tuple' : 'vector',
    items,
    type: element !== undefined && NUMERIC.test(element) ? element : undefined,
  };
}

function typedList(node: Syntax, flavor: string, type: string | undefined, items: Expr[]): Expr {
  const typed =
    type !== undefined && /^[iuf]\d/.test(type)
      ? items.map((value): Expr => ({ at: value.at, op: 'cast', type, value }))
      : items;
  return {
    at: at(node),
    op: 'sequence',
    flavor,
    items: typed,
    type: type !== undefined && NUMERIC.test(type) ? type : undefined,
  };
}

/** `vector<int> a[5];`: an array of empty lists. */
export function listArray(node: Syntax, type: string, length: Syntax, lower: Lower): Expr {
  return calling(node, 'array of lists', [word(node, type), lower.expression(length)]);
}

/** `vector<int> v(5)`, `v(5, 1)`, `v(a.begin(), a.end())`, `v(other)`. */
export function sized(node: Syntax, type: string | undefined, list: string, lower: Lower): Expr {
  const args: Argument[] = named(node).map((one) => ({ value: lower.expression(one) }));
  const of: Argument = { keyword: 'type', value: word(node, type ?? '') };
  return { at: at(node), op: 'call', callee: name(node, `new ${list}`), args: [...args, of] };
}
