import { rotated, type List } from '../../core/library/list';
import type { Part } from '../../core/library/library';
import { list } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import { swap } from '../../native/functions';
import { copyDeep } from './copies';
import { count } from '../../native/parameters';
import { iterator, places, usize, vector } from './parameters';

function within(of: List, index: number): number {
  return of.box(index) ? index : refuse(`there is no element ${index}: the length is ${of.length}`);
}

const rotation = (direction: 1 | -1) =>
  pure([list, count], (of, by) => {
    if (by < 0 || by > of.length) refuse('a rotation by more than the length');
    of.arrange(rotated(of.boxes, by * direction));
  });

/** Two parts that share the cells of one. */
const split = using([list, count], ({ m, at }, of, middle) => {
  if (middle < 0 || middle > of.length) return refuse(`this splits behind the end: the length is ${of.length}`);
  const parts = [of.part(0, middle), of.part(middle, of.length)];
  return m.sequence(
    'tuple',
    parts.map(({ view }) => m.fresh(view)),
    at,
  );
});

const view = pure([list], (of) => of.view);
const through = using([list], (call, of) => iterator(call, of.boxes));

/** What keeps the number of elements, and how a list is seen. */
export const slices: Part = {
  methods: {
    list: {
      swap: pure([list, count, count], (of, i, j) => swap(of.cell(within(of, i)), of.cell(within(of, j)))),
      reverse: pure([list], (of) => of.arrange([...of.boxes].reverse())),
      rotate_left: rotation(1),
      rotate_right: rotation(-1),
      split_at: split,
      split_at_mut: split,
      len: pure([list], (of) => usize(of.length)),
      is_empty: pure([list], (of) => of.length === 0),
      iter: through,
      into_iter: through,
      iter_mut: using([list], (call, of) => iterator(call, places(call, of))),
      clone: using([list], ({ m, at }, of) => copyDeep(m, m.fresh(of.view), at)),
      to_vec: using([list], (call, of) => vector(call, of.boxes)),
      as_mut_slice: view,
      as_slice: view,
    },
  },
};
