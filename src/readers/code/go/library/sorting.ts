import type { Call, Part } from '../../core/library/library';
import { callback, list, type Callback } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import type { Box } from '../../core/values';
import { compareBoxes, int, integer, orderBy, sorted } from '../../native/functions';

interface Element {
  box: Box;
  place: number;
}

/** Nothing moves before all is known. */
const sortBy = (isBefore: (call: Call, by: Callback, a: Element, b: Element) => boolean, stable: boolean) =>
  using([list, callback], (call, of, by) => {
    const places = new Map(of.boxes.map((box, place) => [box, place]));
    const element = (box: Box): Element => ({ box, place: places.get(box) ?? 0 });
    const tie = stable ? undefined : 'this sort may put equal elements in any order; a stable one does not';
    const order = orderBy<Box>((a, b) => isBefore(call, by, element(a), element(b)));
    of.arrange(sorted(call.m, of.boxes, order, tie, call.at));
  });

/** By a function of two places that says which element is less: `sort.Slice(s, less)`. */
const byPlaces = (stable: boolean) =>
  sortBy(({ m, at }, less, a, b) => m.test(less([int(m, a.place), int(m, b.place)]), at), stable);

/** By a function of two elements that gives a number below, at or above 0: `slices.SortFunc(s, compare)`. */
const byElements = (stable: boolean) =>
  sortBy(({ m, at }, compare, a, b) => integer(m, compare([a.box, b.box]), at) < 0, stable);

/** Numbers and texts: equal ones are alike. */
const sort = using([list], ({ m, at }, of) => of.arrange([...of.boxes].sort((a, b) => compareBoxes(m, a, b, at))));

export const sorting: Part = {
  functions: {
    'slices.Sort': sort,
    'sort.Ints': sort,
    'sort.Float64s': sort,
    'sort.Strings': sort,
    'sort.Slice': byPlaces(false),
    'sort.SliceStable': byPlaces(true),
    'slices.SortFunc': byElements(false),
    'slices.SortStableFunc': byElements(true),
  },
};
