import type { Expr, FunctionDeclaration, Stmt } from '../../core/ir';
import { at, calling, functionExpression, name, only, required } from '../../core/lowering';
import { integerOf } from '../../native/lowering';
import { field, named as parts, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { isInterface, underlying } from './named';
import { BASIC, numeric, typeOf } from './types';

/** What a variable of a type holds that is given no value. */
export function zero(node: Syntax, named: Syntax, lower: Lower): Expr {
  const type = underlying(named);
  const known = typeOf(type) ?? '';
  const place = { at: at(node) };
  if (/^[iu]\d/.test(known)) return { ...place, op: 'literal', value: { t: 'int', v: 0n, type: known } };
  if (known === 'f64') return { ...place, op: 'literal', value: { t: 'num', v: 0 } };
  if (known === 'f32') return { ...place, op: 'literal', value: { t: 'num', v: 0, type: known } };
  if (known === 'bool') return { ...place, op: 'literal', value: { t: 'bool', v: false } };
  if (known === 'string') return { ...place, op: 'literal', value: { t: 'str', v: '' } };
  if (type.type === 'slice_type')
    return {
      ...place,
      op: 'sequence',
      flavor: 'slice',
      items: [],
      type: numeric(field(type, 'element')),
    };
  if (type.type === 'array_type') return sized(node, type, [], lower);
  if (type.type === 'channel_type') return { ...place, op: 'literal', value: { t: 'nothing', name: 'nil' } };
  const made = isInterface(type) ? undefined : structureOf(node, type);
  if (made) return { ...made, args: [] };
  return { ...place, op: 'literal', value: { t: 'nothing', name: 'nil' } };
}

/** Types of the library to which texts are written. */
const BUILDERS: ReadonlySet<string> = new Set(['strings.Builder', 'bytes.Buffer']);

/** Types that a structure with type parameters is made for: what is put into it has the type that it has by itself. */
const PLAIN: ReadonlySet<string> = new Set(['int', 'string', 'bool', 'any']);

/** A call that makes a structure, without what its fields are given; undefined for other types. */
export function structureOf(node: Syntax, named: Syntax): (Expr & { op: 'call' }) | undefined {
  const type = underlying(named);
  const place = { at: at(node) };
  if (type.type === 'qualified_type') return BUILDERS.has(type.text) ? calling(node, 'new builder', []) : undefined;
  if (type.type === 'type_identifier') return { ...place, op: 'call', callee: name(type), args: [], fresh: true };
  if (type.type !== 'generic_type') return undefined;
  const given = parts(required(type, 'type_arguments')).map((one) => (one.type === 'type_elem' ? only(one) : one));
  const others = given.filter((one) => !PLAIN.has(one.text));
  if (others.some((one) => one.type !== 'type_identifier' || numeric(one) !== undefined || BASIC.has(one.text)))
    return undefined;
  // A number with a name of its own has a width, which what is put in does not show.
  const checks = others.map((one): Stmt => {
    const expression: Expr = {
      ...place,
      op: 'call',
      callee: name(one, 'structure alone'),
      args: [{ value: name(one) }],
    };
    return { ...place, do: 'expression', expression };
  });
  const callee: Expr = { ...place, op: 'block', body: checks, value: name(required(type, 'type')) };
  return { ...place, op: 'call', callee, args: [], fresh: true };
}

export function sized(node: Syntax, type: Syntax, items: Expr[], lower: Lower): Expr {
  const element = required(type, 'element');
  const list: Expr = {
    at: at(node),
    op: 'sequence',
    flavor: 'array',
    items,
    type: numeric(element),
  };
  const length = field(type, 'length');
  if (!length || (items.length > 0 && integerOf(length.text) === BigInt(items.length))) return list;
  return calling(node, 'filled array', [
    list,
    lower.expression(length),
    functionExpression(maker(node, zero(node, element, lower))),
  ]);
}

/** A function that makes a zero value anew for every element. */
export function maker(node: Syntax, value: Expr): FunctionDeclaration {
  return {
    at: at(node),
    name: 'zero',
    parameters: [],
    body: () => [{ at: at(node), do: 'return', value }],
  };
}
