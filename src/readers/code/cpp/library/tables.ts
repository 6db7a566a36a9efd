import type { Call, Entry as Known, Part } from '../../core/library/library';
import { box, many, optional, text } from '../../core/library/parameters';
import { cell, pure, refuse, using } from '../../core/library/table';
import type { Machine } from '../../core/machine';
import type { Box, Data, Place, RecordData } from '../../core/values';
import { target } from '../../native/dialect';
import { add, cellUnder, clear, find, inOrder, isSet, put, table, take } from '../../native/tables';
import type { Span } from '../../syntax';
import { firstOf } from './making';
import { between, place } from './pointers';

/** What is behind the last entry: it is equal to itself alone. */
const END: Data = { t: 'nothing', name: 'end()' };

const ENTRY = 'map entry';

const size = pure([table], (of) => ({ t: 'int', v: BigInt(of.entries.size), type: 'u64' }));
const bool = (v: boolean): Data => ({ t: 'bool', v });

function included(call: Call, to: RecordData, one: Box): boolean {
  const { m, at } = call;
  if (isSet(to)) return add(m, to, one, at);
  const { data } = target(m, one);
  const [key, value] = data.t === 'sequence' && data.flavor === 'tuple' ? data.cells : [];
  if (!key || !value) return refuse('a map is given pairs: make_pair(key, value)', 'unsupported');
  // What is there already stays.
  if (find(m, to, key, at)) return false;
  put(m, to, key, value, at);
  return true;
}

function made(call: Call, flavor: string, all: readonly Box[]): RecordData {
  const of = call.m.record(flavor);
  for (const one of all) included(call, of, one);
  return of;
}

/** What `find` and `begin` give: of a set a place that holds the key, of a map its entry. */
function entry({ m, at }: Call, of: RecordData, key: Box | undefined): Data {
  const value = key && find(m, of, key, at);
  if (!key || !value) return END;
  if (isSet(of)) return { t: 'reference', place: cellUnder(m, of, key, at, () => value) };
  const found = m.record(ENTRY);
  m.setEntry(found, { t: 'str', v: 'first' }, m.fresh(target(m, key).data), at);
  m.setEntry(found, { t: 'str', v: 'second' }, value, at);
  return found;
}

/** `it->first` and `it->second`, which are not written here. */
export function partOfEntry(data: Data, name: string): Box | undefined {
  return data.t === 'record' && data.flavor === ENTRY ? data.entries.get(`s${name}`)?.box : undefined;
}

/** `m[key]`: what was not there is made by the type of the values. */
export function valueUnder(m: Machine, of: RecordData, key: Box, at: Span): Place {
  const call: Call = { m, at, args: { positional: [], keywords: new Map() } };
  return cellUnder(m, of, key, at, () => {
    put(m, of, key, m.recorder.fresh(firstOf(call, / of (.*)$/.exec(of.flavor)?.[1] ?? '?'), true), at);
    return find(m, of, key, at) ?? m.fail(at, 'there is nothing under this key');
  });
}

const erased = using([table, box], (call, from, given) => {
  const isPlace = given.data.t === 'reference' || (given.data.t === 'record' && given.data.flavor === ENTRY);
  const key = given.data.t === 'reference' ? given.data.place.read() : (partOfEntry(given.data, 'first') ?? given);
  const known = take(call.m, from, key, call.at);
  return isPlace ? END : { t: 'int', v: known ? 1n : 0n, type: 'u64' };
});

const both: Readonly<Record<string, Known>> = {
  size,
  empty: pure([table], (of) => of.entries.size === 0),
  clear: using([table], ({ m }, of) => clear(m, of)),
  count: using([table, box], ({ m, at }, of, key) => ({ t: 'int', v: find(m, of, key, at) ? 1n : 0n, type: 'u64' })),
  contains: using([table, box], ({ m, at }, of, key) => find(m, of, key, at) !== undefined),
  find: using([table, box], (call, of, key) => entry(call, of, key)),
  begin: using([table], (call, of) => {
    const [first] = inOrder(call.m, of, call.at);
    return entry(call, of, first && call.m.fresh(first.key));
  }),
  rbegin: using([table], (call, of) => {
    const last = inOrder(call.m, of, call.at).at(-1);
    return entry(call, of, last && call.m.fresh(last.key));
  }),
  end: pure([table], () => END),
  erase: erased,
  insert: using([table, box, optional(box)], (call, to, one, end) => {
    const { m, at } = call;
    if (end) {
      for (const each of between(call, place.read(call, one, 1), place.read(call, end, 2)).boxes)
        included(call, to, each);
      return undefined;
    }
    const isNew = included(call, to, m.dialect.copied?.(m, one, at) ?? one);
    return m.sequence('tuple', [m.fresh(END), m.fresh(bool(isNew))], at);
  }),
};

/** `std::map`, `std::set` and those without an order. */
export const tables: Part = {
  functions: {
    'table of': using([text, many(box)], (call, flavor, all) => made(call, flavor, all)),
    'new table': using([text, optional(box), optional(box)], (call, flavor, from, to) => {
      if (!from) return call.m.record(flavor);
      if (!to) return refuse('a comparison of its own, or a copy, is not followed here', 'unsupported');
      return made(call, flavor, between(call, place.read(call, from, 1), place.read(call, to, 2)).boxes);
    }),
  },
  methods: {
    set: both,
    map: {
      ...both,
      at: cell([table, box], ({ m, at }, of, key) =>
        cellUnder(m, of, key, at, () => m.fail(at, 'there is nothing under this key', 'failure')),
      ),
    },
  },
};
