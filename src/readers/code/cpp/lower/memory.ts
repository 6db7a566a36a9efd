import type { Expr } from '../../core/ir';
import { at, calling, literal, name, only, required, truth, unsupported, word } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { typeOf } from '../types';
import { pointed } from './declarators';
import type { Lower } from './lower';
import { NUMERIC } from './kinds';
import { construct } from './structures';
import { isOpen, pointedBy } from './within';

/** `sizeof(int)`, `sizeof a`, `sizeof *p` where the text tells what `p` points to. */
export function sizeOf(node: Syntax, lower: Lower): Expr {
  const text = (type: string): Expr => calling(node, 'size of type', [word(node, type)]);
  const type = field(node, 'type');
  const known = type && pointed(type);
  if (type && known === undefined) return unsupported(node);
  if (known !== undefined && (NUMERIC.test(known) || known === 'bool' || known === 'float')) return text(known);
  let value = type ? undefined : required(node, 'value');
  while (value?.type === 'parenthesized_expression') value = only(value);
  const inside =
    value?.type === 'subscript_expression' || (value?.type === 'pointer_expression' && value.text.startsWith('*'))
      ? required(value, 'argument')
      : undefined;
  const held = pointedBy((inside ?? value)?.text ?? '');
  if (held !== undefined) {
    if (held === '') return unsupported(node);
    const of = inside ? held.slice(1) : held;
    if (NUMERIC.test(of) || of === 'bool' || of === 'float') return text(of);
  }
  const what = known === undefined ? lower.expression(value ?? node) : name(node, known);
  return calling(node, 'size of', [what]);
}

/** `new int[n]`, `new int[n]()`, `new Point(1, 2)`, `new int(5)`. */
export function newOf(node: Syntax, lower: Lower): Expr {
  const place = { at: at(node) };
  const base = typeOf(required(node, 'type'));
  const shape = field(node, 'declarator');
  const given = field(node, 'arguments');
  if (base === undefined || (shape && field(shape, 'declarator'))) return unsupported(node);
  const stars =
    shape && node.sourceAt({ start: required(node, 'type').end, end: shape.start }).includes('*') ? '*' : '';
  const type = stars + base;
  const isPlain = NUMERIC.test(type) || type === 'bool' || type === 'float' || isOpen(type);
  if (!shape && !isPlain)
    return { ...place, op: 'address', place: construct(node, type, given ? named(given) : [], lower) };
  if (!isPlain || (shape && given && named(given).length > 0)) return unsupported(node);
  const length = shape ? lower.expression(required(shape, 'length')) : literal(node, { t: 'int', v: 1n });
  const isZero = given !== undefined;
  const made = calling(node, 'new cells', [length, word(node, type), truth(node, isZero)]);
  const [first, more] = given ? named(given) : [];
  if (shape || !first) return made;
  if (more) return unsupported(node);
  const args = [made, lower.expression(first)].map((value) => ({ value }));
  return { ...place, op: 'call', callee: name(node, 'begun with'), args };
}
