import type { Call, Entry, Part } from '../../core/library/library';
import type { List } from '../../core/library/list';
import { box, items, list, named, optional, or } from '../../core/library/parameters';
import { raise, refuse, using } from '../../core/library/table';
import type { Box } from '../../core/values';
import { less } from '../compare';
import { int } from '../numbers';
import { index } from './parameters';
import { key, sorted } from './sorting';

/** As CPython's `heapq` does it: what is smaller than what is over it goes up. */
function up({ m, at }: Call, cells: Box[], from: number, start: number): void {
  let place = from;
  const item = cells[place];
  while (item && place > start) {
    const parent = (place - 1) >> 1;
    const over = cells[parent];
    if (!over || !less(m, item, over, at)) break;
    cells[place] = over;
    place = parent;
  }
  if (item) cells[place] = item;
}

/** Down to a leaf by the smaller of the two below, and up again from there. */
function down(call: Call, cells: Box[], start: number): void {
  const item = cells[start];
  let place = start;
  for (let child = 2 * place + 1; child < cells.length; child = 2 * place + 1) {
    const [left, right] = [cells[child], cells[child + 1]];
    if (left && right && !less(call.m, left, right, call.at)) child++;
    const chosen = cells[child];
    if (chosen) cells[place] = chosen;
    place = child;
  }
  if (!item) return;
  cells[place] = item;
  up(call, cells, place, start);
}

function push(call: Call, heap: List, item: Box): void {
  const cells = [...heap.boxes, item];
  up(call, cells, cells.length - 1, 0);
  heap.splice(0, heap.length, cells);
}

function replace(call: Call, heap: List, item: Box): Box {
  const cells = [...heap.boxes];
  const first = cells[0] ?? raise('IndexError', 'the heap is empty');
  cells[0] = item;
  down(call, cells, 0);
  heap.splice(0, heap.length, cells);
  return first;
}

function pop(call: Call, heap: List): Box {
  const cells = [...heap.boxes];
  const last = cells.pop() ?? raise('IndexError', 'the heap is empty');
  const first = cells[0] ?? last;
  if (cells.length > 0) {
    cells[0] = last;
    down(call, cells, 0);
  }
  heap.splice(0, heap.length, cells);
  return first;
}

/** Where an item belongs in a sorted list: before those that are equal to it, or after them. */
function placeIn({ m, at }: Call, of: List, item: Box, from: number, to: number | undefined, after: boolean): number {
  let low = from;
  let high = to ?? of.length;
  if (low < 0) refuse('lo must be non-negative');
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = of.box(middle) ?? refuse('list index out of range');
    if (after ? less(m, item, there, at) : !less(m, there, item, at)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const bounds = [named('lo', or(index, 0)), named('hi', optional(index))] as const;

const bisect = (after: boolean): Entry =>
  using([list, box, ...bounds], (call, of, item, from, to) => int(placeIn(call, of, item, from, to, after)));

const insort = (after: boolean): Entry =>
  using([list, box, ...bounds], (call, of, item, from, to) => {
    of.insert(placeIn(call, of, item, from, to, after), [item]);
  });

const some = (largest: boolean): Entry =>
  using([index, items, key], (call, count, boxes, by) =>
    call.m.sequence('list', sorted(call, boxes, by, largest).slice(0, Math.max(0, count)), call.at),
  );

export const heaps: Part = {
  functions: {
    'heapq.heappush': using([list, box], push),
    'heapq.heappop': using([list], pop),
    'heapq.heapreplace': using([list, box], replace),
    'heapq.heappushpop': using([list, box], (call, heap, item) => {
      const first = heap.box(0);
      return first && less(call.m, first, item, call.at) ? replace(call, heap, item) : item;
    }),
    'heapq.heapify': using([list], (call, of) => {
      const cells = [...of.boxes];
      for (let place = (cells.length >> 1) - 1; place >= 0; place--) down(call, cells, place);
      of.splice(0, of.length, cells);
    }),
    'heapq.nlargest': some(true),
    'heapq.nsmallest': some(false),
    'bisect.bisect': bisect(true),
    'bisect.bisect_right': bisect(true),
    'bisect.bisect_left': bisect(false),
    'bisect.insort': insort(true),
    'bisect.insort_right': insort(true),
    'bisect.insort_left': insort(false),
  },
  modules: ['heapq', 'bisect'],
};
