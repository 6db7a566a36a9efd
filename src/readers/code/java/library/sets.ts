import type { Entry, Part } from '../../core/library/library';
import { optional } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import { equal } from '../comparing';
import { entriesOf, setCapacity, setComparator } from '../orders';
import { add, clear, find, fixed, remove } from './entries';
import { all, box, functional, table } from './parameters';

const SET: Readonly<Record<string, Entry>> = {
  add: using([table, box], (call, to, one) => add(call, to, one)),
  addAll: using([table, all], (call, to, more) => more.map((one) => add(call, to, one)).includes(true)),
  remove: using([table, box], (call, from, one) => remove(call, from, one) !== undefined),
  removeAll: using([table, all], (call, from, out) =>
    out.map((one) => remove(call, from, one) !== undefined).includes(true),
  ),
  retainAll: using([table, all], (call, from, kept) => {
    const out = [...from.entries.values()].filter((one) => !kept.some((each) => equal(call.m, one.box, each, call.at)));
    for (const one of out) remove(call, from, one.box);
    return out.length > 0;
  }),
  removeIf: using([table, functional('test')], (call, from, f) => {
    const out = entriesOf(call.m, from, call.at).filter((one) => call.m.test(f(one.box), call.at));
    for (const one of out) remove(call, from, one.box);
    return out.length > 0;
  }),
  contains: using([table, box], (call, of, one) => find(call, of, one) !== undefined),
  containsAll: using([table, all], (call, of, others) => others.every((one) => find(call, of, one))),
  clear: using([table], clear),
  equals: using([box, box], ({ m, at }, a, b) => equal(m, a, b, at)),
  toString: using([box], ({ m, at }, of) => m.dialect.text(m, [of], at)),
};

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

const setOf: Entry = {
  run: (call) => {
    const made = call.m.record('set');
    for (const one of call.args.positional) add(call, made, one);
    return call.m.fresh(fixed(call, made));
  },
};

export const sets: Part = {
  functions: {
    'HashSet.new': newSet('set'),
    'LinkedHashSet.new': newSet('linked set'),
    'TreeSet.new': newSet('tree set'),
    'Set.of': setOf,
    'Set.copyOf': using([all], (call, of) => {
      const made = call.m.record('set');
      for (const one of of) add(call, made, one);
      return fixed(call, made);
    }),
  },
  methods: { set: SET },
  modules: ['HashSet', 'LinkedHashSet', 'TreeSet', 'Set', 'SortedSet', 'NavigableSet'],
};
