import type { Part } from '../../core/library/library';
import { box, list } from '../../core/library/parameters';
import type { List } from '../../core/library/list';
import { pure, refuse, using } from '../../core/library/table';
import type { Call } from '../../core/library/library';
import type { Box, Data } from '../../core/values';
import { count } from '../../native/parameters';
import { grown, option } from './parameters';

function taken(call: Call, from: List, index: number): Box {
  const whole = grown(from);
  return option(call, index < 0 || index >= whole.length ? undefined : whole.splice(index, 1)[0]);
}

/** A reference to an element that may be changed through it. */
function changeable(call: Call, of: List, index: number): Box | Data {
  return of.length > 0 ? { t: 'reference', place: of.cell(index) } : option(call, undefined);
}

const push = pure([list, box], (to, one) => grown(to).insert(to.length, [one]));
const pop = using([list], (call, from) => taken(call, from, from.length - 1));

/** What is put at the ends of a vector or at a place in it, what is taken from there, and what stands there. */
export const ends: Part = {
  methods: {
    list: {
      push,
      push_back: push,
      push_front: pure([list, box], (to, one) => grown(to).insert(0, [one])),
      pop,
      pop_back: pop,
      pop_front: using([list], (call, from) => taken(call, from, 0)),
      insert: pure([list, count, box], (to, index, one) => {
        if (index < 0 || index > to.length) refuse(`there is no place ${index}`);
        grown(to).insert(index, [one]);
      }),
      remove: pure([list, count], (from, index) => {
        const out = from.box(index) && grown(from).splice(index, 1)[0];
        return out ?? refuse(`there is no element ${index}: the length is ${from.length}`);
      }),
      swap_remove: pure([list, count], (from, index) => {
        const removed = from.box(index) ?? refuse(`there is no element ${index}: the length is ${from.length}`);
        const [last] = grown(from).splice(from.length - 1, 1);
        if (last && index < from.length - 1) from.put(index, last);
        return removed;
      }),
      first: using([list], (call, of) => option(call, of.box(0))),
      last: using([list], (call, of) => option(call, of.box(of.length - 1))),
      first_mut: using([list], (call, of) => changeable(call, of, 0)),
      last_mut: using([list], (call, of) => changeable(call, of, of.length - 1)),
      front: using([list], (call, of) => option(call, of.box(0))),
      back: using([list], (call, of) => option(call, of.box(of.length - 1))),
    },
  },
};
