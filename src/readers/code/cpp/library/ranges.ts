import type { Call } from '../../core/library/library';
import { box, callback, list, many, optional, type Callback } from '../../core/library/parameters';
import { pure, refuse, using, type Parameter } from '../../core/library/table';
import { List, rotated } from '../../core/library/list';
import type { Box, Data } from '../../core/values';
import { compareBoxes, orderBy, sorted, swap } from '../../native/functions';
import { variable } from '../../native/parameters';
import { move } from './moved';
import { after, between, place, pointer, withStd } from './pointers';

const before =
  ({ m, at }: Call, by: Callback | undefined) =>
  (a: Box, b: Box): boolean =>
    by ? m.test(by([a, b]), at) : compareBoxes(m, a, b, at) < 0;

/** What `back_inserter` gives: places behind a list that come into being when they are written. */
const growing = new WeakSet<Data>();

/** Where an algorithm writes what it works out: cells that are there, or new ones behind a list. */
const goal: Parameter<(boxes: readonly Box[]) => Box> = {
  read: (call, given, index) => (boxes) => {
    const { base, index: from } = place.read(call, given, index);
    const { m, at } = call;
    const own = boxes.map((one) => m.typed(base.type, m.dialect.copied?.(m, one, at) ?? one, at));
    if (growing.has(given.data)) {
      new List(m, base, 0, base.cells.length, at).insert(base.cells.length, own);
      return given;
    }
    const part = after(call, { base, index: from }, own.length, 'there is no room for what is written here');
    part.arrange(own);
    return pointer(call, part, own.length);
  },
};

/** The next arrangement in the order of words, or the first one again, which is told by `false`. */
const permuted = (rises: (isBefore: (a: Box, b: Box) => boolean, a: Box, b: Box) => boolean) =>
  using([place, place, optional(callback)], (call, from, to, by) => {
    const part = between(call, from, to);
    const boxes = [...part.boxes];
    const isUp = (a: Box | undefined, b: Box | undefined): boolean => !!a && !!b && rises(before(call, by), a, b);
    let at = boxes.length - 2;
    while (at >= 0 && !isUp(boxes[at], boxes[at + 1])) at--;
    if (at >= 0) {
      let other = boxes.length - 1;
      while (!isUp(boxes[at], boxes[other])) other--;
      const [one, two] = [boxes[at], boxes[other]];
      if (one && two) [boxes[at], boxes[other]] = [two, one];
    }
    part.arrange([...boxes.slice(0, at + 1), ...boxes.slice(at + 1).reverse()]);
    return at >= 0;
  });

const sort = (stable: boolean) =>
  using([place, place, optional(callback)], (call, from, to, by) => {
    const { m, at } = call;
    const tie = stable ? undefined : 'std::sort may put equal elements in any order; std::stable_sort does not';
    const part = between(call, from, to);
    part.arrange(sorted(m, part.boxes, orderBy(before(call, by)), tie, at));
  });

const step = (operator: '+' | '-') =>
  using([box, optional(box)], ({ m, at }, from, by) =>
    m.dialect.binary(m, operator, from, by ?? m.fresh({ t: 'int', v: 1n }), at),
  );

const exchanged = pure([variable, variable], swap);
const tuple = using([many(box)], ({ m, at }, boxes) => m.sequence('tuple', boxes, at));

/** What moves the things between two places, and what makes and moves places. */
export const ranges = withStd({
  swap: exchanged,
  iter_swap: exchanged,
  exchange: using([variable, box], (_call, cell, given) => {
    const old = cell.read();
    cell.write(given);
    return old;
  }),
  reverse: using([place, place], (call, from, to) => {
    const part = between(call, from, to);
    part.arrange([...part.boxes].reverse());
  }),
  rotate: using([place, place, place], (call, from, middle, to) => {
    const part = between(call, from, to);
    const by = between(call, from, middle).length;
    if (by > part.length) refuse('the first of these comes after the last');
    part.arrange(rotated(part.boxes, by));
    return pointer(call, part, part.length - by);
  }),
  swap_ranges: using([place, place, place], (call, from, to, other) => {
    const part = between(call, from, to);
    const there = after(call, other, part.length, 'the second range is too short');
    if (there.base === part.base && there.from < part.to && part.from < there.to) refuse('these ranges overlap');
    const [mine, theirs] = [part.boxes, there.boxes];
    part.arrange(theirs);
    there.arrange(mine);
  }),
  copy: using([place, place, goal], (call, from, to, goal) => goal(between(call, from, to).boxes)),
  copy_if: using([place, place, goal, callback], (call, from, to, goal, by) =>
    goal(between(call, from, to).boxes.filter((one) => call.m.test(by([one]), call.at))),
  ),
  reverse_copy: using([place, place, goal], (call, from, to, goal) =>
    goal([...between(call, from, to).boxes].reverse()),
  ),
  merge: using([place, place, place, place, goal, optional(callback)], (call, from, to, second, end, goal, by) => {
    const isBefore = before(call, by);
    const [mine, theirs] = [[...between(call, from, to).boxes], [...between(call, second, end).boxes]];
    const merged: Box[] = [];
    for (let [one, other] = [mine.shift(), theirs.shift()]; one ?? other;) {
      const isSecond = other && (!one || isBefore(other, one));
      const next = isSecond ? other : one;
      if (next) merged.push(next);
      if (isSecond) other = theirs.shift();
      else one = mine.shift();
    }
    return goal(merged);
  }),
  back_inserter: using([list], (call, of) => {
    const made = pointer(call, of, of.length);
    growing.add(made.data);
    return made;
  }),
  next_permutation: permuted((isBefore, a, b) => isBefore(a, b)),
  prev_permutation: permuted((isBefore, a, b) => isBefore(b, a)),
  sort: sort(false),
  stable_sort: sort(true),
  next: step('+'),
  prev: step('-'),
  begin: using([list], (call, of) => pointer(call, of, 0)),
  end: using([list], (call, of) => pointer(call, of, of.length)),
  size: pure([list], (of) => ({ t: 'int', v: BigInt(of.length), type: 'u64' })),
  move,
  make_pair: tuple,
  make_tuple: tuple,
  min: using([box, box], ({ m, at }, a, b) => (compareBoxes(m, b, a, at) < 0 ? b : a)),
  max: using([box, box], ({ m, at }, a, b) => (compareBoxes(m, a, b, at) < 0 ? b : a)),
});
