import { deepCopy } from '../../core/copy';
import type { Call, Entry, Part } from '../../core/library/library';
import { box, callback, items, many, text, optional, record, truth } from '../../core/library/parameters';
import { pure, refuse, using, type Parameter } from '../../core/library/table';
import { fieldKey, keyOfData } from '../../core/keys';
import type { Box, Data, RecordData } from '../../core/values';
import { inside, orderedEntries, spreadEntries } from '../iteration';
import { inBase } from '../../core/super';
import { makeBase } from '../instances';
import { show } from '../show';
import { UNDEFINED } from '../undefined';

/** An object with keys of its own. */
const object: Parameter<RecordData> = {
  read: ({ m, at }, given) => {
    const data = m.container(given, at);
    if (data.t !== 'record' || data.flavor === 'map' || data.flavor === 'set')
      return refuse(`the keys of ${show(data)} are not followed`, 'unsupported');
    return data;
  },
  otherwise: () => refuse(`the keys of undefined are not followed`, 'unsupported'),
};

const entries = (pick: (call: Call, key: Data, held: Box) => Box): Entry =>
  using([object], (call, of) =>
    call.m.sequence(
      'array',
      orderedEntries(of).map((one) => pick(call, one.key, one.box)),
      call.at,
    ),
  );

/** Keys of maps are told apart by their values. */
const key: Parameter<Data> = {
  read: ({ m, at }, given) => {
    const data = m.inspect(given, at);
    if (!['num', 'str', 'bool', 'nothing'].includes(data.t))
      refuse(`${show(data)} as a key is not followed`, 'unsupported');
    return data.t === 'bool' ? refuse('true and false as keys are not followed', 'unsupported') : data;
  },
  otherwise: () => UNDEFINED,
};

const MAP: Readonly<Record<string, Entry>> = {
  get: pure([record, key], (of, wanted) => of.entries.get(keyOfData(wanted) ?? '')?.box),
  set: using([record, key, optional(box)], ({ m, at }, of, wanted, held) => {
    m.setEntry(of, wanted, held ?? m.absent(), at);
    return of;
  }),
  has: pure([record, key], (of, wanted) => of.entries.has(keyOfData(wanted) ?? '')),
  delete: using([record, key], ({ m }, of, wanted) => {
    const isThere = of.entries.delete(keyOfData(wanted) ?? '');
    m.recorder.shift(of.owner);
    return isThere;
  }),
};

/** Goes on while the entries grow, as a loop does. */
const forEachEntry = using([record, callback], ({ m, at }, of, by) => {
  const holder = m.fresh(of);
  for (const { key: name, box: held } of of.entries.values()) {
    m.count(at);
    by([held, of.flavor === 'set' ? held : m.fresh(name), holder]);
  }
});

const cleared = using([record], ({ m }, of) => {
  of.entries.clear();
  m.recorder.shift(of.owner);
});

const going = (what: 'keys' | 'values' | 'all'): Entry =>
  using([record], ({ m, at }, of) => ({ t: 'iterator', next: inside(m, of, what, at) }));

const SET: Readonly<Record<string, Entry>> = {
  has: MAP.has ?? cleared,
  delete: MAP.delete ?? cleared,
  clear: cleared,
  forEach: forEachEntry,
  values: going('values'),
  keys: going('values'),
  // An element that is there stays what and where it is.
  add: using([record, box], ({ m, at }, of, one) => {
    const name = key.read({ m, at, args: NONE }, one, 0);
    if (!of.entries.has(keyOfData(name) ?? '')) m.setEntry(of, name, one, at);
    return of;
  }),
};

const NONE = { positional: [], keywords: new Map<string, Box>() };

const newSet = using([optional(items)], ({ m, at }, given) => {
  const set = m.record('set');
  for (const one of given ?? []) {
    const name = key.read({ m, at, args: NONE }, one, 0);
    if (!set.entries.has(keyOfData(name) ?? '')) m.setEntry(set, name, one, at);
  }
  return set;
});

/** What `next` of a generator gives: what it gave back in the end, once, and nothing from then on. */
const nextOf = using([box, optional(box)], ({ m, at }, of, sent) => {
  const { data } = of;
  if (data.t !== 'iterator') return refuse(`${show(data)} gives nothing in turn`, 'unsupported');
  const given = data.next(sent);
  const step = m.record('object');
  m.setEntry(step, { t: 'str', v: 'value' }, given ?? data.next.result?.() ?? m.absent(), at);
  m.setEntry(step, { t: 'str', v: 'done' }, m.fresh({ t: 'bool', v: given === undefined }), at);
  return step;
});

const newMap = using([optional(items)], (call, pairs) => {
  const { m, at } = call;
  const map = m.record('map');
  for (const pair of pairs ?? []) {
    const [name, held] = items.read(call, pair, 0);
    if (name) m.setEntry(map, m.inspect(name, at), held ?? m.absent(), at);
  }
  return map;
});

/** Printing looks at values and changes none. */
const print = pure([many(box)], (boxes) => {
  for (const { home } of boxes) if (home) home.inspected = true;
});

const freeze = using([box], ({ m, at }, of) => {
  if (of.data.t !== 'record' || of.data.type || of.data.flavor !== 'object')
    return m.fail(at, 'freezing is followed for plain objects');
  of.data.isFixed = true;
  return of;
});

/** `Object.assign`: its target may be an array, too. */
function assigned({ m, at }: Call, target: Box, sources: readonly Box[]): Box {
  for (const source of sources) {
    m.container(source, at);
    const taken =
      spreadEntries(m, source) ?? refuse(`the keys of ${show(source.data)} are not followed`, 'unsupported');
    for (const { key: name, box: held } of taken) m.dialect.element(m, target, m.fresh(name), at).write(held);
  }
  return target;
}

/** Whether an object has a key itself; what its class has is none of its own. */
const ownKey = using([object, box], ({ m, at }, of, wanted) => {
  const data = m.inspect(wanted, at);
  const label = data.t === 'str' ? data.v : ['num', 'bool', 'nothing'].includes(data.t) ? show(data) : undefined;
  m.noteAccess(of.owner, undefined, 'read');
  return label === undefined
    ? refuse(`${show(data)} as a key is not followed`, 'unsupported')
    : of.entries.has(fieldKey(label));
});

export const objects: Part = {
  functions: {
    'Object.hasOwn': ownKey,
    'Object.keys': entries(({ m }, name) => m.fresh(name)),
    'Object.values': entries((_call, _name, held) => held),
    'Object.entries': entries(({ m, at }, name, held) => m.fresh(m.sequence('array', [m.fresh(name), held], at))),
    'Object.freeze': freeze,
    // What an enumeration is made of; no text can name it.
    ' frozen': freeze,
    'Object.assign': using([box, many(box)], assigned),
    'Object.fromEntries': using([items], (call, pairs) => {
      const { m, at } = call;
      const made = m.record('object');
      for (const pair of pairs) {
        const [name, held] = items.read(call, pair, 0);
        const data = name ? m.inspect(name, at) : UNDEFINED;
        if (data.t !== 'str' && data.t !== 'num') refuse(`${show(data)} as a key is not followed`, 'unsupported');
        m.setEntry(made, { t: 'str', v: data.t === 'str' ? data.v : show(data) }, held ?? m.absent(), at);
      }
      return made;
    }),
    Map: newMap,
    Set: newSet,
    ' super': using([text], ({ m, at }, name): Data => {
      const base = inBase(m, name) ?? m.fail(at, 'super is followed in methods of objects');
      if (m.frame.method?.awaits?.isMade === false)
        m.fail(at, 'super is spoken of before super(…) has made the object');
      return base.method ?? m.fail(at, `the class that ${base.of} extends has no ${name} that is followed`);
    }),
    ' make': { run: ({ m, args, at }) => makeBase(m, args, at) },
    structuredClone: using([optional(box)], ({ m, at }, of) => of && deepCopy(m, of, at)),
    Boolean: pure([optional(truth)], (given = false) => given),
    'console.log': print,
    'console.table': print,
    'console.info': print,
    'console.error': print,
  },
  methods: {
    object: { hasOwnProperty: ownKey },
    map: {
      ...MAP,
      clear: cleared,
      forEach: forEachEntry,
      keys: going('keys'),
      values: going('values'),
      entries: going('all'),
    },
    set: SET,
    iterator: { next: nextOf },
  },
  modules: ['Object', 'console', 'JSON', 'Date', 'crypto', 'process', 'performance'],
};
