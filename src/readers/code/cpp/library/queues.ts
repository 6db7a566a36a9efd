import { callWith } from '../../core/calls';
import type { Call, Part } from '../../core/library/library';
import type { List } from '../../core/library/list';
import { box, list, many, optional } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { compareBoxes, isSameValue } from '../../native/functions';
import { asElement, listOf } from '../shapes';

/** What tells which of two things in a priority queue is behind the other one. */
const orders = new WeakMap<Data, Box>();

/** A queue that is made of another one has its order. */
export function withOrder<T extends Data>(of: Data, made: T): T {
  const by = orders.get(of);
  if (by) orders.set(made, by);
  return made;
}

function isBehind({ m, at }: Call, of: List, a: Box, b: Box): boolean {
  const by = orders.get(of.base);
  return by ? m.test(callWith(m, by, [a, b], at), at) : compareBoxes(m, a, b, at) < 0;
}

/** It is kept in order, with what comes first at its end; how the library arranges it nobody can see. */
function push(call: Call, to: List, given: Box): void {
  const { m, at } = call;
  const one = asElement(m, to.base, given, at);
  const { boxes } = to;
  let [low, high] = [0, boxes.length];
  while (low < high) {
    const half = (low + high) >> 1;
    const other = boxes[half];
    if (other && isBehind(call, to, other, one)) low = half + 1;
    else high = half;
  }
  to.insert(low, [one]);
}

function first(call: Call, of: List): Box {
  const { boxes } = of;
  const found = boxes.at(-1) ?? refuse('the queue is empty');
  const other = boxes.at(-2);
  if (other && !isSameValue(found.raw, other.raw) && !isBehind(call, of, other, found))
    refuse('which of these comes first the queue leaves open: let no two of them be equal to it', 'unsupported');
  return found;
}

/** `std::priority_queue`. */
export const queues: Part = {
  functions: {
    /** What tells the order, if anything does, the type of what is in it, and what it is filled with. */
    'new priority queue': using([box, box, optional(list)], (call, by, type, from) => {
      const { m, at } = call;
      const { data } = type;
      const made = listOf(m, 'priority queue', [], data.t === 'str' && data.v !== '' ? data.v : undefined, at);
      if (by.data.t !== 'nothing') orders.set(made, m.fresh(by.data));
      for (const one of from?.boxes ?? []) push(call, list.read(call, m.fresh(made), 0), one);
      return made;
    }),
  },
  methods: {
    'priority queue': {
      empty: pure([list], (of) => of.length === 0),
      size: using([list], (_call, of) => ({ t: 'int', v: BigInt(of.length), type: 'u64' })),
      push: using([list, box], push),
      emplace: using([list, many(box)], (call, to, given) => {
        const [only, more] = given;
        push(call, to, only && !more ? only : call.m.fresh(call.m.sequence('vector', given, call.at)));
      }),
      top: using([list], first),
      pop: using([list], (call, of) => {
        first(call, of);
        of.splice(of.length - 1, 1);
      }),
    },
  },
};
