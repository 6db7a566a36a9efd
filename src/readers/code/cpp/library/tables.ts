import type { Call, Entry as Known, Part } from '../../core/library/library';
import { box, many, optional, text } from '../../core/library/parameters';
import { cell, pure, refuse, using } from '../../core/library/table';
import type { Machine } from '../../core/machine';
import type { Box, Data, Place, RecordData } from '../../core/values';
import { target } from '../../native/pointers';
import { add, cellUnder, clear, find, inOrder, isSet, put, table, take } from '../../native/tables';
import type { Span } from '../../syntax';
import { endOf, entryAt, keyAt, movedOn } from './entries';
import { firstOf } from './making';
import { between, place } from './pointers';

const size = pure([table], (of) => ({ t: 'int', v: BigInt(of.entries.size), type: 'u64' }));
const bool = (v: boolean): Data => ({ t: 'bool', v });

function included(call: Call, to: RecordData, one: Box): boolean {
  const { m, at } = call;
  if (isSet(to)) return add(m, to, one, at);
  const { data } = target(m, one);
  const [key, value, ...more] = data.t === 'sequence' ? data.cells : [];
  const isList = data.t === 'sequence' && data.flavor !== 'tuple' && key?.data.t === 'sequence';
  if (!key || !value || more.length > 0 || isList)
    return refuse('a map is given pairs: make_pair(key, value)', 'unsupported');
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

/** The entry under a key, or what is behind the last one. */
function entry({ m, at }: Call, of: RecordData, key: Box | undefined): Data {
  return key && find(m, of, key, at) ? entryAt(m, of, target(m, key).data, at) : endOf(of);
}

/** `m[key]`: what was not there is made by the type of the values. */
export function valueUnder(m: Machine, of: RecordData, key: Box, at: Span): Place {
  const call: Call = { m, at, args: { positional: [], keywords: new Map() } };
  return cellUnder(m, of, key, at, () => {
    put(m, of, key, m.recorder.fresh(firstOf(call, / of (.*)$/.exec(of.flavor)?.[1] ?? '?'), true), at);
    return find(m, of, key, at) ?? m.fail(at, 'there is nothing under this key');
  });
}

/** By an iterator, which gives the next one, or by a key, which gives how many there were. */
const erased = using([table, box], (call, from, given) => {
  const { m, at } = call;
  const key = keyAt(given.data);
  if (!key) return { t: 'int', v: take(m, from, given, at) ? 1n : 0n, type: 'u64' };
  const next = from.flavor.startsWith('un')
    ? m.unknown('the entry behind one that is erased, whose order is left open,')
    : movedOn(m, '+', given, m.fresh({ t: 'int', v: 1n }), at);
  take(m, from, m.fresh(key), at);
  return next;
});

/** `m.emplace(key, value)`: what is there already stays. */
const emplaced = using([table, box, optional(box)], (call, to, first, second) => {
  const { m, at } = call;
  const one = second ? m.fresh(m.sequence('tuple', [first, second], at)) : first;
  const isNew = included(call, to, one);
  return m.sequence('tuple', [m.fresh(entry(call, to, first)), m.fresh(bool(isNew))], at);
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
  end: pure([table], endOf),
  emplace: emplaced,
  erase: erased,
  insert: using([table, box, optional(box)], (call, to, one, end) => {
    const { m, at } = call;
    if (end) {
      for (const each of between(call, place.read(call, one, 1), place.read(call, end, 2)).boxes)
        included(call, to, each);
      return undefined;
    }
    const isNew = included(call, to, m.dialect.copied?.(m, one, at) ?? one);
    const { data } = target(m, one);
    const key = data.t === 'sequence' && !isSet(to) ? data.cells[0] : one;
    return m.sequence('tuple', [m.fresh(entry(call, to, key)), m.fresh(bool(isNew))], at);
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
      try_emplace: emplaced,
      insert_or_assign: using([table, box, box], ({ m, at }, of, key, value) => void put(m, of, key, value, at)),
      at: cell([table, box], ({ m, at }, of, key) =>
        cellUnder(m, of, key, at, () => m.raise(at, 'out_of_range', 'there is nothing under this key')),
      ),
    },
  },
};
