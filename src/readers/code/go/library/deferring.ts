import { splice } from '../../core/cells';
import { callWith } from '../../core/calls';
import type { Part } from '../../core/library/library';
import { box, list, many } from '../../core/library/parameters';
import { using } from '../../core/library/table';

/** Calls that wait for the end of their function, the last one first. */
export const deferring: Part = {
  functions: {
    /** What is called, and with what, is known here. */
    defer: using([list, box, many(box)], ({ m, at }, waiting, callee, args) => {
      const own = args.map((one) => m.dialect.copied?.(m, one, at) ?? one);
      const call = m.fresh(m.sequence('tuple', [callee, ...own], at));
      splice(m, waiting.base, waiting.length, 0, [call], at);
    }),
    'run deferred': using([list], ({ m, at }, waiting) => {
      while (waiting.base.cells.length > 0) {
        const [last] = splice(m, waiting.base, waiting.base.cells.length - 1, 1, [], at);
        const [callee, ...args] = last?.data.t === 'sequence' ? last.data.cells : [];
        if (callee) callWith(m, callee, args, at);
      }
    }),
  },
};
