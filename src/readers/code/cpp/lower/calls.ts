import type { Argument, Expr } from '../../core/ir';
import { at, name, required, unsupported } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { elementType, typeOf, wholeType } from '../types';
import { pointed } from './declarators';
import { functor } from './functors';
import { LISTS } from './kinds';
import { sized } from './lists';
import type { Lower } from './lower';
import { checkedCast, smartCall } from './smart';
import { deducing, sameNumber, valuesGiven } from './templates';

export function callOf(node: Syntax, lower: Lower): Expr {
  const special = movedArray(node, lower) ?? smartCall(node, lower);
  if (special) return special;
  let callee = required(node, 'function');
  const given = deducing(node, callee.text, lower);
  const args: Argument[] = named(required(node, 'arguments')).map((one) => ({ value: given(one) }));
  const [only] = args;
  // `int(x)`
  if (callee.type === 'primitive_type' && only && args.length === 1)
    return { at: at(node), op: 'cast', type: typeOf(callee) ?? callee.text, value: only.value };
  if (/^(std::)?string$/.test(callee.text)) return { at: at(node), op: 'call', callee: name(callee, ' string'), args };
  while (callee.type === 'qualified_identifier' && field(callee, 'name')?.type !== 'identifier')
    callee = required(callee, 'name');
  if (callee.type === 'template_function') return ofTemplate(node, callee, args, lower);
  return { at: at(node), op: 'call', callee: lower.expression(callee), args };
}

/** `f<int>(x)`: a function of the text, or what the library makes of types in brackets. */
function ofTemplate(node: Syntax, callee: Syntax, args: readonly Argument[], lower: Lower): Expr {
  const own = required(callee, 'name');
  const label = own.text;
  if (LISTS.has(label)) return sized(required(node, 'arguments'), elementType(callee), label, lower);
  const called = args.length === 0 ? functor(node, callee) : undefined;
  if (called) return called;
  const type = elementType(callee);
  const [value] = args;
  const checked = value && checkedCast(node, callee, value.value);
  if (checked) return checked;
  if (/^(static|const|reinterpret)_cast$/.test(label) && value) {
    const [descriptor] = named(required(callee, 'arguments'));
    return { at: at(node), op: 'cast', type: (descriptor && pointed(descriptor)) ?? type ?? '', value: value.value };
  }
  if (label === 'pair' || label === 'tuple') {
    const items = args.map((one) => one.value);
    const tuple: Expr = { at: at(node), op: 'sequence', flavor: 'tuple', items };
    return { at: at(node), op: 'cast', type: wholeType(callee) ?? label, value: tuple };
  }
  // Which of the parameters are of the type that is said is not known here.
  const isOther = /^(f64|float|f32|i64|u\d+)$/.test(type ?? '');
  const given = isOther ? args.map((one) => ({ ...one, value: sameNumber(node, one.value, type) })) : args;
  return { at: at(node), op: 'call', callee: lower.expression(own), args: [...given, ...valuesGiven(callee)] };
}

/** A `std::array` is copied by `std::move`, which leaves it as it is; undefined where what is moved is none. */
function movedArray(node: Syntax, { expression }: Lower): Expr | undefined {
  const [given] = named(required(node, 'arguments'));
  if (!given || !/^(std::)?move$/.test(required(node, 'function').text) || !/\barray\s*</.test(node.whole))
    return undefined;
  if (given.type !== 'identifier') return unsupported(node);
  const isOne = new RegExp(`\\barray\\s*<[^;(){}]*>\\s*&?\\s*${given.text}\\b`).test(node.whole);
  return isOne ? expression(given) : undefined;
}
