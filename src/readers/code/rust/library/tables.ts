import type { Call, Entry as Known, Part } from '../../core/library/library';
import { box, callback } from '../../core/library/parameters';
import { pure, refuse, using, type Parameter } from '../../core/library/table';
import type { Machine } from '../../core/machine';
import type { Box, Data, RecordData } from '../../core/values';
import { target } from '../../native/pointers';
import {
  add,
  cellUnder,
  clear,
  find,
  goneThrough,
  inOrder,
  isSet,
  put,
  table,
  take,
  type Entry,
} from '../../native/tables';
import type { Span } from '../../syntax';
import { heapOf } from './heaps';
import { given, iterator, option, usize } from './parameters';

const FLAVORS: Readonly<Record<string, string>> = {
  HashMap: 'unordered map',
  BTreeMap: 'ordered map',
  HashSet: 'unordered set',
  BTreeSet: 'ordered set',
};

/** What an iterator is collected into: `HashSet<i32>`; undefined where that is no map or set. */
export function collected(m: Machine, type: string, of: Box, at: Span): Box | undefined {
  const plain = type.replace(/^.*::(?=\w+(<|$))/, '').replace(/<.*$/s, '');
  const flavor = FLAVORS[plain];
  const { data } = target(m, of);
  if (data.t !== 'sequence' && data.t !== 'view' && data.t !== 'range') return undefined;
  const call: Call = { m, at, args: { positional: [], keywords: new Map() } };
  if (plain === 'BinaryHeap') return m.fresh(heapOf(call, given.read(call, of, 0)));
  if (flavor === undefined) return undefined;
  const made = m.record(flavor);
  for (const one of given.read(call, of, 0)) put1(m, made, one, at);
  return m.fresh(made);
}

/** Puts what an iterator gives: a key, or a key and a value. */
function put1(m: Machine, to: RecordData, one: Box, at: Span): void {
  if (isSet(to)) {
    add(m, to, one, at);
    return;
  }
  const { data } = target(m, one);
  const [key, value] = data.t === 'sequence' && data.flavor === 'tuple' ? data.cells : [];
  if (!key || !value) m.fail(at, 'a map is made of keys with values');
  put(m, to, key, target(m, value), at);
}

/** `map.entry(key)`: the place under a key, which may be empty. */
interface Slot {
  of: RecordData;
  key: Box;
}
const slots = new WeakMap<Data, Slot>();

const slot: Parameter<Slot> = {
  read: ({ m, at }, one) => slots.get(target(m, one).data) ?? m.fail(at, 'this is no entry of a map'),
};

/** A reference to what stands under a key. */
function reference({ m, at }: Call, { of, key }: Slot): Data {
  return { t: 'reference', place: cellUnder(m, of, key, at, () => m.fail(at, 'there is nothing under this key')) };
}

function orInsert(call: Call, one: Slot, make: () => Box): Data {
  if (!find(call.m, one.of, one.key, call.at)) put(call.m, one.of, one.key, make(), call.at);
  return reference(call, one);
}

/** What is found may be changed through it where it is a list or a structure; of a plain value it is that. */
function changeable(call: Call, of: RecordData, key: Box): Box | Data {
  return find(call.m, of, key, call.at) ? reference(call, { of, key }) : option(call, undefined);
}

const byKey = ({ m }: Call, { key }: Entry): Box => m.fresh(key);
const pair = ({ m, at }: Call, { key, box: value }: Entry): Box =>
  m.fresh(m.sequence('tuple', [m.fresh(key), value], at));
const all = (see: (call: Call, one: Entry) => Box): Known =>
  using([table], (call, of) =>
    iterator(
      call,
      inOrder(call.m, of, call.at).map((one) => see(call, one)),
    ),
  );
const end = (isLast: boolean, see: (call: Call, one: Entry) => Box, isTaken = false): Known =>
  using([table], (call, of) => {
    const one = inOrder(call.m, of, call.at).at(isLast ? -1 : 0);
    const seen = one && see(call, one);
    if (one && isTaken) take(call.m, of, call.m.fresh(one.key), call.at);
    return option(call, seen);
  });
const value = (_call: Call, one: Entry): Box => one.box;
const cell = (call: Call, of: RecordData, { key }: Entry): Box =>
  call.m.fresh(reference(call, { of, key: call.m.fresh(key) }));

const through = using([table], (call, of) => iterator(call, goneThrough(call.m, of, call.at)));

const both: Readonly<Record<string, Known>> = {
  len: pure([table], (of) => usize(of.entries.size)),
  is_empty: pure([table], (of) => of.entries.size === 0),
  clear: using([table], ({ m }, of) => clear(m, of)),
  iter: through,
  into_iter: through,
  extend: using([table, given], ({ m, at }, to, boxes) => {
    for (const one of boxes) put1(m, to, one, at);
  }),
};

/** The elements of a set for which something holds. */
const kept = (holds: (call: Call, other: RecordData, key: Box) => boolean): Known =>
  using([table, table], (call, of, other) =>
    iterator(
      call,
      inOrder(call.m, of, call.at)
        .filter(({ key }) => holds(call, other, call.m.fresh(key)))
        .map(({ box: one }) => one),
    ),
  );
const isIn = ({ m, at }: Call, of: RecordData, key: Box): boolean => find(m, of, key, at) !== undefined;
const every = ({ m, at }: Call, of: RecordData, other: RecordData, isThere: boolean): boolean =>
  [...of.entries.values()].every(({ key }) => (find(m, other, m.fresh(key), at) !== undefined) === isThere);

/** Maps and sets: https://doc.rust-lang.org/std/collections. */
export const tables: Part = {
  functions: Object.fromEntries(
    Object.entries(FLAVORS).flatMap(([name, flavor]): [string, Known][] => [
      [`${name}::new`, using([], ({ m }) => m.record(flavor))],
      [`${name}::with_capacity`, using([box], ({ m }) => m.record(flavor))],
      [`${name}::from`, using([box], ({ m, at }, of) => collected(m, name, of, at) ?? refuse('this is no list'))],
      [`${name}::from_iter`, using([box], ({ m, at }, of) => collected(m, name, of, at) ?? refuse('this is no list'))],
    ]),
  ),
  methods: {
    map: {
      ...both,
      insert: using([table, box, box], (call, to, key, one) => option(call, put(call.m, to, key, one, call.at))),
      get: using([table, box], (call, of, key) => option(call, find(call.m, of, key, call.at))),
      get_mut: using([table, box], changeable),
      contains_key: using([table, box], isIn),
      remove: using([table, box], (call, from, key) => option(call, take(call.m, from, key, call.at))),
      entry: using([table, box], ({ m }, of, key) => {
        const made = m.record('map entry');
        slots.set(made, { of, key: m.fresh(target(m, key).data) });
        return made;
      }),
      keys: all(byKey),
      into_keys: all(byKey),
      values: all(value),
      into_values: all(value),
      iter_mut: using([table], (call, of) =>
        iterator(
          call,
          inOrder(call.m, of, call.at).map((one) =>
            call.m.fresh(call.m.sequence('tuple', [byKey(call, one), cell(call, of, one)], call.at)),
          ),
        ),
      ),
      values_mut: using([table], (call, of) =>
        iterator(
          call,
          inOrder(call.m, of, call.at).map((one) => cell(call, of, one)),
        ),
      ),
      first_key_value: end(false, pair),
      last_key_value: end(true, pair),
      pop_first: end(false, pair, true),
      pop_last: end(true, pair, true),
    },
    entry: {
      or_insert: using([slot, box], (call, one, made) => orInsert(call, one, () => made)),
      or_insert_with: using([slot, callback], (call, one, make) => orInsert(call, one, () => make([]))),
      or_default: using([slot], (call, one) =>
        orInsert(call, one, () => refuse('what is there at first is not known here: use or_insert', 'unsupported')),
      ),
      and_modify: using([slot, callback], (call, one, change) => {
        if (find(call.m, one.of, one.key, call.at)) change([call.m.fresh(reference(call, one))]);
        const made = call.m.record('map entry');
        slots.set(made, one);
        return made;
      }),
    },
    set: {
      ...both,
      insert: using([table, box], ({ m, at }, to, key) => add(m, to, key, at)),
      contains: using([table, box], isIn),
      get: using([table, box], (call, of, key) => option(call, find(call.m, of, key, call.at))),
      remove: using([table, box], ({ m, at }, from, key) => take(m, from, key, at) !== undefined),
      take: using([table, box], (call, from, key) => option(call, take(call.m, from, key, call.at))),
      first: end(false, value),
      last: end(true, value),
      pop_first: end(false, value, true),
      pop_last: end(true, value, true),
      intersection: kept(isIn),
      difference: kept((call, other, key) => !isIn(call, other, key)),
      is_subset: using([table, table], (call, of, other) => every(call, of, other, true)),
      is_superset: using([table, table], (call, of, other) => every(call, other, of, true)),
      is_disjoint: using([table, table], (call, of, other) => every(call, of, other, false)),
    },
  },
};
