import type { Call, Part } from '../../core/library/library';
import { box, callback, steps, type Callback } from '../../core/library/parameters';
import { pure, using } from '../../core/library/table';
import type { Box, Next } from '../../core/values';
import { count } from '../../native/parameters';
import { given, iterator, option, usize } from './parameters';

/** The things up to the first of which this holds, and that one. */
function until({ m, at }: Call, next: Next, isLast: (one: Box) => boolean): { before: Box[]; last: Box | undefined } {
  const before: Box[] = [];
  for (let one = next(); one; one = next()) {
    m.count(at);
    if (isLast(one)) return { before, last: one };
    before.push(one);
  }
  return { before, last: undefined };
}

function holds({ m, at }: Call, test: Callback): (one: Box) => boolean {
  return (one) => m.test(test([one]), at);
}

function some(next: Next, length: number): Box[] {
  const boxes: Box[] = [];
  while (boxes.length < length) {
    const one = next();
    if (!one) break;
    boxes.push(one);
  }
  return boxes;
}

/**
 * Structures with a method `next`: what stops before their end asks them for no more than it takes, for there may be no end.
 * What goes through all of them is as for other iterators.
 */
export const ownIterators: Part = {
  methods: {
    'own iterator': {
      by_ref: pure([box], (one) => one),
      iter: pure([box], (one) => one),
      into_iter: pure([box], (one) => one),
      take: using([steps, count], (call, next, length) => iterator(call, some(next, length))),
      take_while: using([steps, callback], (call, next, keep) => {
        const test = holds(call, keep);
        return iterator(call, until(call, next, (one) => !test(one)).before);
      }),
      find: using([steps, callback], (call, next, test) => option(call, until(call, next, holds(call, test)).last)),
      position: using([steps, callback], (call, next, test) => {
        const { before, last } = until(call, next, holds(call, test));
        return option(call, last && call.m.fresh(usize(before.length)));
      }),
      any: using([steps, callback], (call, next, test) => until(call, next, holds(call, test)).last !== undefined),
      all: using([steps, callback], (call, next, test) => {
        const isOne = holds(call, test);
        return until(call, next, (one) => !isOne(one)).last === undefined;
      }),
      nth: using([steps, count], (call, next, index) => option(call, some(next, index + 1)[index])),
      zip: using([steps, given], (call, next, others) => {
        const { m, at } = call;
        // The one that is asked first gives a thing more than there are pairs.
        const own = some(next, others.length + 1).slice(0, others.length);
        return iterator(
          call,
          own.flatMap((one, index) => {
            const other = others[index];
            return other ? [m.fresh(m.sequence('tuple', [one, other], at))] : [];
          }),
        );
      }),
    },
  },
};
