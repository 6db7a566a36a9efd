import type { Expr } from '../../core/ir';
import { required, unsupported } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { elementType, typeOf } from '../types';
import { arrayValue } from './arrays';
import { functor } from './functors';
import { LISTS } from './kinds';
import { braced } from './lists';
import type { Lower } from './lower';
import { construct } from './structures';

/** `(P){1, 2}` and `(int[]){1, 2}` of C, `P{1, 2}` and `vector<int>{1, 2}` of C++. */
export function compound(node: Syntax, lower: Lower): Expr {
  const type = required(node, 'type');
  const value = required(node, 'value');
  const array = field(type, 'declarator');
  if (array?.type === 'abstract_array_declarator') {
    const of = typeOf(field(type, 'type'));
    return field(array, 'declarator')
      ? unsupported(node)
      : (arrayValue(node, [field(array, 'size') ?? null], of, value, lower) ?? unsupported(node));
  }
  const known = typeOf(type.type === 'type_descriptor' ? field(type, 'type') : type) ?? type.text;
  const called = named(value).length === 0 ? functor(node, type) : undefined;
  if (called) return called;
  return LISTS.has(known)
    ? braced(value, elementType(type), lower, type.type === 'type_descriptor' ? field(type, 'type') : type)
    : construct(node, known, named(value), lower);
}
