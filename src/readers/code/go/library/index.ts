import { mathematics } from './mathematics';
import { slices } from './slices';
import { types } from './types';
import { callWith } from '../../core/calls';
import { Library } from '../../core/library/library';
import { plainTable, type Run } from '../../core/library/plain';
import { LIMITS } from '../../core/limits';
import type { Machine } from '../../core/machine';
import type { Arguments, Box } from '../../core/values';
import type { Span } from '../../syntax';
import { cellsOf, refill, target } from '../../native/dialect';
import { scan } from '../../native/input';
import { argument, compareBoxes, int, integer, none, number, orderBy, print, sorted } from '../../native/functions';

const length: Run = (m, args, at) => {
  const { data } = target(m, argument(m, args, 0, at));
  if (data.t === 'nothing') return int(m, 0);
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
  const to = argument(m, args, 0, at);
  const whole = cellsOf(m, target(m, to).data.t === 'nothing' ? m.fresh(m.sequence('slice', [], at)) : to, at);
  const { type } = whole.base;
  const added = args.positional
    .slice(1)
    .map((box) => m.dialect.copied?.(m, box, at) ?? box)
    .map((box) => (type !== undefined && m.dialect.cast ? m.dialect.cast(m, type, box, at) : box));
  const room = whole.base.cells.length - whole.to;
  if (added.length > 0 && room >= added.length) {
    const to = whole.to + added.length;
    refill(m, { base: whole.base, from: whole.to, to }, added, at);
    return m.fresh({ t: 'view', base: whole.base, from: whole.from, to });
  }
  const cells = whole.base.cells.slice(whole.from, whole.to);
  return m.fresh(m.sequence('slice', [...cells, ...added], at, type));
};

const filled: Run = (m, args, at) => {
  const list = argument(m, args, 0, at).data;
  const wanted = number(m, args, 1, at);
  const make = argument(m, args, 2, at);
  const of = args.positional[3]?.data;
  const type = of?.t === 'builtin' ? /^type ([iuf]\d+)$/.exec(of.name)?.[1] : undefined;
  if (list.t !== 'sequence' || wanted < list.cells.length || wanted > LIMITS.writes)
    return m.fail(at, 'no array has this length');
  const rest = Array.from({ length: wanted - list.cells.length }, () => {
    const made = callWith(m, make, [], at);
    return m.recorder.fresh(made.data, true);
  });
  return m.fresh(
    m.sequence(
      list.flavor,
      [...list.cells.map((cell) => (cell.source ? cell : m.recorder.fresh(cell.data, true))), ...rest],
      at,
      list.type ?? type,
    ),
  );
};

const sort: Run = (m, args, at) => {
  const whole = cellsOf(m, argument(m, args, 0, at), at);
  const boxes = whole.base.cells.slice(whole.from, whole.to).sort((a, b) => compareBoxes(m, a, b, at));
  refill(m, whole, boxes, at);
  return none(m);
};

interface Element {
  box: Box;
  place: number;
}

/** `sort.Slice(s, less)` and `slices.SortFunc(s, compare)`: nothing moves before all is known. */
const sortBy =
  (isBefore: (m: Machine, by: Box, a: Element, b: Element, at: Span) => boolean, stable: boolean): Run =>
  (m, args, at) => {
    const whole = cellsOf(m, argument(m, args, 0, at), at);
    const by = argument(m, args, 1, at);
    const elements = inside(m, args, 0, at).map((box, place): Element => ({ box, place }));
    const order = orderBy<Element>((a, b) => isBefore(m, by, a, b, at));
    const tie = stable ? undefined : 'this sort may put equal elements in any order; a stable one does not';
    const boxes = sorted(m, elements, order, tie, at).map(({ box }) => box);
    refill(m, whole, boxes, at);
    return none(m);
  };

/** By a function of two places that says which element is less. */
const sortSlice = (stable: boolean): Run =>
  sortBy((m, less, a, b, at) => m.test(callWith(m, less, [int(m, a.place), int(m, b.place)], at), at), stable);

/** By a function of two elements that gives a number below, at or above 0. */
const sortFunction = (stable: boolean): Run =>
  sortBy((m, compare, a, b, at) => integer(m, callWith(m, compare, [a.box, b.box], at), at) < 0, stable);

const FUNCTIONS: Readonly<Record<string, Run>> = {
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
  'fmt.Scan': scan,
  'fmt.Scanln': scan,
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
  'slices.Clone': (m, args, at) =>
    m.fresh(m.sequence('slice', inside(m, args, 0, at), at, cellsOf(m, argument(m, args, 0, at), at).base.type)),
};

export const library = new Library([
  mathematics,
  slices,
  types,
  { functions: plainTable(FUNCTIONS), modules: ['fmt', 'slices', 'sort', 'rand', 'math', 'os', 'time', 'strings'] },
]);
