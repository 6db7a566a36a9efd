import type { Call, Part } from '../../core/library/library';
import type { List } from '../../core/library/list';
import { box, list, optional } from '../../core/library/parameters';
import { pure, using } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { compareBoxes } from '../../native/functions';
import { REVERSE } from '../ordering';
import { given, option, usize, vector } from './parameters';

/** What a heap is kept as: its elements as the standard library lays them out, the greatest first. */
export const HEAP = 'heap';

function order({ m, at }: Call, a: Box | undefined, b: Box | undefined): number {
  return a && b ? compareBoxes(m, a, b, at) : 0;
}

function exchange(cells: Box[], a: number, b: number): void {
  const [first, second] = [cells[a], cells[b]];
  if (first && second) [cells[a], cells[b]] = [second, first];
}

/** What is greater than what is over it goes up. */
function up(call: Call, cells: Box[], from: number): void {
  for (let place = from; place > 0;) {
    const over = (place - 1) >> 1;
    if (order(call, cells[place], cells[over]) <= 0) return;
    exchange(cells, place, over);
    place = over;
  }
}

/** The greater of the two below a place; of equal ones the second. */
function below(call: Call, cells: readonly Box[], place: number): number {
  const left = 2 * place + 1;
  return left + 1 < cells.length && order(call, cells[left], cells[left + 1]) <= 0 ? left + 1 : left;
}

/** Down until nothing below is greater. */
function down(call: Call, cells: Box[], from: number): void {
  let place = from;
  for (let child = below(call, cells, place); child < cells.length; child = below(call, cells, place)) {
    if (order(call, cells[place], cells[child]) >= 0) return;
    exchange(cells, place, child);
    place = child;
  }
}

/** Down to a leaf by the greater one, and up again from there. */
function downAndUp(call: Call, cells: Box[]): void {
  let place = 0;
  for (let child = below(call, cells, place); child < cells.length; child = below(call, cells, place)) {
    exchange(cells, place, child);
    place = child;
  }
  up(call, cells, place);
}

/** A heap of these. */
export function heapOf(call: Call, boxes: readonly Box[]): Data {
  const cells = [...boxes];
  for (let place = (cells.length >> 1) - 1; place >= 0; place--) down(call, cells, place);
  return call.m.sequence(HEAP, cells, call.at);
}

function taken(call: Call, of: List): Box | undefined {
  const cells = [...of.boxes];
  const last = cells.pop();
  const first = cells[0] ?? last;
  if (last && cells.length > 0) {
    cells[0] = last;
    downAndUp(call, cells);
  }
  of.splice(0, of.length, cells);
  return first;
}

function push(call: Call, to: List, one: Box): void {
  const cells = [...to.boxes, one];
  up(call, cells, cells.length - 1);
  to.splice(0, to.length, cells);
}

const empty = using([optional(box)], (call) => heapOf(call, []));
const reverse = using([box], ({ m, at }, one) => m.sequence(REVERSE, [one], at));

/** `BinaryHeap`, and `Reverse`, which turns its order round. */
export const heaps: Part = {
  functions: {
    'BinaryHeap::new': empty,
    'BinaryHeap::with_capacity': empty,
    'BinaryHeap::from': using([given], heapOf),
    Reverse: reverse,
    'cmp::Reverse': reverse,
  },
  methods: {
    heap: {
      push: using([list, box], push),
      pop: using([list], (call, of) => option(call, taken(call, of))),
      peek: using([list], (call, of) => option(call, of.box(0))),
      len: pure([list], (of) => usize(of.length)),
      is_empty: pure([list], (of) => of.length === 0),
      clear: pure([list], (of) => void of.splice(0, of.length)),
      into_vec: using([list], (call, of) => vector(call, of.boxes)),
      into_sorted_vec: using([list], (call, of) => {
        const sorted: Box[] = [];
        for (let one = taken(call, of); one; one = taken(call, of)) sorted.unshift(one);
        return vector(call, sorted);
      }),
    },
  },
};
