import { rearrange, splice } from '../../core/cells';
import type { Call, Entry, Part } from '../../core/library/library';
import { optional } from '../../core/library/parameters';
import { pure, using } from '../../core/library/table';
import type { Box, Sequence } from '../../core/values';
import { isBoxed } from '../boxes';
import { compared, comparing, equal } from '../comparing';
import { LISTS } from '../kinds';
import { thrown } from '../throwing';
import { restructured } from '../views';
import { cells, changed, indexOf, insert, take, without } from './cells';
import { end } from './deques';
import { iterator } from './iterators';
import { all, box, functional, i32, int, item, missing, outside, row } from './parameters';

function sort(call: Call, of: Box, by: Box | undefined): void {
  const { data } = of;
  const { m, at } = call;
  const order = by && by.data.t !== 'nothing' ? comparing(m, by, at) : (a: Box, b: Box) => compared(m, a, b, at);
  const sorted = [...cells(call, of)].sort(order);
  if (data.t === 'sequence') {
    if (LISTS.has(data.flavor)) restructured(data);
    rearrange(m, data, sorted, at);
  } else if (data.t === 'view') fill(call, data.base, data.from, sorted);
}

/** Puts other things into cells that are there, all at once. */
export function fill({ m, at }: Call, base: Sequence, from: number, boxes: readonly Box[]): void {
  boxes.forEach((each, index) => {
    m.noteAccess(base.owner, from + index, 'write');
    base.cells[from + index] = m.recorder.put(m.typed(base.type, each, at), base.owner, at);
  });
  m.recorder.shift(base.owner);
}

const LIST: Readonly<Record<string, Entry>> = {
  get: using([box, int], (call, of, index) => cells(call, of)[index] ?? outside(call, index, cells(call, of).length)),
  set: using([box, int, item], (call, of, index, one) => {
    const old = cells(call, of)[index] ?? outside(call, index, cells(call, of).length);
    const { data } = of;
    if (data.t === 'sequence' && !LISTS.has(data.flavor) && data.flavor !== 'array')
      throw thrown(call.m, 'UnsupportedOperationException', 'this list cannot be changed', call.at);
    if (data.t === 'sequence') data.cells[index] = call.m.recorder.put(one, data.owner, call.at);
    else if (data.t === 'view') data.base.cells[data.from + index] = call.m.recorder.put(one, data.base.owner, call.at);
    return old;
  }),
  indexOf: using([box, box], (call, of, what) => i32(indexOf(call, cells(call, of), what))),
  lastIndexOf: using([box, box], (call, of, what) => {
    const back = indexOf(call, [...cells(call, of)].reverse(), what);
    return i32(back < 0 ? -1 : cells(call, of).length - 1 - back);
  }),
  sort: using([box, box], (call, of, by) => sort(call, of, by)),
  subList: using([box, int, int], (call, of, from, to) => {
    const { length } = cells(call, of);
    if (from < 0 || to < from || to > length) return outside(call, to, length);
    const { data } = of;
    if (data.t === 'view') return { t: 'view', base: data.base, from: data.from + from, to: data.from + to };
    return data.t === 'sequence' ? { t: 'view', base: data, from, to } : undefined;
  }),
  replaceAll: using([row, functional('apply')], (call, of, f) => {
    fill(
      call,
      of,
      0,
      of.cells.map((one) => item.read(call, f(one), 0)),
    );
  }),
  getFirst: end('first', 'error', false),
  getLast: end('last', 'error', false),
};

const COLLECTION: Readonly<Record<string, Entry>> = {
  size: using([box], (call, of) => i32(of.data.t === 'record' ? of.data.entries.size : cells(call, of).length)),
  isEmpty: using([box], (call, of) => (of.data.t === 'record' ? of.data.entries.size : cells(call, of).length) === 0),
  contains: using([box, box], (call, of, what) => indexOf(call, cells(call, of), what) >= 0),
  containsAll: using([all, all], (call, of, others) => others.every((one) => indexOf(call, of, one) >= 0)),
  iterator: using([box], (call, of) => iterator(call, of)),
  forEach: using([box, functional('accept')], (call, of, f) => {
    const next = call.m.dialect.iterate(call.m, of, 'values', call.at);
    for (let one = next(); one; one = next()) f(one);
  }),
  equals: using([box, box], ({ m, at }, a, b) => equal(m, a, b, at)),
  toString: using([box], ({ m, at }, of) => m.dialect.text(m, [of], at)),
  toArray: using([all, optional(box)], ({ m, at }, of, like) => {
    const type = like?.data.t === 'sequence' ? like.data.type : 'Object';
    return m.sequence('array', of, at, type);
  }),
};

const GROWING: Readonly<Record<string, Entry>> = {
  add: using([row, box, optional(item)], (call, to, first, second) => {
    if (second) insert(call, to, int.read(call, first, 1), [second]);
    else insert(call, to, to.cells.length, [item.read(call, first, 1)]);
    return second ? undefined : true;
  }),
  addAll: using([row, box, optional(all)], (call, to, first, second) => {
    const more = (second ?? all.read(call, first, 1)).map((one) => item.read(call, one, 1));
    insert(call, to, second ? int.read(call, first, 1) : to.cells.length, more);
    return more.length > 0;
  }),
  remove: using([row, optional(box)], (call, from, what) => {
    if (!what) return from.cells.length === 0 ? missing(call, 'there is nothing here') : take(call, from, 0);
    const data = call.m.inspect(what, call.at);
    // A plain number is a place, one in a box the thing itself; a queue has no places.
    if (data.t === 'int' && !isBoxed(data) && from.flavor !== 'ArrayDeque')
      return take(call, from, int.read(call, what, 1));
    const index = indexOf(call, from.cells, what);
    if (index >= 0) take(call, from, index);
    return index >= 0;
  }),
  removeIf: using([row, functional('test')], (call, from, f) =>
    without(call, from, (one) => call.m.test(f(one), call.at)),
  ),
  removeAll: using([row, all], (call, from, out) => without(call, from, (one) => indexOf(call, out, one) >= 0)),
  retainAll: using([row, all], (call, from, kept) => without(call, from, (one) => indexOf(call, kept, one) < 0)),
  clear: using([row], (call, of) => {
    changed(call, of);
    splice(call.m, of, 0, of.cells.length, [], call.at);
  }),
  ensureCapacity: pure([row, int], () => undefined),
  trimToSize: pure([row], () => undefined),
  clone: using([row], ({ m, at }, of) => m.sequence(of.flavor, of.cells, at)),
};

function newList(flavor: string): Entry {
  return using([optional(box)], (call, from) => {
    const { m, at } = call;
    const isSize = from?.data.t === 'int';
    return m.sequence(flavor, from && !isSize ? all.read(call, from, 0).map((one) => item.read(call, one, 0)) : [], at);
  });
}

/** A list of what is given one by one, or in an array. */
export const listed = (flavor: string): Entry => ({
  run: (call) => {
    const { m, at, args } = call;
    const [only, ...more] = args.positional;
    const isArray =
      more.length === 0 &&
      only?.data.t === 'sequence' &&
      only.data.flavor === 'array' &&
      !/^([iuf]\d+|boolean)$/.test(only.data.type ?? '');
    const boxes = isArray ? only.data.cells : args.positional;
    return m.fresh(
      m.sequence(
        flavor,
        boxes.map((one) => item.read(call, one, 0)),
        at,
      ),
    );
  },
});

export const lists: Part = {
  functions: {
    'ArrayList.new': newList('ArrayList'),
    'LinkedList.new': newList('LinkedList'),
    'ArrayDeque.new': newList('ArrayDeque'),
    'Vector.new': newList('Vector'),
    'Stack.new': newList('Stack'),
    'CopyOnWriteArrayList.new': newList('ArrayList'),
    'List.of': listed('list'),
    'List.copyOf': using([all], ({ m, at }, of) => m.sequence('list', of, at)),
  },
  methods: {
    list: LIST,
    collection: COLLECTION,
    set: {
      iterator: COLLECTION['iterator'] as Entry,
      forEach: COLLECTION['forEach'] as Entry,
      size: COLLECTION['size'] as Entry,
      isEmpty: COLLECTION['isEmpty'] as Entry,
      toArray: COLLECTION['toArray'] as Entry,
    },
    growing: GROWING,
  },
  modules: [
    'ArrayList',
    'LinkedList',
    'ArrayDeque',
    'Vector',
    'Stack',
    'List',
    'Collection',
    'Iterable',
    'Iterator',
    'Deque',
    'Queue',
    'CopyOnWriteArrayList',
  ],
};
