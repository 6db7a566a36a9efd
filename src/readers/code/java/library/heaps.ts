import { splice } from '../../core/cells';
import type { Call, Entry, Part } from '../../core/library/library';
import { optional } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import type { Box, Sequence } from '../../core/values';
import { compared, comparing } from '../comparing';
import { kindOf } from '../kinds';
import { comparatorOf, setComparator } from '../orders';
import { restructured } from '../views';
import { indexOf, nothing } from './cells';
import { all, box, item, missing, row } from './parameters';

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
  return true;
});

const HEAP: Readonly<Record<string, Entry>> = {
  add: pushing,
  offer: pushing,
  poll: using([row], (call, heap) => polled(call, heap) ?? nothing(call)),
  remove: using([row, optional(box)], (call, heap, what) => {
    if (!what) return polled(call, heap) ?? missing(call, 'there is nothing here');
    const index = indexOf(call, heap.cells, what);
    if (index < 0) return false;
    const boxes = [...heap.cells];
    const last = boxes.pop() as Box;
    if (index < boxes.length) {
      boxes[index] = last;
      down(call, heap, boxes, index);
      if (boxes[index] === last) up(call, heap, boxes, index);
    }
    become(call, heap, boxes);
    return true;
  }),
  peek: using([row], (call, heap) => heap.cells[0] ?? nothing(call)),
  element: using([row], (call, heap) => heap.cells[0] ?? missing(call, 'there is nothing here')),
  addAll: using([row, all], (call, heap, more) => {
    for (const one of more) pushed(call, heap, item.read(call, one, 1));
    return more.length > 0;
  }),
  clear: using([row], (call, heap) => become(call, heap, [])),
};

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

export const heaps: Part = {
  functions: { 'PriorityQueue.new': newHeap },
  methods: { heap: HEAP },
  modules: ['PriorityQueue'],
};
