import type { Expr } from '../../core/ir';
import { at, calling, unsupported, word } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import { NUMERIC } from './kinds';
import { stringOf } from './literals';
import type { Lower } from './lower';
import { construct } from './structures';

/** @param lengths outermost first; null where `[]` leaves it to the values */
export function arrayValue(
  node: Syntax,
  lengths: (Syntax | null)[],
  type: string | undefined,
  value: Syntax | undefined,
  lower: Lower,
): Expr | undefined {
  const place = { at: at(value ?? node) };
  if (value?.type === 'string_literal') {
    const text = stringOf(value);
    if (text === undefined) return unsupported(value);
    const points = [...Buffer.from(text, 'utf8'), 0];
    const items = points.map((v): Expr => ({ ...place, op: 'literal', value: { t: 'int', v: BigInt(v), type: 'i8' } }));
    return { ...place, op: 'sequence', flavor: 'array', items, type: 'i8' };
  }
  if (value && value.type !== 'initializer_list') return unsupported(value);
  const [length, ...rest] = lengths;
  const items: Expr[] = value
    ? named(value).map((one) => {
        if (one.type === 'initializer_pair') return unsupported(one);
        if (rest.length > 0) return arrayValue(one, rest, type, one, lower) ?? unsupported(one);
        if (one.type === 'initializer_list' && type !== undefined) return construct(one, type, named(one), lower);
        return type !== undefined && /^[iuf]\d/.test(type)
          ? { at: at(one), op: 'cast', type, value: lower.expression(one) }
          : lower.expression(one);
      })
    : [];
  const numeric = type !== undefined && NUMERIC.test(type) ? type : undefined;
  const list: Expr = { ...place, op: 'sequence', flavor: 'array', items, type: rest.length > 0 ? undefined : numeric };
  if (!length) return list;
  // `int a[2][3];`, and `= {0}`, which is zero in all of them.
  const isZero = value !== undefined && named(value).every(({ text }) => text === '0') && named(value).length < 2;
  if (rest.length > 0 && (!value || isZero)) {
    if (lengths.includes(null)) return unsupported(node);
    const each = lengths.flatMap((one) => (one ? [lower.expression(one)] : []));
    const of = word(node, (isZero ? type : numeric) ?? '');
    return { ...calling(node, isZero ? 'zero rows' : 'unset rows', [of, ...each]), ...place };
  }
  // What an array is not given is zero (with braces), or not known to anybody (without).
  return { ...calling(node, value ? 'filled array' : 'unset array', [list, lower.expression(length)]), ...place };
}
