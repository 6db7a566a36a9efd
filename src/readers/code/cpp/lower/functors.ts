import type { Expr } from '../../core/ir';
import { name } from '../../core/lowering';
import type { Syntax } from '../../syntax';
import { FUNCTORS } from '../functors';
import { typeOf } from '../types';

/** `std::greater<int>()`, `less<>{}`: the function itself; undefined for what is none of these. */
export function functor(node: Syntax, type: Syntax): Expr | undefined {
  const label = typeOf(type)
    ?.replace(/<[\s\S]*$/, '')
    .replace(/^.*::/, '');
  return label !== undefined && /<[\s\S]*>\s*$/.test(type.text) && FUNCTORS[label] !== undefined
    ? name(node, `functor ${label}`)
    : undefined;
}
