import type { Call, Entry, Part } from '../../core/library/library';
import { optional } from '../../core/library/parameters';
import { pure, using } from '../../core/library/table';
import { keyOfData } from '../../core/keys';
import type { Box, Data, RecordData } from '../../core/values';
import { equal } from '../comparing';
import { kindOf } from '../kinds';
import { entriesOf, setCapacity, setComparator } from '../orders';
import { entryOf, viewOf } from '../views';
import { nothing } from './cells';
import { clear, entry, find, fixed, put, remove } from './entries';
import { box, functional, i32, item, table } from './parameters';

/** A view of a map, which shows what that holds later. */
function shown({ m, at }: Call, map: RecordData, boxes: readonly Box[], withValues = false): Data {
  return viewOf(map, m.sequence('list', boxes, at), withValues);
}

function keys(call: Call, data: RecordData): Box[] {
  return entriesOf(call.m, data, call.at).map(({ key }) => call.m.fresh(key));
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
  containsKey: using([table, box], (call, of, key) => find(call, of, key) !== undefined),
  containsValue: using([table, box], ({ m, at }, of, value) =>
    [...of.entries.values()].some((one) => equal(m, value, one.box, at)),
  ),
  size: pure([table], (of) => i32(of.entries.size)),
  isEmpty: pure([table], (of) => of.entries.size === 0),
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
  equals: using([box, box], ({ m, at }, a, b) => equal(m, a, b, at)),
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

export const maps: Part = {
  functions: {
    'HashMap.new': newMap('map'),
    'Hashtable.new': { run: ({ m, at }) => m.fail(at, 'Hashtable is not followed: use a HashMap') },
    'ConcurrentHashMap.new': newMap('map'),
    'LinkedHashMap.new': newMap('linked map'),
    'TreeMap.new': newMap('tree map'),
    'Map.of': mapOf,
    'Map.entry': using([item, item], entry),
    'SimpleEntry.new': using([item, item], entry),
  },
  methods: { map: MAP, entry: ENTRY },
  constants: {
    'Map.Entry': { t: 'module', name: 'Map.Entry' },
    'AbstractMap.SimpleEntry': { t: 'module', name: 'SimpleEntry' },
  },
  modules: [
    'HashMap',
    'LinkedHashMap',
    'TreeMap',
    'Map',
    'Hashtable',
    'ConcurrentHashMap',
    'SortedMap',
    'NavigableMap',
    'AbstractMap',
    'SimpleEntry',
  ],
};
