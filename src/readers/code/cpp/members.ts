import { lineage, methodOf } from '../core/ancestry';
import { readOnly } from '../core/cells';
import { callWith } from '../core/calls';
import { cellGiven } from '../core/places';
import type { Call } from '../core/library/library';
import type { Machine } from '../core/machine';
import { fieldKey } from '../core/keys';
import type { Arguments, Box, ClassData, Data, Scope, Variable } from '../core/values';
import { target } from '../native/pointers';
import { makeDerived } from './inheritance';
import type { Span } from '../syntax';

/*
 * What belongs to a class and may stand outside of it: methods, operators, what all of its objects share.
 */

const complete = new WeakSet<ClassData>();

/** Looks for the methods that a class declares and that stand elsewhere, perhaps in a file that was not needed so far. */
function completed(m: Machine, type: ClassData, at: Span): void {
  if (complete.has(type)) return;
  complete.add(type);
  const { name, outside } = type.declaration;
  for (const one of outside ?? []) if (!type.methods.has(one.name)) type.scope.find(`${name}::${one.name}`);
  if (outside?.some((one) => one.name === name) && !type.methods.has(name))
    m.fail(at, `${name} declares how it is made, and where that stands is not known: put it into this file`);
}

/** An object is made of a class: it has all of its methods from here on. */
export function make(m: Machine, type: ClassData, args: Arguments, at: Span): Box | undefined {
  for (const one of lineage(type)) refuseLoose(m, one, at);
  const [only, more] = args.positional;
  const isCopy = only?.data.t === 'record' && only.data.flavor === 'struct' && only.data.type === type && !more;
  // `Row other(row)`: a class that says itself how it is copied is refused there.
  if (isCopy) return args.offers?.[0]?.() ?? m.dialect.copied?.(m, only, at) ?? only;
  return type.base ? makeDerived(m, type, args, at) : undefined;
}

function refuseLoose(m: Machine, type: ClassData, at: Span): void {
  completed(m, type, at);
  const label = `~${type.declaration.name}`;
  if (type.methods.get(label)?.declaration.isFelt)
    m.fail(at, `what ${label} does when an object goes is not followed: call a function for it`);
}

/** `Row::made`, `Row::of`, `Light::Red`; of a namespace `space::f` it is `f`. */
export function qualified(m: Machine, scope: Scope, name: string, at: Span): Variable | undefined {
  const known = scope.find(name);
  if (known) return known;
  const [, owner = '', last = ''] = /^(?:.*::)?(\w+)::(\w+)$/.exec(name) ?? [];
  const type = owner === '' ? undefined : scope.find(owner)?.box?.data;
  if (type?.t !== 'class') return m.find(scope, name.replace(/^.*::/, ''), at);
  completed(m, type, at);
  const shared = type.scope.find(`${owner}::${last}`);
  if (shared) return shared;
  const inside = type.scope.find(last);
  if (inside?.box?.data.t === 'class' || inside?.isFixed) return inside;
  const { self } = m.frame.method ?? {};
  const own = self?.data.t === 'record' && lineage(self.data.type).includes(type) ? self.data : undefined;
  // `Base::f()` in a method is that of the base, for the same object.
  if (self && own?.entries.has(fieldKey(last)))
    return { owner: own.owner, box: null, alias: m.dialect.member(m, self, last, at) };
  const method = methodOf(type, [last]);
  if (method && self && own && !method.declaration.isStatic)
    return { owner: type.shared.owner, box: null, alias: readOnly(m, name, m.fresh({ ...method, self }), at) };
  if (!method) return m.fail(at, `what ${name} is is not known here`);
  return { owner: type.shared.owner, box: null, alias: readOnly(m, name, m.fresh(method), at) };
}

/** Whether a class says itself how its objects are copied. */
export function refuseCopies(m: Machine, { data, home }: Box, at: Span): void {
  const type = data.t === 'record' && data.flavor === 'struct' && home ? data.type : undefined;
  if (!type) return;
  const { name, methods, outside = [] } = type.declaration;
  const isCopy = ({ name: own, parameters: [first, more] }: (typeof methods)[number]): boolean =>
    own === 'operator=' || (own === name && !more && first?.type === name);
  if ([...methods, ...outside].some(isCopy))
    m.fail(at, `${name} says itself how it is copied, which is not followed: pass it by reference`);
}

function classOf({ data }: Box): ClassData | undefined {
  return data.t === 'record' ? data.type : undefined;
}

/** `a + b`, `a == b`, `a[i]`: what a method or a function of that name gives; undefined where there is none. */
export function byOperator(m: Machine, operator: string, operands: readonly Box[], at: Span): Box | undefined {
  const [first, ...rest] = operands;
  const name = `operator${operator}`;
  const types = operands.map(classOf);
  if (types.every((type) => !type) || operands.some(({ data }) => data.t === 'nothing')) return undefined;
  const own = types[0] && methodOf(types[0], [name]);
  const isOwn =
    first && (own?.overloads ?? (own ? [own] : [])).some((one) => one.declaration.parameters.length === rest.length);
  const free = types.flatMap((type) => type?.scope.find(name)?.box ?? [])[0];
  if (!isOwn && free?.data.t !== 'function') return undefined;
  // What is made by `new` is known by its pointers alone.
  if (operands.some(({ data }) => data.t === 'record' && data.flavor !== 'struct'))
    return m.fail(at, `whether ${name} is asked of objects or of pointers is not followed here: give them names`);
  const known = isOwn && own ? m.fresh({ ...own, self: first }) : free;
  const made = known && callWith(m, known, isOwn && own ? rest : [...operands], at);
  // An index names a cell; of what other operators give it is what is in it.
  return made && operator !== '[]' ? cellGiven(known.data, made).box : made;
}

/** `: cells(n)` before the body of a constructor whose class stands elsewhere. */
export function firstValue(call: Call): Box {
  const { m, at } = call;
  const [object, label, ...given] = call.args.positional;
  const self = object && target(m, object).data;
  const name = label?.data.t === 'str' ? label.data.v : '';
  const held = self?.t === 'record' ? self.entries.get(fieldKey(name))?.box : undefined;
  if (self?.t !== 'record' || !held) return m.fail(at, `there is no field ${name}`);
  m.setEntry(self, { t: 'str', v: name }, valueFor(call, held.data, given), at);
  return m.absent();
}

function valueFor({ m, at }: Call, held: Data, given: readonly Box[]): Box {
  const [only, more] = given;
  if (held.t === 'sequence' && held.flavor === 'vector') {
    const made = m.dialect.builtin('new vector');
    const type = m.fresh({ t: 'str', v: held.type ?? '' });
    if (made?.t !== 'builtin') return m.fail(at, 'this list is not followed');
    const args = { positional: [...given], keywords: new Map([['type', type]]) };
    return m.dialect.apply(m, made, args, at).box;
  }
  if (only && !more && held.t !== 'record') return only;
  return m.fail(at, 'what this field is at first is not followed: give it a value in the body');
}
