import type { Part } from '../../core/library/library';
import { box, callback, optional, type Callback } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import type { Call } from '../../core/library/library';
import type { Box } from '../../core/values';
import { target } from '../../native/pointers';
import { failure, isFailure, isNothing, NOTHING, option } from './parameters';

function isNone({ m }: Call, one: Box): boolean {
  return isNothing(target(m, one).data);
}

function changed(call: Call, one: Box, change: Callback): Box {
  return isNone(call, one) ? one : option(call, change([one]));
}

/** A reference that was in it stays one: `*v.first_mut().unwrap() = x`. */
function held(call: Call, one: Box): Box {
  return isNone(call, one) ? refuse('unwrap of None') : one;
}

const none = using([box], isNone);

/** What an option holds stands for itself, so methods of options are those of everything. */
export const options: Part = {
  functions: {
    'is none': none,
    // `x?`: an error may become one of another type on its way, so what it says is no more known.
    'passed on': using([box], ({ m }, one) => {
      const { data } = target(m, one);
      return isFailure(data) ? failure(undefined) : data;
    }),
    // What goes well is what it holds.
    Ok: using([box], (call, one) =>
      isNone(call, one)
        ? refuse('an option in a result is not followed: give it a value of its own', 'unsupported')
        : one,
    ),
    'what it says': using([box], ({ m }) => m.unknown('what an error says')),
    Err: using([box], ({ m }, one) => failure(target(m, one).data)),
    Some: using([box], (call, one) =>
      isNone(call, one)
        ? refuse('an option in an option is not followed: give the inner one a value of its own', 'unsupported')
        : one,
    ),
  },
  methods: {
    value: {
      as_ref: using([box], (_call, one) => one),
      as_mut: using([box], (_call, one) => one),
      as_deref: using([box], (_call, one) => one),
      as_deref_mut: using([box], (_call, one) => one),
      to_owned: using([box], ({ m }, one) => target(m, one)),
      unwrap_or: using([box, box], (call, one, other) => (isNone(call, one) ? other : one)),
      unwrap_or_else: using([box, callback], (call, one, other) => (isNone(call, one) ? other([]) : one)),
      map: using([box, callback], changed),
      // What it makes of the error is not known, as what errors say is not.
      map_err: using([box, box], ({ m }, one) => (isFailure(target(m, one).data) ? m.fresh(failure(undefined)) : one)),
      ok_or: using([box, box], (call, one, error) =>
        isNone(call, one) ? call.m.fresh(failure(target(call.m, error).data)) : one,
      ),
      ok_or_else: using([box, callback], (call, one, error) =>
        isNone(call, one) ? call.m.fresh(failure(target(call.m, error([])).data)) : one,
      ),
      or_else: using([box, callback], (call, one, other) => {
        if (!isNone(call, one)) return one;
        return isFailure(target(call.m, one).data)
          ? refuse('what an error says is not followed', 'unsupported')
          : other([]);
      }),
      filter: using([box, callback], (call, one, keep) =>
        isNone(call, one) || call.m.test(keep([one]), call.at) ? one : call.m.fresh(NOTHING),
      ),
      and_then: using([box, callback], (call, one, change) => (isNone(call, one) ? one : change([one]))),
      or: using([box, box], (call, one, other) => (isNone(call, one) ? other : one)),
      map_or: using([box, box, callback], (call, one, other, change) => (isNone(call, one) ? other : change([one]))),
      is_some_and: using([box, callback], (call, one, test) =>
        isNone(call, one) ? false : call.m.test(test([one]), call.at),
      ),
      is_some: using([box], (call, one) => !isNone(call, one)),
      is_none: none,
      is_ok: using([box], (call, one) => !isNone(call, one)),
      is_err: none,
      ok: using([box], (call, one) => (isNone(call, one) ? call.m.fresh(NOTHING) : one)),
      err: using([box], () => refuse('what an error says is not followed', 'unsupported')),
      unwrap: using([box], held),
      expect: using([box, optional(box)], (call, one) => held(call, one)),
      copied: using([box], (call, one) => (isNone(call, one) ? one : target(call.m, one))),
      cloned: using([box], (call, one) => (isNone(call, one) ? one : target(call.m, one))),
    },
  },
};
