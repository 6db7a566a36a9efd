import type { Call, Entry, Part } from '../../core/library/library';
import { optional } from '../../core/library/parameters';
import { pure, using } from '../../core/library/table';
import { keyOfData, type Box, type Data, type RecordData } from '../../core/values';
import { equal, sameKind } from '../comparing';
import { constantsOf } from '../enums';
import { kindOf } from '../kinds';
import { comparatorOf, entriesOf, grown, placed, setCapacity, setComparator, treeOrder } from '../orders';
import { thrown } from '../throwing';
import { entryOf, restructured, revalued, viewOf } from '../views';
import { all, box, functional, i32, item, missing, NULL, table } from './parameters';

const isTrue = (v: boolean): Data => ({ t: 'bool', v });

/** The key under which something stands. */
function keyOf(call: Call, data: RecordData, key: Box): string {
  const held = call.m.inspect(key, call.at);
  if (comparatorOf(data)) {
    const twin = [...data.entries].find(([, entry]) => isSame(call, data, key, entry.key));
    if (twin) return twin[0];
  }
  if (held.t === 'nothing' && data.flavor.endsWith('enum map'))
    call.m.fail(call.at, 'null as a key of an EnumMap is not followed');
  const text = keyOfData(held) ?? call.m.fail(call.at, `${call.m.dialect.show(held)} as a key is not followed`);
  const known = data.entries.get(text);
  if (known && !sameKind(known.key, held)) call.m.fail(call.at, 'keys of two kinds in one map are not followed');
  if (held.t === 'nothing' && data.flavor.startsWith('tree'))
    throw thrown(call.m, 'NullPointerException', 'null is no key of a tree', call.at);
  return text;
}

/** By a comparator keys may be equal that are not the same. */
function isSame(call: Call, data: RecordData, a: Box, b: Data): boolean {
  const { m, at } = call;
  const by = comparatorOf(data);
  const result = by && functional('compare').read(call, by, 0)(a, m.fresh(b)).data;
  return result?.t === 'int' ? result.v === 0n : m.fail(at, 'a comparator gives an int');
}

function find(call: Call, data: RecordData, key: Box): Box | undefined {
  return data.entries.get(keyOf(call, data, key))?.box;
}

function put(call: Call, data: RecordData, key: Box, value: Box, isFirst = false): Box | undefined {
  const { m, at } = call;
  if (data.flavor.startsWith('fixed')) throw thrown(m, 'UnsupportedOperationException', 'this cannot be changed', at);
  const text = keyOf(call, data, key);
  const known = data.entries.get(text);
  if (known) revalued(data);
  else {
    restructured(data);
    placed(data, text, isFirst);
  }
  m.noteAccess(data.owner, undefined, 'write');
  m.setEntry(data, known?.key ?? item.read(call, key, 0).data, item.read(call, value, 0), at);
  grown(data);
  return known?.box;
}

function remove(call: Call, data: RecordData, key: Box): Box | undefined {
  const text = keyOf(call, data, key);
  const known = data.entries.get(text);
  if (!known) return undefined;
  if (data.flavor.startsWith('fixed'))
    throw thrown(call.m, 'UnsupportedOperationException', 'this cannot be changed', call.at);
  restructured(data);
  data.entries.delete(text);
  call.m.noteAccess(data.owner, undefined, 'write');
  call.m.recorder.touch(data.owner);
  return known.box;
}

const nothing = ({ m }: Call): Box => m.fresh(NULL);

function shown({ m, at }: Call, map: RecordData, boxes: readonly Box[], withValues = false): Data {
  return viewOf(map, m.sequence('list', boxes, at), withValues);
}

function entry({ m, at }: Call, key: Box, value: Box): Box {
  const made = m.record('entry');
  m.setEntry(made, { t: 'str', v: 'key' }, key, at);
  m.setEntry(made, { t: 'str', v: 'value' }, value, at);
  return m.fresh(made);
}

function keys(call: Call, data: RecordData): Box[] {
  return entriesOf(call.m, data, call.at).map(({ key }) => call.m.fresh(key));
}

function clear({ m }: Call, data: RecordData): undefined {
  restructured(data);
  data.entries.clear();
  m.recorder.touch(data.owner);
  return undefined;
}

const MAP: Readonly<Record<string, Entry>> = {
  get: using([table, box], (call, of, key) => find(call, of, key) ?? nothing(call)),
  getOrDefault: using([table, box, item], (call, of, key, otherwise) => find(call, of, key) ?? otherwise),
  put: using([table, box, box], (call, to, key, value) => put(call, to, key, value) ?? nothing(call)),
  putIfAbsent: using([table, box, box], (call, to, key, value) => {
    const known = find(call, to, key);
    if (known && known.data.t !== 'nothing') return known;
    put(call, to, key, value);
    return nothing(call);
  }),
  putAll: using([table, table], (call, to, from) => {
    for (const one of entriesOf(call.m, from, call.at)) put(call, to, call.m.fresh(one.key), one.box);
  }),
  remove: using([table, box], (call, from, key) => remove(call, from, key) ?? nothing(call)),
  containsKey: using([table, box], (call, of, key) => isTrue(find(call, of, key) !== undefined)),
  containsValue: using([table, box], ({ m, at }, of, value) =>
    isTrue([...of.entries.values()].some((one) => equal(m, value, one.box, at))),
  ),
  size: pure([table], (of) => i32(of.entries.size)),
  isEmpty: pure([table], (of) => isTrue(of.entries.size === 0)),
  clear: using([table], clear),
  keySet: using([table], (call, of) => shown(call, of, keys(call, of))),
  values: using([table], (call, of) =>
    shown(
      call,
      of,
      entriesOf(call.m, of, call.at).map((one) => one.box),
      true,
    ),
  ),
  entrySet: using([table], (call, of) =>
    shown(
      call,
      of,
      entriesOf(call.m, of, call.at).map((one) =>
        entryOf(of, keyOfData(one.key) ?? '', entry(call, call.m.fresh(one.key), one.box)),
      ),
    ),
  ),
  forEach: using([table, functional('accept')], (call, of, f) => {
    for (const one of entriesOf(call.m, of, call.at)) f(call.m.fresh(one.key), one.box);
  }),
  merge: using([table, box, item, functional('apply')], (call, to, key, value, f) => {
    const known = find(call, to, key);
    const made = known && known.data.t !== 'nothing' ? f(known, value) : value;
    if (made.data.t === 'nothing') remove(call, to, key);
    else put(call, to, key, made, true);
    return find(call, to, key) ?? nothing(call);
  }),
  computeIfAbsent: using([table, box, functional('apply')], (call, to, key, f) => {
    const known = find(call, to, key);
    if (known && known.data.t !== 'nothing') return known;
    const made = f(key);
    if (made.data.t === 'nothing') return made;
    put(call, to, key, made, true);
    return find(call, to, key) ?? made;
  }),
  computeIfPresent: using([table, box, functional('apply')], (call, to, key, f) => computed(call, to, key, f, true)),
  compute: using([table, box, functional('apply')], (call, to, key, f) => computed(call, to, key, f, false)),
  equals: using([box, box], ({ m, at }, a, b) => isTrue(equal(m, a, b, at))),
  toString: using([box], ({ m, at }, of) => m.dialect.text(m, [of], at)),
};

function computed(call: Call, to: RecordData, key: Box, f: (...given: Box[]) => Box, onlyPresent: boolean): Box {
  const known = find(call, to, key);
  const isThere = known !== undefined && known.data.t !== 'nothing';
  if (onlyPresent && !isThere) return nothing(call);
  const made = f(key, known ?? nothing(call));
  if (made.data.t === 'nothing') remove(call, to, key);
  else put(call, to, key, made, true);
  return find(call, to, key) ?? made;
}

const ENTRY: Readonly<Record<string, Entry>> = {
  getKey: using([table], (call, of) => of.entries.get('skey')?.box ?? nothing(call)),
  getValue: using([table], (call, of) => of.entries.get('svalue')?.box ?? nothing(call)),
};

type Side = 'first' | 'last' | 'floor' | 'ceiling' | 'lower' | 'higher';

/** The entry of a tree that is asked for. */
function near(call: Call, data: RecordData, side: Side, key?: Box): { key: Data; box: Box } | undefined {
  const sorted = entriesOf(call.m, data, call.at);
  if (side === 'first') return sorted[0];
  if (side === 'last') return sorted.at(-1);
  const given = key ?? call.m.fail(call.at, 'a key is missing');
  const probe = call.m.record('tree map');
  setComparator(probe, comparatorOf(data));
  const held = item.read(call, given, 0).data;
  const placed = (one: { key: Data; box: Box }): number => {
    if (equal(call.m, call.m.fresh(one.key), call.m.fresh(held), call.at)) return 0;
    const [first] = treeOrder(call.m, probe, [one, { key: held, box: one.box }], call.at);
    return first === one ? -1 : 1;
  };
  const below = sorted.filter((one) => placed(one) < 0);
  const same = sorted.find((one) => placed(one) === 0);
  const above = sorted.filter((one) => placed(one) > 0);
  if (side === 'floor') return same ?? below.at(-1);
  if (side === 'ceiling') return same ?? above[0];
  return side === 'lower' ? below.at(-1) : above[0];
}

const key = (side: Side, isNeeded: boolean, isKeyed: boolean): Entry =>
  using([table, optional(box)], (call, of, given) => {
    const found = near(call, of, side, isKeyed ? given : undefined);
    if (!found) return isNeeded ? missing(call, 'there is nothing here') : nothing(call);
    return call.m.fresh(found.key);
  });

const whole = (side: Side, isTaken = false): Entry =>
  using([table, optional(box)], (call, of, given) => {
    const found = near(call, of, side, given);
    if (!found) return nothing(call);
    const held = call.m.fresh(found.key);
    if (isTaken) remove(call, of, held);
    return entry(call, held, found.box);
  });

const TREE_MAP: Readonly<Record<string, Entry>> = {
  firstKey: key('first', true, false),
  lastKey: key('last', true, false),
  floorKey: key('floor', false, true),
  ceilingKey: key('ceiling', false, true),
  lowerKey: key('lower', false, true),
  higherKey: key('higher', false, true),
  firstEntry: whole('first'),
  lastEntry: whole('last'),
  floorEntry: whole('floor'),
  ceilingEntry: whole('ceiling'),
  pollFirstEntry: whole('first', true),
  pollLastEntry: whole('last', true),
};

const poll = (side: Side): Entry =>
  using([table], (call, of) => {
    const found = near(call, of, side);
    if (!found) return nothing(call);
    remove(call, of, call.m.fresh(found.key));
    return found.box;
  });

const TREE_SET: Readonly<Record<string, Entry>> = {
  first: key('first', true, false),
  last: key('last', true, false),
  floor: key('floor', false, true),
  ceiling: key('ceiling', false, true),
  lower: key('lower', false, true),
  higher: key('higher', false, true),
  pollFirst: poll('first'),
  pollLast: poll('last'),
};

function add(call: Call, to: RecordData, one: Box): boolean {
  if (find(call, to, one)) return false;
  put(call, to, one, one);
  return true;
}

const SET: Readonly<Record<string, Entry>> = {
  add: using([table, box], (call, to, one) => isTrue(add(call, to, one))),
  addAll: using([table, all], (call, to, more) => isTrue(more.map((one) => add(call, to, one)).includes(true))),
  remove: using([table, box], (call, from, one) => isTrue(remove(call, from, one) !== undefined)),
  removeAll: using([table, all], (call, from, out) =>
    isTrue(out.map((one) => remove(call, from, one) !== undefined).includes(true)),
  ),
  retainAll: using([table, all], (call, from, kept) => {
    const out = [...from.entries.values()].filter((one) => !kept.some((each) => equal(call.m, one.box, each, call.at)));
    for (const one of out) remove(call, from, one.box);
    return isTrue(out.length > 0);
  }),
  removeIf: using([table, functional('test')], (call, from, f) => {
    const out = entriesOf(call.m, from, call.at).filter((one) => call.m.test(f(one.box), call.at));
    for (const one of out) remove(call, from, one.box);
    return isTrue(out.length > 0);
  }),
  contains: using([table, box], (call, of, one) => isTrue(find(call, of, one) !== undefined)),
  containsAll: using([table, all], (call, of, others) => isTrue(others.every((one) => find(call, of, one)))),
  clear: using([table], clear),
  equals: using([box, box], ({ m, at }, a, b) => isTrue(equal(m, a, b, at))),
  toString: using([box], ({ m, at }, of) => m.dialect.text(m, [of], at)),
};

function newMap(flavor: string): Entry {
  return using([optional(box), optional(box)], (call, from) => {
    const made = call.m.record(flavor);
    if (!from) return made;
    const { data } = from;
    if (data.t === 'int') setCapacity(made, Number(data.v));
    else if (data.t === 'record' && kindOf(data) === 'map') {
      setCapacity(made, Math.trunc(data.entries.size / 0.75 + 1));
      // A tree has an order of its own.
      const given = flavor.startsWith('tree') ? [...data.entries.values()] : entriesOf(call.m, data, call.at);
      for (const one of given) put(call, made, call.m.fresh(one.key), one.box);
    } else if (flavor.startsWith('tree')) setComparator(made, from);
    else call.m.fail(call.at, 'a map that is made of this is not followed');
    return made;
  });
}

/** In the order of its enumeration: `new EnumMap<>(Light.class)`, or of another map. */
const newEnumMap: Entry = using([box], (call, from) => {
  const made = call.m.record('tree enum map');
  if (from.data.t === 'class') return made;
  if (from.data.t !== 'record' || kindOf(from.data) !== 'map')
    return call.m.fail(call.at, 'an EnumMap is made for a class');
  for (const one of from.data.entries.values()) put(call, made, call.m.fresh(one.key), one.box);
  return made;
});

function enumSet(call: Call, given: readonly Box[]): RecordData {
  const made = call.m.record('tree enum set');
  for (const one of given) add(call, made, one);
  return made;
}

function newSet(flavor: string): Entry {
  return using([optional(box), optional(box)], (call, from) => {
    const made = call.m.record(flavor);
    if (!from) return made;
    const { data } = from;
    if (data.t === 'int') setCapacity(made, Number(data.v));
    else if (data.t === 'function' || data.t === 'builtin') setComparator(made, from);
    else {
      const given = all.read(call, from, 0);
      setCapacity(made, Math.max(Math.trunc(given.length / 0.75) + 1, 16));
      for (const one of given) add(call, made, one);
    }
    return made;
  });
}

/** What is written as keys and values in turn: the order in which it is gone through is up to each run of the machine. */
const mapOf: Entry = {
  run: (call) => {
    const made = call.m.record('map');
    const { positional } = call.args;
    for (let index = 0; index + 1 < positional.length; index += 2)
      put(call, made, positional[index] as Box, positional[index + 1] as Box);
    return call.m.fresh(fixed(call, made));
  },
};

const setOf: Entry = {
  run: (call) => {
    const made = call.m.record('set');
    for (const one of call.args.positional) add(call, made, one);
    return call.m.fresh(fixed(call, made));
  },
};

function fixed({ m }: Call, { flavor, entries }: RecordData): RecordData {
  const made = m.record(`fixed ${flavor}`);
  for (const [name, one] of entries) made.entries.set(name, one);
  return made;
}

export const maps: Part = {
  functions: {
    'HashMap.new': newMap('map'),
    'Hashtable.new': { run: ({ m, at }) => m.fail(at, 'Hashtable is not followed: use a HashMap') },
    'ConcurrentHashMap.new': newMap('map'),
    'LinkedHashMap.new': newMap('linked map'),
    'TreeMap.new': newMap('tree map'),
    'EnumMap.new': newEnumMap,
    'EnumSet.noneOf': using([box], ({ m }) => m.record('tree enum set')),
    'EnumSet.allOf': using([box], (call, type) => enumSet(call, constantsOf(call, type))),
    'EnumSet.of': { run: (call) => call.m.fresh(enumSet(call, call.args.positional)) },
    'EnumSet.copyOf': using([all], enumSet),
    'HashSet.new': newSet('set'),
    'LinkedHashSet.new': newSet('linked set'),
    'TreeSet.new': newSet('tree set'),
    'Map.of': mapOf,
    'Map.entry': using([item, item], entry),
    'Set.of': setOf,
    'Set.copyOf': using([all], (call, of) => {
      const made = call.m.record('set');
      for (const one of of) add(call, made, one);
      return fixed(call, made);
    }),
    'SimpleEntry.new': using([item, item], entry),
  },
  methods: { map: MAP, 'tree map': TREE_MAP, set: SET, 'tree set': TREE_SET, entry: ENTRY },
  constants: {
    'Map.Entry': { t: 'module', name: 'Map.Entry' },
    'AbstractMap.SimpleEntry': { t: 'module', name: 'SimpleEntry' },
  },
  modules: [
    'HashMap',
    'LinkedHashMap',
    'TreeMap',
    'EnumMap',
    'EnumSet',
    'HashSet',
    'LinkedHashSet',
    'TreeSet',
    'Map',
    'Set',
    'Hashtable',
    'ConcurrentHashMap',
    'SortedMap',
    'NavigableMap',
    'SortedSet',
    'NavigableSet',
    'AbstractMap',
    'SimpleEntry',
  ],
};
