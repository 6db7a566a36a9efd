import type { Entry, Part } from '../../core/library/library';
import { pure, using } from '../../core/library/table';
import { thrown } from '../throwing';
import { insert, nothing, take } from './cells';
import { iterator } from './iterators';
import { int, item, missing, outside, row } from './parameters';

/** The first of what stands there, or what is said where nothing does. */
export function end(which: 'first' | 'last', otherwise: 'null' | 'error', isTaken: boolean): Entry {
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
    return isTold ? true : undefined;
  });

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
  empty: pure([row], (of) => of.cells.length === 0),
  elementAt: using([row, int], (call, of, index) => of.cells[index] ?? outside(call, index, of.cells.length)),
  lastElement: ofStack(false),
};

/** Both ends of lists, and stacks. */
export const deques: Part = { methods: { deque: DEQUE, stack: STACK } };
