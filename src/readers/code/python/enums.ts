import { nearest } from '../core/ancestry';
import { isKnownClass } from '../core/known-classes';
import type { Call } from '../core/library/library';
import type { Machine } from '../core/machine';
import { fieldKey, keyOfData, type Arguments, type Box, type ClassData, type Data } from '../core/values';
import type { Span } from '../syntax';
import { frozen } from './frozen';
import { asInt } from './numbers';

/** Enumerations: https://docs.python.org/3/library/enum.html. Those whose members are numbers or flags are not followed. */
export const ENUM = 'enum.Enum';

/** What stands for the value that a member is given by its place. */
export const AUTO: Data = { t: 'nothing', name: 'auto()' };

/** The members by their names, aliases included, in the order of the class. */
const membersOf = new WeakMap<ClassData, ReadonlyMap<string, Box>>();

function isEnum(type: ClassData | undefined): boolean {
  return nearest(type, (one) => isKnownClass(one) && one.declaration.name === ENUM) !== undefined;
}

/** Makes members of what the body of an enumeration has assigned. */
export function makeMembers(m: Machine, type: ClassData, at: Span): void {
  if (!isEnum(type)) return;
  const own = [...type.shared.entries].flatMap(([, { key, box }]) => (key.t === 'str' && isMember(key.v) ? [{ name: key.v, box }] : []));
  if (own.length === 0) return;
  if (type.shared.entries.has(fieldKey('_ignore_'))) m.fail(at, 'an enumeration with _ignore_ is not followed');
  const changed = ['__init__', '__new__', '_missing_', '_generate_next_value_', '__eq__', '__hash__'].find((name) => nearest(type, ({ methods }) => methods.has(name)));
  if (changed !== undefined) m.fail(at, `an enumeration with ${changed} is not followed`);
  const members = new Map<string, Box>();
  const byValue = new Map<string, Box>();
  let last = 0n;
  for (const { name, box } of own) {
    const given = box.raw === AUTO ? m.fresh({ t: 'int', v: last + 1n }) : box;
    last = asInt(given.raw) ?? last;
    const key = keyOfData(given.data) ?? m.fail(at, 'an enumeration of values that are no constants is not followed');
    const member = byValue.get(key) ?? made(m, type, name, given, at);
    byValue.set(key, member);
    members.set(name, member);
    m.setEntry(type.shared, { t: 'str', v: name }, member, at);
  }
  membersOf.set(type, members);
  frozen.set(type, new Set(['name', 'value']));
}

/** Names of the language (`__x__`), of the enumeration (`_x_`) and private ones (`__x`) are none. */
function isMember(name: string): boolean {
  return !name.startsWith('__') && !/^_.*_$/.test(name);
}

function made(m: Machine, type: ClassData, name: string, value: Box, at: Span): Box {
  const member = m.record('instance', type);
  member.constant = `${type.declaration.name}.${name}`;
  m.setEntry(member, { t: 'str', v: 'name' }, m.fresh({ t: 'str', v: name }), at);
  m.setEntry(member, { t: 'str', v: 'value' }, value, at);
  return m.fresh(member);
}

/** `Light(1)`: the member that has that value; undefined where the class is no enumeration. */
export function memberByValue(m: Machine, type: ClassData, { positional }: Arguments, at: Span): Box | undefined {
  const members = membersOf.get(type);
  if (!members) return undefined;
  const [value] = positional;
  if (!value || positional.length > 1) return m.fail(at, 'making an enumeration by a call is not followed');
  const wanted = keyOfData(m.inspect(value, at));
  const found = [...members.values()].find(({ data }) => data === value.data || (data.t === 'record' && keyOfData(data.entries.get(fieldKey('value'))?.box.data ?? AUTO) === wanted));
  return found ?? m.raise(at, 'ValueError', `this is not a valid ${type.declaration.name}`);
}

/** `Light['RED']`; undefined where the class is no enumeration. */
export function memberByName(m: Machine, type: ClassData, name: Box, at: Span): Box | undefined {
  const members = membersOf.get(type);
  if (!members) return undefined;
  const data = m.inspect(name, at);
  return (data.t === 'str' ? members.get(data.v) : undefined) ?? m.raise(at, 'KeyError', 'there is no such member');
}

/** The members without their aliases; undefined where the class is no enumeration. */
export function eachMember(type: ClassData): Box[] | undefined {
  const members = membersOf.get(type);
  return members && [...new Set(members.values())];
}

/** `@unique`: no member has a second name. */
export function unique({ m, at }: Call, type: Box): Box {
  const members = type.data.t === 'class' ? membersOf.get(type.data) : undefined;
  if (!members) return m.fail(at, 'this is no enumeration that is followed');
  if (new Set(members.values()).size < members.size) m.raise(at, 'ValueError', 'duplicate values found in an enumeration');
  return type;
}
