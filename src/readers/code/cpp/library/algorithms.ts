import { call as callOf } from '../../core/calls';
import { box, callback, optional, type Callback } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import type { Machine } from '../../core/machine';
import type { Box, Data } from '../../core/values';
import { compareBoxes } from '../../native/functions';
import { referenceTo } from '../../native/pointers';
import type { Span } from '../../syntax';
import { between, place, withStd } from './pointers';

type Before = (a: Box, b: Box) => boolean;

function order(m: Machine, by: Callback | undefined, at: Span): Before {
  return by ? (a, b) => m.test(by([a, b]), at) : (a, b) => compareBoxes(m, a, b, at) < 0;
}

/** By halves, as the library does it: the first place that `comes` holds for, where it holds for all after that. */
const bisect = (comes: (before: Before, one: Box, wanted: Box) => boolean) =>
  using([place, place, box, optional(callback)], (call, from, to, wanted, by) => {
    const { m, at } = call;
    const { boxes } = between(call, from, to);
    const before = order(m, by, at);
    let [low, length] = [0, boxes.length];
    while (length > 0) {
      const half = Math.floor(length / 2);
      const one = boxes[low + half];
      const isHere = !one || comes(before, one, wanted);
      low = isHere ? low : low + half + 1;
      length = isHere ? half : length - half - 1;
    }
    return referenceTo(m, from.base, from.index + low, at);
  });

const best = (isBetter: (before: Before, one: Box, than: Box) => boolean) =>
  using([place, place, optional(callback)], (call, from, to, by) => {
    const { m, at } = call;
    const before = order(m, by, at);
    const { boxes } = between(call, from, to);
    let index = 0;
    boxes.forEach((one, at) => {
      const than = boxes[index];
      if (than && at > 0 && isBetter(before, one, than)) index = at;
    });
    return referenceTo(m, from.base, from.index + index, at);
  });

function typeOf(data: Data): string | undefined {
  return data.t === 'int' ? data.type : data.t === 'num' ? 'f64' : undefined;
}

/** What looks for something between two places, and what works out values from there or for there. */
export const algorithms = withStd({
  generate: using([place, place, callback], (call, from, to, by) => {
    const part = between(call, from, to);
    for (let index = 0; index < part.length; index++) part.put(index, call.m.typed(part.type, by([]), call.at));
  }),
  /** Each cell is given, so that a parameter may be another name for it. */
  for_each: using([place, place, box], (call, from, to, by) => {
    const { m, at } = call;
    const part = between(call, from, to);
    for (let index = 0; index < part.length; index++) {
      const cell = part.cell(index);
      m.count(at);
      callOf(m, by, { positional: [cell.read()], keywords: new Map(), places: [cell] }, at);
    }
    return by;
  }),
  lower_bound: bisect((before, one, wanted) => !before(one, wanted)),
  upper_bound: bisect((before, one, wanted) => before(wanted, one)),
  max_element: best((before, one, than) => before(than, one)),
  min_element: best((before, one, than) => before(one, than)),
  distance: using([place, place], (_call, from, to) =>
    from.base === to.base
      ? { t: 'int', v: BigInt(to.index - from.index), type: 'i64' }
      : refuse('these do not point into one array'),
  ),
  find: using([place, place, box], (call, from, to, wanted) => {
    const { m, at } = call;
    const index = between(call, from, to).boxes.findIndex((one) => m.dialect.compare(m, '==', one, wanted, at));
    return referenceTo(m, from.base, index < 0 ? to.index : from.index + index, at);
  }),
  count: using([place, place, box], (call, from, to, wanted) => {
    const { m, at } = call;
    const found = between(call, from, to).boxes.filter((one) => m.dialect.compare(m, '==', one, wanted, at));
    return { t: 'int', v: BigInt(found.length), type: 'i64' };
  }),
  is_sorted: using([place, place, optional(callback)], (call, from, to, by) => {
    const { m, at } = call;
    const before = order(m, by, at);
    const { boxes } = between(call, from, to);
    return boxes.every((one, index) => {
      const last = boxes[index - 1];
      return !last || !before(one, last);
    });
  }),
  fill: using([place, place, box], (call, from, to, filling) => {
    const part = between(call, from, to);
    part.arrange(part.boxes.map(() => call.m.typed(part.type, filling, call.at)));
  }),
  iota: using([place, place, box], (call, from, to, start) => {
    const { m, at } = call;
    const part = between(call, from, to);
    let next = start;
    const made = part.boxes.map(() => {
      const now = next;
      next = m.dialect.binary(m, '+', now, m.fresh({ t: 'int', v: 1n, type: 'i32' }), at);
      return m.typed(part.type, now, at);
    });
    part.arrange(made);
  }),
  // What it sums in is of the type of the first value, which is why 0 loses what is behind the point.
  accumulate: using([place, place, box, optional(callback)], (call, from, to, start, by) => {
    const { m, at } = call;
    return between(call, from, to).boxes.reduce(
      (sum, one) => m.typed(typeOf(start.data), by ? by([sum, one]) : m.dialect.binary(m, '+', sum, one, at), at),
      start,
    );
  }),
});
