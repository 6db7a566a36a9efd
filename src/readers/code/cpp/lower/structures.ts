import type { Argument, Expr } from '../../core/ir';
import { calling, name, only, required, unsupported } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { isOpen } from './within';

/** What the braces do not give is zero. */
export function construct(node: Syntax, type: string, args: readonly Syntax[], lower: Lower): Expr {
  const all = args.map((one) => given(one, args, lower));
  return calling(node, 'zero filled', [{ ...calling(node, type, []), args: all, fresh: true }]);
}

/** `1`, or `.x = 1` where all have their names: places after a name are counted from it, which is not followed. */
function given(node: Syntax, all: readonly Syntax[], lower: Lower): Argument {
  if (node.type !== 'initializer_pair') return { value: lower.expression(node) };
  const designator = required(node, 'designator');
  if (designator.type !== 'field_designator' || !all.every(({ type }) => type === 'initializer_pair'))
    return { value: unsupported(node) };
  return { value: lower.expression(required(node, 'value')), keyword: only(designator).text };
}

/** One structure from `malloc(sizeof(struct node))`; undefined where it is something else. */
export function madeObject(node: Syntax, type: string | undefined, value: Syntax): Expr | undefined {
  if (type === undefined || !/^\*[A-Za-z_]\w*$/.test(type) || /^\*([iuf]\d+|float|bool|void)$/.test(type))
    return undefined;
  if (isOpen(type.slice(1)) || value.type !== 'call_expression') return undefined;
  const how = required(value, 'function').text.replace(/^std::/, '');
  const given = named(required(value, 'arguments'));
  const isOne =
    how === 'malloc'
      ? given.length === 1 && given[0]?.type === 'sizeof_expression'
      : how === 'calloc' && given[0]?.text === '1' && given[1]?.type === 'sizeof_expression';
  if (!isOne) return undefined;
  const made = calling(node, 'new object', [name(node, type.slice(1))]);
  return how === 'malloc' ? made : calling(node, 'zero filled', [made]);
}
