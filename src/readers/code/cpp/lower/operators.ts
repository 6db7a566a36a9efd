import type { Expr } from '../../core/ir';
import { at, calling, infix, name, only, required, shapes } from '../../core/lowering';
import { field, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { printed, readInto } from './streams';
import { pointedBy } from './within';

/** Operators by the words that they have, too. */
const WORDS: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not_eq: '!=',
  bitand: '&',
  bitor: '|',
  xor: '^',
};

/** `sizeof a / sizeof a[0]` is the length of an array; chains of `<<` from `cout` print. */
export function binary(node: Syntax, lower: Lower): Expr {
  const written = required(node, 'operator').text;
  const operator = WORDS[written] ?? written;
  const left = required(node, 'left');
  const right = required(node, 'right');
  if (operator === '/' && left.type === 'sizeof_expression' && right.type === 'sizeof_expression') {
    const array = only(left).type === 'parenthesized_expression' ? only(only(left)) : only(left);
    if (pointedBy(array.text) === undefined && !field(left, 'type'))
      return calling(node, 'length of array', [lower.expression(array)]);
  }
  if (operator === '<<' && /^(std::)?(cout|cerr)\b/.test(left.text))
    return { at: at(node), op: 'text', parts: printed(node, lower) };
  if (operator === '>>' && /^(std::)?cin\b/.test(left.text)) return calling(node, 'read words', readInto(node, lower));
  return infix(node, operator, lower.expression(left), lower.expression(right));
}

/** `*p`, `&a`; what `*this` is goes by the name of the object. */
export function pointer(node: Syntax, { expression }: Lower): Expr {
  const place = { at: at(node) };
  if (node.text === '*this') return name(required(node, 'argument'));
  const inner = expression(required(node, 'argument'));
  if (required(node, 'operator').text === '&') return { ...place, op: 'address', place: inner };
  return { ...place, op: 'deref', pointer: inner };
}

/** `a = b`, `a += b`. */
export function assigned(node: Syntax, lower: Lower): Expr {
  const shape = shapes(lower);
  const isPlain = required(node, 'operator').text === '=';
  return isPlain ? shape.assigned(node, lower.pattern(required(node, 'left'))) : shape.augmented(node);
}
