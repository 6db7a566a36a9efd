import type { Call, Part } from '../../core/library/library';
import { box, callback } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import type { Box } from '../../core/values';
import { target } from '../../native/pointers';
import { compareBoxes, int, integer } from '../../native/functions';

function ordered({ m, at }: Call, a: Box, b: Box): number {
  return compareBoxes(m, target(m, a), target(m, b), at);
}

// Of equal ones `max` gives the second, `min` the first.
const max = using([box, box], (call, a, b) => (ordered(call, a, b) <= 0 ? b : a));
const min = using([box, box], (call, a, b) => (ordered(call, b, a) < 0 ? b : a));

const choice = {
  max,
  min,
  clamp: using([box, box, box], (call, one, low, high) => {
    if (ordered(call, low, high) > 0) return refuse('the bounds are the wrong way round');
    if (ordered(call, one, low) < 0) return low;
    return ordered(call, one, high) > 0 ? high : one;
  }),
};

const compared = using([box, box], (call, a, b) => int(call.m, ordered(call, a, b)));

/** What comes before what. An `Ordering` is -1, 0 or 1. */
export const orders: Part = {
  functions: { 'cmp::max': max, 'cmp::min': min, max, min },
  methods: {
    int: {
      ...choice,
      // Of an `Ordering`: what comes first decides.
      then: using([box, box], ({ m, at }, order, other) => (integer(m, order, at) === 0 ? other : order)),
      then_with: using([box, callback], ({ m, at }, order, other) => (integer(m, order, at) === 0 ? other([]) : order)),
      reverse: using([box], ({ m, at }, order) => int(m, -integer(m, order, at))),
    },
    float: choice,
    value: {
      cmp: compared,
      partial_cmp: compared,
      eq: using([box, box], ({ m, at }, a, b) => m.dialect.compare(m, '==', target(m, a), target(m, b), at)),
      ne: using([box, box], ({ m, at }, a, b) => m.dialect.compare(m, '!=', target(m, a), target(m, b), at)),
      lt: using([box, box], (call, a, b) => ordered(call, a, b) < 0),
      le: using([box, box], (call, a, b) => ordered(call, a, b) <= 0),
      gt: using([box, box], (call, a, b) => ordered(call, a, b) > 0),
      ge: using([box, box], (call, a, b) => ordered(call, a, b) >= 0),
    },
  },
};
