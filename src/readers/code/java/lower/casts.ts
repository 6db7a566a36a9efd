import type { Expr } from '../../core/ir';
import { at, calling, required, shapes, unsupported, variable } from '../../core/lowering';
import { field, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { typeNamed, typeOf } from './types';

/** A cast to what is known to be a class of the language, or one of the text, is checked when it is run; one to `T` is not. */
export function cast(node: Syntax, lower: Lower): Expr {
  const type = required(node, 'type');
  const made = shapes(lower).cast(node, type.type === 'array_type' ? '[]' : typeOf(type), 'value');
  const isKnown =
    /^(Integer|Long|Short|Byte|Character|Double|Float|Boolean|String)$/.test(type.text) ||
    (type.type === 'type_identifier' &&
      new RegExp(`\\b(class|interface|enum|record)\\s+${type.text}\\b`).test(node.whole));
  if (!isKnown) return made;
  return calling(node, 'checked cast', [made, typeNamed(type)]);
}

/** The name that a pattern gives is a variable of the function: what follows an `if` may use it. */
export function instanceOf(node: Syntax, { expression }: Lower): Expr {
  const place = { at: at(node) };
  if (field(node, 'pattern')) return unsupported(node);
  const own = field(node, 'name');
  const left = expression(required(node, 'left'));
  const first: Expr = own ? { ...place, op: 'assign', target: variable(own, 'function'), value: left } : left;
  return {
    ...place,
    op: 'compare',
    first,
    rest: [{ operator: 'instanceof', right: typeNamed(required(node, 'right')) }],
  };
}
