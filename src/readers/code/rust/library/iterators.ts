import type { Call, Part } from '../../core/library/library';
import { box, list } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import type { Box } from '../../core/values';
import { target } from '../../native/pointers';
import { count } from '../../native/parameters';
import { given, isNothing, iterator, lazily, option, usize, vector } from './parameters';

/** Options and results of closures: nothing is none. */
function isSome({ m }: Call, one: Box): boolean {
  return !isNothing(target(m, one).data);
}

function pair({ m, at }: Call, a: Box, b: Box): Box {
  return m.fresh(m.sequence('tuple', [a, b], at));
}

const through = using([given], (call, boxes) => iterator(call, boxes));
const vectored = using([given], (call, boxes) => vector(call, boxes));

/** Iterators are lists of what they will give: nothing can change a list while it is gone through in Rust. */
const all = {
  filter: using([given, lazily], (call, boxes, keep) =>
    iterator(
      call,
      boxes.filter((one) => call.m.test(keep([one]), call.at)),
    ),
  ),
  filter_map: using([given, lazily], (call, boxes, change) =>
    iterator(
      call,
      boxes.map((one) => change([one])).filter((one) => isSome(call, one)),
    ),
  ),
  flat_map: using([given, lazily], (call, boxes, change) =>
    iterator(
      call,
      boxes.flatMap((one) => [...given.read(call, change([one]), 0)]),
    ),
  ),
  flatten: using([given], (call, boxes) =>
    iterator(
      call,
      boxes.flatMap((one) => (isSome(call, one) ? [...given.read(call, one, 0)] : [])),
    ),
  ),
  take_while: using([given, lazily], (call, boxes, keep) => {
    const end = boxes.findIndex((one) => !call.m.test(keep([one]), call.at));
    return iterator(call, end < 0 ? boxes : boxes.slice(0, end));
  }),
  map_while: using([given, lazily], (call, boxes, change) => {
    const found: Box[] = [];
    for (const box of boxes) {
      const made = change([box]);
      if (!isSome(call, made)) break;
      found.push(made);
    }
    return iterator(call, found);
  }),
  inspect: using([given, lazily], (call, boxes, look) => {
    for (const one of boxes) look([one]);
    return iterator(call, boxes);
  }),
  skip_while: using([given, lazily], (call, boxes, drop) => {
    const start = boxes.findIndex((one) => !call.m.test(drop([one]), call.at));
    return iterator(call, start < 0 ? [] : boxes.slice(start));
  }),
  chain: using([given, given], (call, first, second) => iterator(call, [...first, ...second])),
  /** What is gone through further has to be a list of its own: `next` takes from it. */
  peekable: through,
  by_ref: pure([box], (one) => one),
  iter: through,
  into_iter: through,
  to_vec: vectored,
  map: using([given, lazily], (call, boxes, change) =>
    iterator(
      call,
      boxes.map((one) => change([one])),
    ),
  ),
  skip: using([given, count], (call, boxes, by) => iterator(call, boxes.slice(by))),
  take: using([given, count], (call, boxes, length) => iterator(call, boxes.slice(0, length))),
  step_by: using([given, count], (call, boxes, by) => {
    if (by <= 0) return refuse('a step is positive');
    return iterator(
      call,
      boxes.filter((_, index) => index % by === 0),
    );
  }),
  rev: using([given], (call, boxes) => iterator(call, [...boxes].reverse())),
  enumerate: using([given], (call, boxes) =>
    iterator(
      call,
      boxes.map((one, index) => pair(call, call.m.fresh(usize(index)), one)),
    ),
  ),
  zip: using([given, given], (call, boxes, others) =>
    iterator(
      call,
      boxes.slice(0, others.length).flatMap((one, index) => {
        const other = others[index];
        return other ? [pair(call, one, other)] : [];
      }),
    ),
  ),
  copied: through,
  cloned: through,
  collect: vectored,
};

export const iterators: Part = {
  methods: {
    iterator: {
      ...all,
      next: using([list], (call, from) => option(call, from.length > 0 ? from.splice(0, 1)[0] : undefined)),
      next_back: using([list], (call, from) =>
        option(call, from.length > 0 ? from.splice(from.length - 1, 1)[0] : undefined),
      ),
      peek: using([list], (call, from) => option(call, from.box(0))),
      nth: using([list, count], (call, from, index) => option(call, from.splice(0, index + 1)[index])),
    },
  },
};
