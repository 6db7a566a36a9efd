import type { Call, Entry } from '../../core/library/library';
import type { List } from '../../core/library/list';
import { box, items, list, or, unfollowed } from '../../core/library/parameters';
import { pure, raise, using } from '../../core/library/table';
import type { Box } from '../../core/values';
import { equal } from '../compare';
import { int } from '../numbers';
import { index } from './parameters';
import { key, reverse, sorted } from './sorting';

const onlyTheFirst = unfollowed('only the first argument is followed');

function find({ m, at }: Call, of: List, item: Box): number {
  return of.boxes.findIndex((cell) => equal(m, cell, item, at));
}

/** Takes out one thing. @param empty what is wrong where there is none */
export function removed(from: List, at: number, empty: string): Box {
  return from.splice(at, 1)[0] ?? raise('IndexError', empty);
}

/** What lists, tuples and deques have. */
export const COMMON: Readonly<Record<string, Entry>> = {
  index: using([list, box, onlyTheFirst], (call, of, item) => {
    const at = find(call, of, item);
    return at < 0 ? raise('ValueError', 'this is not in the list') : int(at);
  }),
  count: using([list, box], ({ m, at }, of, item) => int(of.boxes.filter((cell) => equal(m, cell, item, at)).length)),
};

/** What lists and deques have. */
export const CHANGING: Readonly<Record<string, Entry>> = {
  append: pure([list, box], (to, item) => to.insert(to.length, [item])),
  extend: pure([list, items], (to, boxes) => void to.splice(to.length, 0, boxes)),
  insert: pure([list, index, box], (to, at, item) =>
    // Negative places count from the end, all are cut to what there is.
    to.insert(at < 0 ? Math.max(0, at + to.length) : Math.min(at, to.length), [item]),
  ),
  remove: using([list, box], (call, from, item) => {
    const at = find(call, from, item);
    if (at < 0) raise('ValueError', 'this is not in the list');
    from.splice(at, 1);
  }),
  reverse: pure([list], (of) => of.arrange([...of.boxes].reverse())),
  clear: pure([list], (of) => void of.splice(0, of.length)),
  copy: using([list], ({ m, at }, of) => m.sequence(of.flavor, of.boxes, at)),
};

export const LIST: Readonly<Record<string, Entry>> = {
  ...COMMON,
  ...CHANGING,
  pop: pure([list, or(index, -1)], (from, given) => {
    const at = given < 0 ? given + from.length : given;
    if (at < 0 || at >= from.length)
      raise('IndexError', from.length === 0 ? 'pop from an empty list' : 'pop index out of range');
    return removed(from, at, 'pop from an empty list');
  }),
  sort: using([list, key, reverse], (call, of, by, down) => of.arrange(sorted(call, of.boxes, by, down))),
};
