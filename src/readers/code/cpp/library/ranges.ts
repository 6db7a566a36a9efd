import { box, callback, list, many, optional } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import { rotated } from '../../core/library/list';
import type { Box } from '../../core/values';
import { compareBoxes, orderBy, sorted, swap } from '../../native/functions';
import { variable } from '../../native/parameters';
import { after, between, place, pointer, withStd } from './pointers';

const sort = (stable: boolean) =>
  using([place, place, optional(callback)], (call, from, to, by) => {
    const { m, at } = call;
    const before = (a: Box, b: Box): boolean => (by ? m.test(by([a, b]), at) : compareBoxes(m, a, b, at) < 0);
    const tie = stable ? undefined : 'std::sort may put equal elements in any order; std::stable_sort does not';
    const part = between(call, from, to);
    part.arrange(sorted(m, part.boxes, orderBy(before), tie, at));
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
  copy: using([place, place, place], (call, from, to, goal) => {
    const { boxes } = between(call, from, to);
    after(call, goal, boxes.length, 'there is no room for the copy').arrange(boxes);
  }),
  sort: sort(false),
  stable_sort: sort(true),
  next: step('+'),
  prev: step('-'),
  begin: using([list], (call, of) => pointer(call, of, 0)),
  end: using([list], (call, of) => pointer(call, of, of.length)),
  size: pure([list], (of) => ({ t: 'int', v: BigInt(of.length), type: 'u64' })),
  move: pure([box], (given) => given),
  make_pair: tuple,
  make_tuple: tuple,
  min: using([box, box], ({ m, at }, a, b) => (compareBoxes(m, b, a, at) < 0 ? b : a)),
  max: using([box, box], ({ m, at }, a, b) => (compareBoxes(m, a, b, at) < 0 ? b : a)),
});
