import type { Call, Entry, Part } from '../../core/library/library';
import type { List } from '../../core/library/list';
import { rotated } from '../../core/library/list';
import { box, items, list, named, optional, or, unfollowed, value } from '../../core/library/parameters';
import { pure, raise, refuse, using } from '../../core/library/table';
import { bounds, trim } from '../bounded';
import { asInt } from '../numbers';
import { CHANGING, COMMON, removed } from './lists';
import { index } from './parameters';

const EMPTY = 'pop from an empty deque';

/** Puts things at one end; of a bounded deque others fall out at its other one. */
function put({ m, at }: Call, to: List, end: 'left' | 'right', boxes: Parameters<List['insert']>[1]): void {
  to.insert(end === 'left' ? 0 : to.length, boxes);
  trim(m, to.base, end === 'left' ? 'right' : 'left', at);
}

const DEQUE: Readonly<Record<string, Entry>> = {
  ...COMMON,
  ...CHANGING,
  append: using([list, box], (call, to, one) => put(call, to, 'right', [one])),
  appendleft: using([list, box], (call, to, one) => put(call, to, 'left', [one])),
  extend: using([list, items], (call, to, boxes) => put(call, to, 'right', boxes)),
  extendleft: using([list, items], (call, to, boxes) => put(call, to, 'left', boxes.reverse())),
  insert: using([list, index, box], ({ m, at }, to, place, one) => {
    if (to.length >= (bounds.get(to.base) ?? Infinity)) raise('IndexError', 'deque already at its maximum size');
    to.insert(place < 0 ? Math.max(0, place + to.length) : Math.min(place, to.length), [one]);
    trim(m, to.base, 'right', at);
  }),
  copy: using([list], ({ m, at }, of) => {
    const made = m.sequence(of.flavor, of.boxes, at);
    const bound = bounds.get(of.base);
    if (bound !== undefined) bounds.set(made, bound);
    return made;
  }),
  pop: pure([list, unfollowed('pop of a deque takes no index')], (from) =>
    from.length === 0 ? raise('IndexError', EMPTY) : removed(from, from.length - 1, EMPTY),
  ),
  popleft: pure([list], (from) => removed(from, 0, 'popleft from an empty deque')),
  rotate: pure([list, or(index, 1)], (of, by) => {
    if (of.length > 0) of.arrange(rotated(of.boxes, -by));
  }),
};

export const deques: Part = {
  functions: {
    'collections.deque': using([optional(items), named('maxlen', optional(value))], ({ m, at }, boxes, bound) => {
      const made = m.sequence('deque', boxes ?? [], at);
      if (!bound || bound.t === 'nothing') return made;
      const most = asInt(bound) ?? refuse('how many things a deque holds is a whole number');
      if (most < 0n) raise('ValueError', 'maxlen must be non-negative');
      bounds.set(made, Number(most));
      trim(m, made, 'left', at);
      return made;
    }),
  },
  methods: { deque: DEQUE },
};
