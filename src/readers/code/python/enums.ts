import { nearest } from '../core/ancestry';
import { isKnownClass, knownClass } from '../core/known-classes';
import type { Call } from '../core/library/library';
import type { Machine } from '../core/machine';
import { fieldKey, keyOfData } from '../core/keys';
import type { Arguments, Box, ClassData, Data, Constant, Family } from '../core/values';
import type { Span } from '../syntax';
import { frozen } from './frozen';
import { asInt, int } from './numbers';

/** Enumerations: https://docs.python.org/3/library/enum.html. Flags stand in `flags.ts`. */

/** Classes of the language that are extended, and what their members count as. */
const KINDS: Readonly<Record<string, Kind>> = {
  'enum.Enum': {},
  'enum.IntEnum': { like: 'int' },
  'enum.StrEnum': { like: 'str' },
  'enum.Flag': { isFlag: true },
  'enum.IntFlag': { isFlag: true, like: 'int' },
};

interface Kind {
  readonly like?: 'int' | 'str';
  readonly isFlag?: true;
}

export interface Enumeration extends Kind {
  readonly type: ClassData;
  readonly family: Family;
  /** By their names, aliases included, in the order of the class. */
  readonly byName: ReadonlyMap<string, Box>;
  /** By what their values are as keys. */
  readonly byValue: Map<string, Box>;
}

/** What stands for the value that a member is given by its place. */
export const AUTO: Data = { t: 'nothing', name: 'auto()' };

const enumerations = new WeakMap<ClassData, Enumeration>();

export function enumerationOf(data: Data): Enumeration | undefined {
  if (data.t === 'class') return enumerations.get(data);
  return data.t === 'record' && data.constant && data.type ? enumerations.get(data.type) : undefined;
}

/** A class of the language that enumerations extend. */
export function enumClass(m: Machine, name: string): ClassData | undefined {
  return name in KINDS ? knownClass(m, name) : undefined;
}

/** `class Light(str, Enum)` extends what `StrEnum` is; undefined where it is something else. */
export function mixedEnum(m: Machine, bases: readonly Data[]): ClassData | undefined {
  const [first, second, third] = bases;
  if (third || first?.t !== 'builtin' || first.of || second !== enumClass(m, 'enum.Enum')) return undefined;
  if (first.name === 'int') return enumClass(m, 'enum.IntEnum');
  return first.name === 'str' ? enumClass(m, 'enum.StrEnum') : undefined;
}

function kindOf(type: ClassData): Kind | undefined {
  const known = nearest(type, (one) => isKnownClass(one) && one.declaration.name in KINDS);
  return known && KINDS[known.declaration.name];
}

/** What changes how members are made or told apart. */
const CHANGING = [
  ...['__init__', '__new__', '_missing_', '_generate_next_value_', '__eq__', '__hash__'],
  ...['__or__', '__and__', '__xor__', '__invert__', '__contains__'],
];

/** Makes members of what the body of an enumeration has assigned. */
export function makeMembers(m: Machine, type: ClassData, at: Span): void {
  const kind = kindOf(type);
  if (!kind) return;
  const own = [...type.shared.entries].flatMap(([, { key, box }]) =>
    key.t === 'str' && isMember(key.v) ? [{ name: key.v, box }] : [],
  );
  if (own.length === 0) return;
  if (type.shared.entries.has(fieldKey('_ignore_'))) m.fail(at, 'an enumeration with _ignore_ is not followed');
  const changed = CHANGING.find((name) => nearest(type, ({ methods }) => methods.has(name)));
  if (changed !== undefined) m.fail(at, `an enumeration with ${changed} is not followed`);
  const byName = new Map<string, Box>();
  const byValue = new Map<string, Box>();
  const family = m.recorder.families.add(type, (name) => {
    const value = kind.isFlag && /^\d+$/.test(name) ? BigInt(name) : undefined;
    return (value === undefined ? byName.get(name) : flagOf(m, enumeration, value, at))?.raw;
  });
  const enumeration: Enumeration = { ...kind, type, family, byName, byValue };
  const values: Data[] = [];
  for (const { name, box } of own) {
    const given = box.raw === AUTO ? m.fresh(automatic(m, kind, name, values, at)) : box;
    const value = given.raw;
    values.push(value);
    const key = keyOfData(value) ?? m.fail(at, 'an enumeration of values that are no constants is not followed');
    const member = byValue.get(key) ?? memberOf(m, enumeration, name, given, at);
    byValue.set(key, member);
    byName.set(name, member);
    m.setEntry(type.shared, { t: 'str', v: name }, member, at);
  }
  enumerations.set(type, enumeration);
  frozen.set(type, new Set(['name', 'value']));
}

/** Names of the language (`__x__`), of the enumeration (`_x_`) and private ones (`__x`) are none. */
function isMember(name: string): boolean {
  return !name.startsWith('__') && !/^_.*_$/.test(name);
}

/** What `auto()` gives after these values. */
function automatic(m: Machine, { like, isFlag }: Kind, name: string, before: readonly Data[], at: Span): Data {
  if (like === 'str') return { t: 'str', v: name.toLowerCase() };
  const numbers = before.flatMap((value) => asInt(value) ?? []);
  const largest = numbers.reduce((a, b) => (a > b ? a : b), 0n);
  if (isFlag) return int(largest <= 0n ? 1n : 1n << BigInt(largest.toString(2).length));
  const last = before.at(-1);
  if (last && asInt(last) !== largest)
    return m.fail(
      at,
      'what auto() gives after a smaller number, or none, depends on the version of Python: write it out',
    );
  return int(largest + 1n);
}

/** A member, which is one object for good. */
function memberOf(m: Machine, { type, family, byName, ...kind }: Enumeration, name: string, value: Box, at: Span): Box {
  const data = value.raw;
  if (kind.like === 'int' && asInt(data) === undefined) m.fail(at, 'members of an IntEnum are whole numbers');
  if (kind.like === 'str' && data.t !== 'str') m.fail(at, 'members of a StrEnum are texts');
  if (kind.isFlag && (data.t !== 'int' || data.v < 0n))
    m.fail(at, 'flags that are no positive whole numbers are not followed');
  const constant: Constant = {
    family,
    place: kind.isFlag ? Number(asInt(data) ?? 0n) : byName.size,
    // Flags that are set together are known by what they are.
    name: kind.isFlag && data.t === 'int' ? String(data.v) : name,
    shown: name === '0' ? `${type.declaration.name}(0)` : `${type.declaration.name}.${name}`,
    ...(kind.like === 'int' && { like: { t: 'int', v: asInt(data) ?? 0n } as const }),
    ...(kind.like === 'str' && data.t === 'str' && { like: data }),
  };
  const member = m.record('instance', type);
  m.setEntry(member, { t: 'str', v: 'name' }, m.recorder.fresh({ t: 'str', v: name }, true), at);
  m.setEntry(member, { t: 'str', v: 'value' }, m.recorder.fresh(data, true), at);
  member.constant = constant;
  return m.recorder.fresh(member, true);
}

/** `Light(1)`: the member that has that value; undefined where the class is no enumeration. */
export function memberByValue(m: Machine, type: ClassData, { positional }: Arguments, at: Span): Box | undefined {
  const enumeration = enumerations.get(type);
  if (!enumeration) return undefined;
  const [value] = positional;
  if (!value || positional.length > 1) return m.fail(at, 'making an enumeration by a call is not followed');
  const data = m.inspect(value, at);
  if (data.t === 'record' && data.type === type) return value;
  const known = enumeration.byValue.get(keyOfData(data) ?? '');
  if (known) return known;
  if (enumeration.isFlag && data.t === 'int' && data.v < 0n) m.fail(at, 'flags of a negative number are not followed');
  if (enumeration.isFlag && data.t === 'int' && (data.v & ~singles(m, enumeration, at)) === 0n)
    return flagOf(m, enumeration, data.v, at);
  if (enumeration.isFlag && enumeration.like) m.fail(at, 'flags that have no name of their own are not followed');
  return m.raise(at, 'ValueError', `this is not a valid ${type.declaration.name}`);
}

/** All flags of a class. Where only several together have a name, versions of Python differ. */
export function singles(m: Machine, { byName }: Enumeration, at: Span): bigint {
  const values = [...byName.values()].map(({ raw }) => valueOf(raw));
  const all = values.filter(isSingle).reduce((a, b) => a | b, 0n);
  if (values.some((value) => (value & ~all) !== 0n))
    m.fail(at, 'flags that have no name of their own are not followed');
  return all;
}

/** The flags of a number: a member, or what comes into being when it is first asked for. */
export function flagOf(m: Machine, flags: Enumeration, value: bigint, at: Span): Box {
  const key = keyOfData(int(value)) ?? '';
  const known = flags.byValue.get(key);
  if (known) return known;
  const names = [...flags.byName].filter(([, { raw }]) => isSingle(valueOf(raw)) && (valueOf(raw) & value) !== 0n);
  const name = value === 0n ? '0' : names.map(([one]) => one).join('|');
  const made = memberOf(m, flags, name, m.fresh(int(value)), at);
  flags.byValue.set(key, made);
  return made;
}

/** `Light['RED']`; undefined where the class is no enumeration. */
export function memberByName(m: Machine, type: ClassData, name: Box, at: Span): Box | undefined {
  const enumeration = enumerations.get(type);
  if (!enumeration) return undefined;
  const data = m.inspect(name, at);
  return (
    (data.t === 'str' ? enumeration.byName.get(data.v) : undefined) ??
    m.raise(at, 'KeyError', 'there is no such member')
  );
}

/** The members without their aliases; undefined where the class is no enumeration. */
export function eachMember(type: ClassData): Box[] | undefined {
  const enumeration = enumerations.get(type);
  if (!enumeration) return undefined;
  const members = [...new Set(enumeration.byName.values())];
  return enumeration.isFlag ? members.filter(({ raw }) => isSingle(valueOf(raw))) : members;
}

/** The number that a flag is. */
export function valueOf(data: Data): bigint {
  const value = data.t === 'record' ? data.entries.get(fieldKey('value'))?.box.raw : undefined;
  return value?.t === 'int' ? value.v : 0n;
}

function isSingle(value: bigint): boolean {
  return value > 0n && (value & (value - 1n)) === 0n;
}

/** `@unique`: no member has a second name. */
export function unique({ m, at }: Call, type: Box): Box {
  const members = type.data.t === 'class' ? enumerations.get(type.data)?.byName : undefined;
  if (!members) return m.fail(at, 'this is no enumeration that is followed');
  if (new Set(members.values()).size < members.size)
    m.raise(at, 'ValueError', 'duplicate values found in an enumeration');
  return type;
}
