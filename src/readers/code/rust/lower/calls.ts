import type { Expr } from '../../core/ir';
import { at, literal, name, only, required, unsupported } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { scoped } from './paths';
import { isCell } from './places';
import { methodByPlace } from './reseating';
import { typeOf } from './types';

/** A call of a function or a method. */
export function callOf(node: Syntax, lower: Lower): Expr {
  const place = { at: at(node) };
  let callee = required(node, 'function');
  const parsed = callee.type === 'generic_function' ? field(callee, 'type_arguments') : undefined;
  const given = parsed?.text;
  if (callee.type === 'generic_function') callee = required(callee, 'function');
  const args = named(required(node, 'arguments')).map((one) => ({ value: lower.expression(one) }));
  // `collect::<String>()`, `collect::<HashSet<_>>()`
  const into = given?.slice(1, -1) ?? '';
  if (/^String$|\b(Hash|BTree)(Map|Set)\b/.test(into) && callee.text.endsWith('collect'))
    return {
      ...place,
      op: 'cast',
      type: into,
      value: { ...place, op: 'call', callee: lower.expression(callee), args },
    };
  if (callee.type === 'field_expression' && required(callee, 'field').text === 'parse' && args.length === 0) {
    const [made] = parsed ? named(parsed) : [];
    const type = made && literal(made, { t: 'str', v: typeOf(made) ?? '' });
    return { ...place, op: 'call', callee: lower.expression(callee), args: type ? [{ value: type }] : [] };
  }
  // Of an option; iterators are asked how many are taken.
  if (callee.type === 'field_expression' && required(callee, 'field').text === 'take' && args.length === 0) {
    const option: Expr = { ...place, op: 'address', place: lower.expression(required(callee, 'value')) };
    return { ...place, op: 'call', callee: name(callee, 'option taken'), args: [{ value: option }] };
  }
  const object = callee.type === 'field_expression' ? required(callee, 'value') : undefined;
  const pointer = object?.type === 'parenthesized_expression' ? named(object)[0] : undefined;
  if (pointer?.type === 'unary_expression' && pointer.text.startsWith('*') && /\)\s*\.clone$/.test(callee.text))
    return {
      ...place,
      op: 'call',
      callee: name(callee, 'cloned itself'),
      args: [{ value: lower.expression(pointer) }],
    };
  // A text is a value here: what changes it writes another one where it stands.
  const change = callee.type === 'field_expression' ? required(callee, 'field').text : '';
  const isPush = change === 'push' && args.length === 1 && SPEAKS_OF_TEXTS.test(node.whole);
  const held = change !== '' && object ? lower.expression(object) : undefined;
  if (held && (change === 'push_str' || (change === 'clear' && args.length === 0) || (isPush && isCell(held)))) {
    const text: Expr = { ...place, op: 'address', place: held };
    return { ...place, op: 'call', callee: name(callee, `text ${change}`), args: [{ value: text }, ...args] };
  }
  // What begins with a capital is a structure or a variant, and is made.
  const isMade = /^(?:.*::)?[A-Z][A-Za-z0-9]*$/.test(callee.text);
  const called = methodByPlace(callee, lower) ?? lower.expression(callee);
  return { ...place, op: 'call', callee: called, args, ...(isMade && { fresh: true }) };
}

/** Only then may `push` be one of a text. */
const SPEAKS_OF_TEXTS = /\bString\b|\bto_string\b|\bto_owned\b/;

/** `Point { x: 1, ..other }`: the fields come by their names, and what is left from another one. */
export function structValue(node: Syntax, lower: Lower): Expr {
  const place = { at: at(node) };
  const fields = named(required(node, 'body'));
  const rest = fields.filter(({ type }) => type === 'base_field_initializer').map((one) => lower.expression(only(one)));
  const args = fields.flatMap((one) => {
    if (one.type === 'base_field_initializer') return [];
    const value = field(one, 'value');
    const label = field(one, 'field')?.text ?? one.text;
    return {
      keyword: label,
      value: value
        ? lower.expression(value)
        : one.type === 'shorthand_field_initializer'
          ? name(one)
          : unsupported(one),
    };
  });
  return {
    ...place,
    op: 'call',
    callee: { ...place, op: 'name', name: `new struct` },
    args: [{ value: madeOf(required(node, 'name')) }, ...rest.map((value) => ({ value })), ...args],
  };
}

/** The structure or the variant that is made: `Point`, `Shape::Circle`. */
function madeOf(node: Syntax): Expr {
  return node.type === 'scoped_type_identifier' ? scoped(node) : name(node);
}

/** `a..b`, as a value. */
export function rangeOf(node: Syntax, lower: Lower): Expr {
  const place = { at: at(node) };
  const { low, high, inclusive } = bounds(node, lower);
  if (!low || !high) return unsupported(node);
  const args = [{ value: low }, { value: high }];
  return { ...place, op: 'call', callee: name(node, inclusive ? 'closed range' : ' range'), args };
}

export function bounds(node: Syntax, lower: Lower): { low?: Expr; high?: Expr; inclusive?: boolean } {
  const dots = node.children.findIndex(({ type }) => type === '..' || type === '..=');
  const low = node.children.slice(0, dots).find((one) => one.named);
  const high = node.children.slice(dots + 1).find((one) => one.named);
  return {
    ...(low && { low: lower.expression(low) }),
    ...(high && { high: lower.expression(high) }),
    ...(node.children[dots]?.type === '..=' && { inclusive: true }),
  };
}

export function repeated(node: Syntax, value: Expr, length: Expr, flavor: string): Expr {
  const label: Expr = { at: at(node), op: 'literal', value: { t: 'str', v: flavor } };
  return {
    at: at(node),
    op: 'call',
    callee: name(node, ' repeated'),
    args: [{ value }, { value: length }, { value: label }],
  };
}
