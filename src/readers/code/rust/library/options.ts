import type { Part } from '../../core/library/library';
import { box, callback, type Callback } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import type { Call } from '../../core/library/library';
import type { Box } from '../../core/values';
import { target } from '../../native/dialect';
import { compareBoxes } from '../../native/functions';
import { option } from './parameters';

function isNone({ m }: Call, one: Box): boolean {
  return target(m, one).data.t === 'nothing';
}

function changed(call: Call, one: Box, change: Callback): Box {
  return isNone(call, one) ? one : option(call, change([one]));
}

/** What an option holds stands for itself, so methods of options are those of everything. */
export const options: Part = {
  methods: {
    value: {
      as_ref: using([box], (_call, one) => one),
      as_mut: using([box], (_call, one) => one),
      as_deref: using([box], (_call, one) => one),
      as_deref_mut: using([box], (_call, one) => one),
      borrow: using([box], () => refuse('cells that are shared and changed are not followed', 'unsupported')),
      to_owned: using([box], ({ m }, one) => target(m, one)),
      unwrap_or: using([box, box], (call, one, other) => (isNone(call, one) ? other : one)),
      unwrap_or_else: using([box, callback], (call, one, other) => (isNone(call, one) ? other([]) : one)),
      map: using([box, callback], changed),
      and_then: using([box, callback], (call, one, change) => (isNone(call, one) ? one : change([one]))),
      or: using([box, box], (call, one, other) => (isNone(call, one) ? other : one)),
      map_or: using([box, box, callback], (call, one, other, change) => (isNone(call, one) ? other : change([one]))),
      is_some_and: using([box, callback], (call, one, test) =>
        isNone(call, one) ? false : call.m.test(test([one]), call.at),
      ),
      eq: using([box, box], ({ m, at }, a, b) => m.dialect.compare(m, '==', target(m, a), target(m, b), at)),
      ne: using([box, box], ({ m, at }, a, b) => m.dialect.compare(m, '!=', target(m, a), target(m, b), at)),
      lt: using([box, box], ({ m, at }, a, b) => compareBoxes(m, target(m, a), target(m, b), at) < 0),
      le: using([box, box], ({ m, at }, a, b) => compareBoxes(m, target(m, a), target(m, b), at) <= 0),
      gt: using([box, box], ({ m, at }, a, b) => compareBoxes(m, target(m, a), target(m, b), at) > 0),
      ge: using([box, box], ({ m, at }, a, b) => compareBoxes(m, target(m, a), target(m, b), at) >= 0),
    },
  },
};
