import type { Part } from '../../core/library/library';
import { callback, list, optional } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import type { Box } from '../../core/values';
import { compareBoxes, integer, sorted } from '../../native/functions';

const tieOf = (isStable: boolean): string | undefined =>
  isStable ? undefined : 'an unstable sort may put equal elements in any order';

const sort = (isStable: boolean) =>
  using([list, optional(callback)], ({ m, at }, of, key) => {
    const keys = new Map(of.boxes.map((box) => [box, key ? key([box]) : box]));
    const order = (a: Box, b: Box): number => compareBoxes(m, keys.get(a) ?? a, keys.get(b) ?? b, at);
    of.arrange(sorted(m, of.boxes, order, tieOf(isStable), at));
  });

/** `sort_by(|a, b| b.cmp(a))`: what compares gives an `Ordering`, here -1, 0 or 1. */
const sortBy = (isStable: boolean) =>
  using([list, callback], ({ m, at }, of, by) => {
    const order = (a: Box, b: Box): number => integer(m, by([a, b]), at);
    of.arrange(sorted(m, of.boxes, order, tieOf(isStable), at));
  });

export const sorting: Part = {
  methods: {
    list: {
      sort: sort(true),
      sort_by_key: sort(true),
      sort_by_cached_key: sort(true),
      sort_unstable: sort(false),
      sort_unstable_by_key: sort(false),
      sort_by: sortBy(true),
      sort_unstable_by: sortBy(false),
    },
  },
};
