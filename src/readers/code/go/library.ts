import { LIMITS } from '../core/limits';
import type { Machine } from '../core/machine';
import type { Arguments, Box, Sequence } from '../core/values';
import type { Span } from '../syntax';
import { cellsOf, refill, target } from '../native/dialect';
import { argument, builtins, call, compareBoxes, int, none, number, print, type Run } from '../native/functions';

const length: Run = (m, args, at) => {
  const { data } = target(m, argument(m, args, 0, at));
  if (data.t === 'record') return int(m, data.entries.size);
  if (data.t === 'str') return int(m, Buffer.byteLength(data.v));
  const { from, to } = cellsOf(m, argument(m, args, 0, at), at);
  return int(m, to - from);
};

function inside(m: Machine, args: Arguments, index: number, at: Span): Box[] {
  const { base, from, to } = cellsOf(m, argument(m, args, index, at), at);
  return base.cells.slice(from, to);
}

/**
 * `append` writes behind a part of a larger slice, into the cells that are there, as Go does; a slice that ends where
 * its cells end gets new ones. (Go may have left room behind it; who then appends twice to one slice sees the
 * difference, and is told by the compiler's own documentation not to.)
 */
const append: Run = (m, args, at) => {
  const whole = cellsOf(m, argument(m, args, 0, at), at);
  const added = args.positional.slice(1);
  const room = whole.base.cells.length - whole.to;
  if (added.length > 0 && room >= added.length) {
    const to = whole.to + added.length;
    refill(m, { base: whole.base, from: whole.to, to }, added, at);
    return m.fresh({ t: 'view', base: whole.base, from: whole.from, to });
  }
  const cells = whole.base.cells.slice(whole.from, whole.to);
  return m.fresh(m.sequence('slice', [...cells, ...added], at, whole.base.type));
};

const filled: Run = (m, args, at) => {
  const list = argument(m, args, 0, at).data;
  const wanted = number(m, args, 1, at);
  const make = argument(m, args, 2, at);
  if (list.t !== 'sequence' || wanted < list.cells.length || wanted > LIMITS.writes)
    return m.fail(at, 'no array has this length');
  const rest = Array.from({ length: wanted - list.cells.length }, () => {
    const made = call(m, make, [], at);
    return m.recorder.fresh(made.data, true);
  });
  return m.fresh(
    m.sequence(
      list.flavor,
      [...list.cells.map((cell) => (cell.source ? cell : m.recorder.fresh(cell.data, true))), ...rest],
      at,
    ),
  );
};

const sort: Run = (m, args, at) => {
  const whole = cellsOf(m, argument(m, args, 0, at), at);
  const boxes = whole.base.cells.slice(whole.from, whole.to).sort((a, b) => compareBoxes(m, a, b, at));
  refill(m, whole, boxes, at);
  return none(m);
};

/** `sort.Slice(s, less)`: `less` is asked about places, and nothing moves before all is known. */
const sortSlice =
  (stable: boolean): Run =>
  (m, args, at) => {
    const whole = cellsOf(m, argument(m, args, 0, at), at);
    const less = argument(m, args, 1, at);
    const isLess = (i: number, j: number): boolean => m.test(call(m, less, [int(m, i), int(m, j)], at), at);
    const places = Array.from({ length: whole.to - whole.from }, (_, index) => index);
    reorder(m, whole, sortedBy(m, places, isLess, stable, at), at);
    return none(m);
  };

/** `slices.SortFunc(s, compare)`: `compare` gives a number below, at or above 0. */
const sortFunction =
  (stable: boolean): Run =>
  (m, args, at) => {
    const whole = cellsOf(m, argument(m, args, 0, at), at);
    const compare = argument(m, args, 1, at);
    const boxes = whole.base.cells.slice(whole.from, whole.to);
    const isLess = (i: number, j: number): boolean => {
      const [a, b] = [boxes[i], boxes[j]];
      return a && b ? number(m, { positional: [call(m, compare, [a, b], at)], keywords: new Map() }, 0, at) < 0 : false;
    };
    reorder(m, whole, sortedBy(m, [...boxes.keys()], isLess, stable, at), at);
    return none(m);
  };

function sortedBy(
  m: Machine,
  places: number[],
  isLess: (i: number, j: number) => boolean,
  stable: boolean,
  at: Span,
): number[] {
  return places.sort((i, j) => {
    if (isLess(i, j)) return -1;
    if (isLess(j, i)) return 1;
    if (!stable && i !== j) m.fail(at, 'this sort may put equal elements in any order; a stable one does not');
    return 0;
  });
}

function reorder(m: Machine, whole: { base: Sequence; from: number; to: number }, places: number[], at: Span): void {
  const boxes = whole.base.cells.slice(whole.from, whole.to);
  refill(
    m,
    whole,
    places.flatMap((place) => boxes[place] ?? []),
    at,
  );
}

export const BUILTINS = builtins(
  {
    len: length,
    cap: (m, args, at) => {
      const { base, from } = cellsOf(m, argument(m, args, 0, at), at);
      return base.flavor === 'array'
        ? int(m, base.cells.length - from)
        : m.fail(at, 'the capacity of a slice is not followed');
    },
    append,
    copy: (m, args, at) => {
      const to = cellsOf(m, argument(m, args, 0, at), at);
      const boxes = inside(m, args, 1, at).slice(0, to.to - to.from);
      refill(m, { base: to.base, from: to.from, to: to.from + boxes.length }, boxes, at);
      return int(m, boxes.length);
    },
    'filled array': filled,
    min: (m, { positional }, at) => positional.reduce((a, b) => (compareBoxes(m, b, a, at) < 0 ? b : a)),
    max: (m, { positional }, at) => positional.reduce((a, b) => (compareBoxes(m, a, b, at) < 0 ? b : a)),
    'fmt.Println': print,
    'fmt.Printf': print,
    'fmt.Print': print,
    println: print,
    print,
    'slices.Reverse': (m, args, at) => {
      const whole = cellsOf(m, argument(m, args, 0, at), at);
      refill(m, whole, inside(m, args, 0, at).reverse(), at);
      return none(m);
    },
    'slices.Sort': sort,
    'sort.Ints': sort,
    'sort.Float64s': sort,
    'sort.Slice': sortSlice(false),
    'sort.SliceStable': sortSlice(true),
    'slices.SortFunc': sortFunction(false),
    'slices.SortStableFunc': sortFunction(true),
    'slices.Clone': (m, args, at) => m.fresh(m.sequence('slice', inside(m, args, 0, at), at)),
  },
  ['fmt', 'slices', 'sort', 'rand', 'math', 'os', 'time', 'strings'],
);
