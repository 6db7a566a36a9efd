import type { Expr } from '../../core/ir';
import { name } from '../../core/lowering';
import type { Syntax } from '../../syntax';
import { typeOf } from '../types';

/** Functions that the library has objects for, by the operators that they are. */
export const FUNCTORS: Readonly<Record<string, string>> = {
  greater: '>',
  less: '<',
  greater_equal: '>=',
  less_equal: '<=',
  equal_to: '==',
  not_equal_to: '!=',
  plus: '+',
  minus: '-',
  multiplies: '*',
  divides: '/',
  modulus: '%',
};

/** `std::greater<int>()`, `less<>{}`: the function itself; undefined for what is none of these. */
export function functor(node: Syntax, type: Syntax): Expr | undefined {
  const label = typeOf(type)
    ?.replace(/<[\s\S]*$/, '')
    .replace(/^.*::/, '');
  return label !== undefined && /<[\s\S]*>\s*$/.test(type.text) && FUNCTORS[label] !== undefined
    ? name(node, `functor ${label}`)
    : undefined;
}
