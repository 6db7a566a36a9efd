import type { Expr } from '../../core/ir';
import { at, calling, unsupported, word } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
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
    const [length] = lengths;
    const letters = Buffer.from(text, 'utf8');
    // `char a[3] = "abc"` has no room for the zero.
    const points = length?.text === String(letters.length) ? [...letters] : [...letters, 0];
    const items = points.map((v): Expr => ({ ...place, op: 'literal', value: { t: 'int', v: BigInt(v), type: 'i8' } }));
    const list: Expr = { ...place, op: 'sequence', flavor: 'array', items, type: 'i8' };
    return length ? { ...calling(node, 'filled array', [list, lower.expression(length)]), ...place } : list;
  }
  if (value && value.type !== 'initializer_list') return unsupported(value);
  const [length, ...rest] = lengths;
  const items: Expr[] = value
    ? inPlace(named(value), type).map((one) => {
        if ('op' in one) return one;
        if (one.type === 'initializer_pair') return unsupported(one);
        if (rest.length > 0) return arrayValue(one, rest, type, one, lower) ?? unsupported(one);
        if (one.type === 'initializer_list' && type !== undefined) return construct(one, type, named(one), lower);
        return type !== undefined && (/^[iuf]\d/.test(type) || type === 'float')
          ? { at: at(one), op: 'cast', type, value: lower.expression(one) }
          : lower.expression(one);
      })
    : [];
  const numeric = type !== undefined && (NUMERIC.test(type) || type === 'float') ? type : undefined;
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

/** `{ [1] = 4, 5, [4] = 6 }`: values where their places are said, and zeros between them. */
function inPlace(values: readonly Syntax[], type: string | undefined): (Syntax | Expr)[] {
  if (type === undefined || !NUMERIC.test(type) || !values.some((one) => one.type === 'initializer_pair'))
    return [...values];
  const placed: (Syntax | Expr)[] = [];
  let next = 0;
  for (const one of values) {
    const said =
      one.type === 'initializer_pair' ? /^\[(\d{1,4})\]$/.exec(field(one, 'designator')?.text ?? '')?.[1] : undefined;
    if (said !== undefined) next = Number(said);
    placed[next++] = said === undefined ? one : (field(one, 'value') ?? one);
  }
  const zero = (near: Syntax): Expr => ({ at: at(near), op: 'literal', value: { t: 'int', v: 0n, type } });
  return Array.from(placed, (one: Syntax | Expr | undefined) => one ?? zero(values[0] as Syntax));
}
