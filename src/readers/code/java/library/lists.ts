import { rearrange, splice } from '../../core/cells';
import type { Call, Entry, Part } from '../../core/library/library';
import { optional } from '../../core/library/parameters';
import { pure, using } from '../../core/library/table';
import type { Box, Data, Sequence } from '../../core/values';
import { isBoxed } from '../boxes';
import { compared, comparing, equal } from '../comparing';
import { LISTS, cellsIn, kindOf } from '../kinds';
import { comparatorOf, entriesOf, setComparator } from '../orders';
import { thrown } from '../throwing';
import { checkView, mapOf, restructured, versionOf } from '../views';
import { all, box, functional, i32, int, item, missing, NULL, outside, row } from './parameters';

/** A list, which may be a part of another one, or stand in front of an array. */
function cells(call: Call, given: Box): readonly Box[] {
  const data = call.m.container(given, call.at);
  checkView(call.m, data, call.at);
  if (data.t === 'sequence' || data.t === 'view') return cellsIn(data);
  return call.m.fail(call.at, `${call.m.dialect.show(data)} is no list`);
}

function changed(call: Call, to: Sequence): void {
  if (!LISTS.has(to.flavor))
    throw thrown(call.m, 'UnsupportedOperationException', 'this list cannot be made longer or shorter', call.at);
  restructured(to);
}

function insert(call: Call, to: Sequence, index: number, boxes: readonly Box[]): void {
  if (index < 0 || index > to.cells.length) outside(call, index, to.cells.length);
  changed(call, to);
  splice(call.m, to, index, 0, boxes, call.at);
}

function take(call: Call, from: Sequence, index: number): Box {
  const { length } = from.cells;
  if (index < 0 || index >= length) return outside(call, index, length);
  changed(call, from);
  return splice(call.m, from, index, 1, [], call.at)[0] ?? outside(call, index, length);
}

const TRUE: Data = { t: 'bool', v: true };
const isTrue = (v: boolean): Data => ({ t: 'bool', v });
const nothing = ({ m }: Call): Box => m.fresh(NULL);

/** The first of what stands there, or what is said where nothing does. */
function end(which: 'first' | 'last', otherwise: 'null' | 'error', isTaken: boolean): Entry {
  return using([row], (call, from) => {
    const index = which === 'first' ? 0 : from.cells.length - 1;
    const found = from.cells[index];
    if (!found) return otherwise === 'null' ? nothing(call) : missing(call, 'there is nothing here');
    return isTaken ? take(call, from, index) : found;
  });
}

const put = (which: 'first' | 'last', isTold: boolean): Entry =>
  using([row, item], (call, to, one) => {
    if (to.flavor === 'ArrayDeque' && one.data.t === 'nothing')
      throw thrown(call.m, 'NullPointerException', 'a deque holds no null', call.at);
    insert(call, to, which === 'first' ? 0 : to.cells.length, [one]);
    return isTold ? TRUE : undefined;
  });

function without(call: Call, from: Sequence, isOut: (one: Box) => boolean): boolean {
  const out = from.cells.map(isOut);
  const left = from.cells.filter((_, index) => !out[index]);
  if (left.length === from.cells.length) return false;
  changed(call, from);
  splice(call.m, from, 0, from.cells.length, left, call.at);
  return true;
}

const indexOf = (call: Call, boxes: readonly Box[], what: Box): number =>
  boxes.findIndex((one) => equal(call.m, what, one, call.at));

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

/** An iterator that tells whether there is more. */
function iterator(call: Call, of: Box): Data {
  const { m, at } = call;
  const { data } = of;
  const held: Box[] | undefined = data.t === 'record' ? entriesOf(m, data, at).map(({ box: one }) => one) : undefined;
  const now = (): readonly Box[] => held ?? cells(call, of);
  const base = data.t === 'view' ? data.base : (mapOf(data) ?? data);
  let before = versionOf(base);
  let next = 0;
  const step = (): Box | undefined => {
    const found = now()[next];
    if (!found) return undefined;
    if (versionOf(base) !== before)
      throw thrown(m, 'ConcurrentModificationException', 'this was changed while it was gone through', at);
    next++;
    return found;
  };
  const made: Data = { t: 'iterator', next: step };
  iterators.set(made, {
    isLeft: () => next < now().length,
    remove: (where) => {
      if (next === 0 || data.t !== 'sequence' || mapOf(data))
        return m.fail(where.at, 'taking something out of this by its iterator is not followed');
      take(where, data, --next);
      before = versionOf(base);
      return undefined;
    },
  });
  return made;
}

interface Iterating {
  isLeft: () => boolean;
  remove: (where: Call) => undefined;
}

const iterators = new WeakMap<object, Iterating>();

function iterating(call: Call, given: Box): Iterating {
  return iterators.get(given.data) ?? call.m.fail(call.at, 'what is left of this is not known');
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
  isEmpty: using([box], (call, of) =>
    isTrue((of.data.t === 'record' ? of.data.entries.size : cells(call, of).length) === 0),
  ),
  contains: using([box, box], (call, of, what) => isTrue(indexOf(call, cells(call, of), what) >= 0)),
  containsAll: using([all, all], (call, of, others) => isTrue(others.every((one) => indexOf(call, of, one) >= 0))),
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
    return second ? undefined : TRUE;
  }),
  addAll: using([row, box, optional(all)], (call, to, first, second) => {
    const more = (second ?? all.read(call, first, 1)).map((one) => item.read(call, one, 1));
    insert(call, to, second ? int.read(call, first, 1) : to.cells.length, more);
    return isTrue(more.length > 0);
  }),
  remove: using([row, optional(box)], (call, from, what) => {
    if (!what) return from.cells.length === 0 ? missing(call, 'there is nothing here') : take(call, from, 0);
    const data = call.m.inspect(what, call.at);
    // A plain number is a place, one in a box the thing itself; a queue has no places.
    if (data.t === 'int' && !isBoxed(data) && from.flavor !== 'ArrayDeque')
      return take(call, from, int.read(call, what, 1));
    const index = indexOf(call, from.cells, what);
    if (index >= 0) take(call, from, index);
    return isTrue(index >= 0);
  }),
  removeIf: using([row, functional('test')], (call, from, f) =>
    isTrue(without(call, from, (one) => call.m.test(f(one), call.at))),
  ),
  removeAll: using([row, all], (call, from, out) => isTrue(without(call, from, (one) => indexOf(call, out, one) >= 0))),
  retainAll: using([row, all], (call, from, kept) =>
    isTrue(without(call, from, (one) => indexOf(call, kept, one) < 0)),
  ),
  clear: using([row], (call, of) => {
    changed(call, of);
    splice(call.m, of, 0, of.cells.length, [], call.at);
  }),
  ensureCapacity: pure([row, int], () => undefined),
  trimToSize: pure([row], () => undefined),
  clone: using([row], ({ m, at }, of) => m.sequence(of.flavor, of.cells, at)),
};

const DEQUE: Readonly<Record<string, Entry>> = {
  addFirst: put('first', false),
  offerFirst: put('first', true),
  push: put('first', false),
  addLast: put('last', false),
  offer: put('last', true),
  offerLast: put('last', true),
  removeFirst: end('first', 'error', true),
  pop: end('first', 'error', true),
  poll: end('first', 'null', true),
  pollFirst: end('first', 'null', true),
  removeLast: end('last', 'error', true),
  pollLast: end('last', 'null', true),
  peek: end('first', 'null', false),
  peekFirst: end('first', 'null', false),
  peekLast: end('last', 'null', false),
  element: end('first', 'error', false),
  descendingIterator: using([row], (call, of) => {
    const back = call.m.fresh(call.m.sequence('list', [...of.cells].reverse(), call.at));
    return iterator(call, back);
  }),
};

const ofStack = (isTaken: boolean): Entry =>
  using([row], (call, from) => {
    const last = from.cells.at(-1);
    if (!last) return missing(call, 'the stack is empty', 'EmptyStackException');
    return isTaken ? take(call, from, from.cells.length - 1) : last;
  });

const STACK: Readonly<Record<string, Entry>> = {
  push: using([row, item], (call, to, one) => {
    insert(call, to, to.cells.length, [one]);
    return one;
  }),
  pop: ofStack(true),
  peek: ofStack(false),
  empty: pure([row], (of) => isTrue(of.cells.length === 0)),
  elementAt: using([row, int], (call, of, index) => of.cells[index] ?? outside(call, index, of.cells.length)),
  lastElement: ofStack(false),
};

/** A heap as `java.util.PriorityQueue` keeps one: equal things leave it in the order that this makes. */
function isBefore(call: Call, heap: Sequence): (a: Box, b: Box) => boolean {
  const by = comparatorOf(heap);
  const order = by ? comparing(call.m, by, call.at) : (a: Box, b: Box) => compared(call.m, a, b, call.at);
  return (a, b) => order(a, b) < 0;
}

function up(call: Call, heap: Sequence, boxes: Box[], from: number): void {
  const less = isBefore(call, heap);
  let at = from;
  const moved = boxes[at] as Box;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    const other = boxes[parent] as Box;
    if (!less(moved, other)) break;
    boxes[at] = other;
    at = parent;
  }
  boxes[at] = moved;
}

function down(call: Call, heap: Sequence, boxes: Box[], from: number): void {
  const less = isBefore(call, heap);
  let at = from;
  const moved = boxes[at] as Box;
  while (at < boxes.length >>> 1) {
    let child = 2 * at + 1;
    const right = boxes[child + 1];
    if (right && less(right, boxes[child] as Box)) child++;
    const other = boxes[child] as Box;
    if (!less(other, moved)) break;
    boxes[at] = other;
    at = child;
  }
  boxes[at] = moved;
}

function become(call: Call, heap: Sequence, boxes: readonly Box[]): void {
  restructured(heap);
  splice(call.m, heap, 0, heap.cells.length, boxes, call.at);
}

function pushed(call: Call, heap: Sequence, one: Box): void {
  // A thing alone is compared with itself, so that it has an order at all.
  if (heap.cells.length === 0) isBefore(call, heap)(one, one);
  const boxes = [...heap.cells, one];
  up(call, heap, boxes, boxes.length - 1);
  become(call, heap, boxes);
}

function polled(call: Call, heap: Sequence): Box | undefined {
  const [first] = heap.cells;
  if (!first) return undefined;
  const boxes = [...heap.cells];
  const last = boxes.pop() as Box;
  if (boxes.length > 0) {
    boxes[0] = last;
    down(call, heap, boxes, 0);
  }
  become(call, heap, boxes);
  return first;
}

const pushing: Entry = using([row, item], (call, heap, one) => {
  pushed(call, heap, one);
  return TRUE;
});

const HEAP: Readonly<Record<string, Entry>> = {
  add: pushing,
  offer: pushing,
  poll: using([row], (call, heap) => polled(call, heap) ?? nothing(call)),
  remove: using([row, optional(box)], (call, heap, what) => {
    if (!what) return polled(call, heap) ?? missing(call, 'there is nothing here');
    const index = indexOf(call, heap.cells, what);
    if (index < 0) return isTrue(false);
    const boxes = [...heap.cells];
    const last = boxes.pop() as Box;
    if (index < boxes.length) {
      boxes[index] = last;
      down(call, heap, boxes, index);
      if (boxes[index] === last) up(call, heap, boxes, index);
    }
    become(call, heap, boxes);
    return TRUE;
  }),
  peek: using([row], (call, heap) => heap.cells[0] ?? nothing(call)),
  element: using([row], (call, heap) => heap.cells[0] ?? missing(call, 'there is nothing here')),
  addAll: using([row, all], (call, heap, more) => {
    for (const one of more) pushed(call, heap, item.read(call, one, 1));
    return isTrue(more.length > 0);
  }),
  clear: using([row], (call, heap) => become(call, heap, [])),
};

const ITERATOR: Readonly<Record<string, Entry>> = {
  hasNext: using([box], (call, of) => isTrue(iterating(call, of).isLeft())),
  next: using(
    [box],
    (call, of) => (of.data.t === 'iterator' ? of.data.next() : undefined) ?? missing(call, 'there is nothing left'),
  ),
  remove: using([box], (call, of) => iterating(call, of).remove(call)),
};

function newList(flavor: string): Entry {
  return using([optional(box)], (call, from) => {
    const { m, at } = call;
    const isSize = from?.data.t === 'int';
    return m.sequence(flavor, from && !isSize ? all.read(call, from, 0).map((one) => item.read(call, one, 0)) : [], at);
  });
}

const newHeap: Entry = using([optional(box), optional(box)], (call, first, second) => {
  const { m, at } = call;
  const heap = m.sequence('PriorityQueue', [], at);
  const given = [first, second].filter((one) => one !== undefined && one.data.t !== 'int');
  const [by] = given;
  const isFull =
    by?.data.t === 'sequence' || by?.data.t === 'view' || (by?.data.t === 'record' && kindOf(by.data) === 'set');
  if (!isFull) setComparator(heap, by);
  else {
    if (by.data.t === 'sequence') setComparator(heap, comparatorOf(by.data));
    const boxes = [...all.read(call, by, 0)];
    for (let index = (boxes.length >>> 1) - 1; index >= 0; index--) down(call, heap, boxes, index);
    splice(m, heap, 0, 0, boxes, at);
  }
  return heap;
});

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
    'PriorityQueue.new': newHeap,
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
    deque: DEQUE,
    stack: STACK,
    heap: HEAP,
    iterator: ITERATOR,
  },
  modules: [
    'ArrayList',
    'LinkedList',
    'ArrayDeque',
    'Vector',
    'Stack',
    'PriorityQueue',
    'List',
    'Collection',
    'Iterable',
    'Iterator',
    'Deque',
    'Queue',
    'CopyOnWriteArrayList',
  ],
};
