import type { Argument, Expr } from '../../core/ir';
import { at, calling, required, shapes, word } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

export function callOf(node: Syntax, { expression }: Lower): Expr {
  const list = required(node, 'arguments');
  const args: Argument[] =
    list.type === 'generator_expression'
      ? [{ value: expression(list) }]
      : named(list).map((one) =>
          one.type === 'keyword_argument'
            ? { keyword: required(one, 'name').text, value: expression(required(one, 'value')) }
            : { value: expression(one) },
        );
  const callee = required(node, 'function');
  // In a list the grammar takes `*f(x)` for a call of `*f`.
  const [spread] = callee.type === 'list_splat' ? named(callee) : [];
  const value: Expr = { at: at(node), op: 'call', callee: expression(spread ?? callee), args };
  return spread ? { at: at(node), op: 'spread', value } : value;
}

/** `super().f` is a method of the class that this one extends. */
export function attribute(node: Syntax, lower: Lower): Expr {
  const object = required(node, 'object');
  if (object.type !== 'call' || field(object, 'function')?.text !== 'super')
    return shapes(lower).member(node, 'object', 'attribute');
  const [from] = named(required(object, 'arguments'));
  const given = [required(node, 'attribute'), ...(from ? [from] : [])].map((one) => word(node, one.text));
  return calling(node, ' super', given);
}
