import { callWith } from '../../core/calls';
import type { Call, Part } from '../../core/library/library';
import { box, items, many, optional, record } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import type { Box } from '../../core/values';
import { createdFrom } from '../prototypes';

/** Calls a function with an object as its `this`. */
function calledOn({ m, at }: Call, { data }: Box, self: Box, args: readonly Box[]): Box {
  if (data.t !== 'function') return refuse('only functions of the text are called so', 'unsupported');
  const bound = self.data.t === 'nothing' ? data : { ...data, self };
  return callWith(m, m.fresh(bound), [...args], at);
}

/** Functions and what they make, as before there were classes. */
export const functions: Part = {
  functions: {
    'Object.create': using(
      [record],
      ({ m }, of) =>
        createdFrom(m, of) ?? refuse('objects with another one behind them are not followed', 'unsupported'),
    ),
  },
  methods: {
    function: {
      call: using([box, box, many(box)], calledOn),
      // What is given with it would have to come before what it is called with.
      bind: using([box, box, many(box)], ({ m }, { data }, self, given) => {
        if (data.t !== 'function' || given.length > 0)
          return refuse('only functions of the text are bound, and to an object alone', 'unsupported');
        return m.fresh(self.data.t === 'nothing' || data.self ? data : { ...data, self });
      }),
      apply: using([box, box, optional(items)], (call, of, self, args) => calledOn(call, of, self, args ?? [])),
    },
  },
};
