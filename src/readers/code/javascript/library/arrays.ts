import { drain, listIterator, type Next } from '../../core/iteration';
import { LIMITS } from '../../core/limits';
import type { Call, Entry, Part } from '../../core/library/library';
import type { List } from '../../core/library/list';
import { box, list, many, optional, steps, unfollowed, type Callback } from '../../core/library/parameters';
import { pure, refuse, using, type Parameter } from '../../core/library/table';
import { callWith } from '../../core/calls';
import { abandon } from '../../core/thrown';
import type { Box, Data, Sequence } from '../../core/values';
import { strictlyEqual, toNumber, toText } from '../operators';
import { UNDEFINED } from '../undefined';
import { integer, number, position, text } from './parameters';

const onlyTheFirst = unfollowed('only the first argument is followed');

function num(v: number): Data {
  return { t: 'num', v };
}

function array({ m, at }: Call, boxes: readonly Box[]): Sequence {
  return m.sequence('array', boxes, at);
}

/** Arrays made by `new Array(n)` have holes, which most methods that call back pass over. */
const whole: Parameter<List> = {
  read: (call, given, index) => {
    const of = list.read(call, given, index);
    if (of.flavor === 'holes')
      refuse('what this does with the holes of new Array(n) is not followed: fill it first', 'unsupported');
    return of;
  },
};

const callee: Parameter<Callback> = {
  read:
    ({ m, at }, given) =>
    (boxes) =>
      callWith(m, given, boxes, at),
  otherwise: () => refuse('a function is missing'),
};

/**
 * Goes through the cells that were there at the start, as they are when their turn comes.
 *
 * @param visit told what the function gave for each; true ends it
 */
function through({ m }: Call, of: List, by: Callback, visit: (result: Box, box: Box, index: number) => boolean): void {
  for (let index = 0; index < of.length; index++) {
    const one = of.base.cells[index] ?? refuse('the array shrinks while it is gone through', 'unsupported');
    if (visit(by([one, m.fresh(num(index)), m.fresh(of.base)]), one, index)) return;
  }
}

function sorted({ m, at }: Call, of: List, by: Box | undefined): Box[] {
  const boxes = [...of.boxes];
  if (boxes.some(({ data }) => data.t === 'nothing' && data.name === 'undefined'))
    refuse('sorting undefined is not followed', 'unsupported');
  if (boxes.length < 2) return boxes;
  if (by) return boxes.sort((a, b) => toNumber(m, m.inspect(callWith(m, by, [a, b], at), at), at));
  const keyed = boxes.map((one) => ({ one, key: toText(m, m.inspect(one, at), at) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ one }) => one);
}

function search({ m, at }: Call, of: List, item: Box | undefined, from: 'first' | 'last' = 'first'): number {
  const wanted = item ?? m.absent();
  const isWanted = (one: Box): boolean => strictlyEqual(m, one, wanted, at);
  return from === 'first' ? of.boxes.findIndex(isWanted) : of.boxes.findLastIndex(isWanted);
}

/** `splice`: what is taken out. */
function spliced(of: List, from: number | undefined, count: Box | undefined, put: readonly Box[], call: Call): Box[] {
  if (from === undefined) return [];
  const start = position(from, 0, of.length);
  const wanted = count ? (integer.read(call, count, 0) ?? 0) : of.length - start;
  return of.splice(start, Math.max(0, Math.min(wanted, of.length - start)), put);
}

function flattened({ m, at }: Call, cells: readonly Box[], depth: number): Box[] {
  return cells.flatMap((one) => {
    m.count(at);
    return one.data.t === 'sequence' && depth >= 1
      ? flattened({ m, at, args: NONE }, one.data.cells, depth - 1)
      : [one];
  });
}

const NONE = { positional: [], keywords: new Map<string, Box>() };

/** Where `splice` begins: given as `undefined` it is 0. */
const start: Parameter<number | undefined> = {
  ...integer,
  read: (call, given, at) => integer.read(call, given, at) ?? 0,
};

function copyOf(call: Call, of: List): List {
  return list.read(call, call.m.fresh(array(call, of.boxes)), 0);
}

const found = (pick: (one: Box | undefined, index: number, call: Call) => Box | Data): Entry =>
  using([whole, callee], (call, of, by) => {
    let at = -1;
    through(call, of, by, (result, _one, index) => {
      if (call.m.test(result, call.at)) at = index;
      return at >= 0;
    });
    return pick(at < 0 ? undefined : of.base.cells[at], at, call);
  });

/** @param boxes what is in the list, as it is gone through: up (1) or down (-1) */
function reduced(
  { m }: Call,
  of: List,
  boxes: readonly Box[],
  by: Callback,
  first: Box | undefined,
  step: 1 | -1,
): Box {
  const cells = [...boxes];
  let total = first ?? cells.shift() ?? refuse('reduce of an empty array');
  let index = step === 1 ? of.length - cells.length : cells.length - 1;
  for (const one of cells) {
    total = by([total, one, m.fresh(num(index)), m.fresh(of.base)]);
    index += step;
  }
  return total;
}

const METHODS: Readonly<Record<string, Entry>> = {
  push: pure([list, many(box)], (to, boxes) => {
    to.insert(to.length, boxes);
    return num(to.base.cells.length);
  }),
  pop: pure([list], (from) => from.splice(Math.max(0, from.length - 1), 1)[0]),
  shift: pure([list], (from) => from.splice(0, 1)[0]),
  unshift: pure([list, many(box)], (to, boxes) => {
    to.insert(0, boxes);
    return num(to.base.cells.length);
  }),
  splice: using([list, start, optional(box), many(box)], (call, of, from, count, put) =>
    array(call, spliced(of, from, count, put, call)),
  ),
  toSpliced: using([list, start, optional(box), many(box)], (call, of, from, count, put) => {
    const copy = copyOf(call, of);
    spliced(copy, from, count, put, call);
    return copy.base;
  }),
  slice: using([list, integer, integer], (call, of, from, to) =>
    array(call, of.boxes.slice(position(from, 0, of.length), position(to, of.length, of.length))),
  ),
  concat: using([list, many(box)], (call, of, more) =>
    array(call, [
      ...of.boxes,
      ...more.flatMap((one) => {
        const data = call.m.container(one, call.at);
        return data.t === 'sequence' ? data.cells : [one];
      }),
    ]),
  ),
  reverse: pure([list], (of) => {
    of.arrange([...of.boxes].reverse());
    return of.base;
  }),
  toReversed: using([list], (call, of) => array(call, [...of.boxes].reverse())),
  sort: using([whole, optional(box)], (call, of, by) => {
    of.arrange(sorted(call, of, by));
    return of.base;
  }),
  toSorted: using([whole, optional(box)], (call, of, by) => array(call, sorted(call, of, by))),
  with: using([list, integer, optional(box)], (call, of, index = 0, item) => {
    const place = index < 0 ? index + of.length : index;
    const put = item ?? call.m.absent();
    if (place < 0 || place >= of.length) refuse('there is no such index');
    return array(
      call,
      of.boxes.map((one, at) => (at === place ? put : one)),
    );
  }),
  fill: using([list, optional(box), integer, integer], (call, of, item, from, to) => {
    const { m, args } = call;
    const put = item ?? m.absent();
    const end = position(to, of.length, of.length);
    for (let index = position(from, 0, of.length); index < end; index++) of.put(index, put);
    if (of.flavor !== 'holes' || args.positional.length !== 2) return of.base;
    // No hole is left; it is an array like any other from here on.
    return array(
      call,
      of.boxes.map((one) => m.recorder.fresh(one.data, one.literal)),
    );
  }),
  copyWithin: pure([list, integer, integer, integer], (of, to, from, end) => {
    const goal = position(to, 0, of.length);
    const first = position(from, 0, of.length);
    const last = position(end, of.length, of.length);
    const boxes = of.boxes.slice(first, Math.max(first, last)).slice(0, of.length - goal);
    boxes.forEach((one, index) => of.put(goal + index, one));
    return of.base;
  }),
  at: pure([list, integer], (of, index = 0) => of.boxes.at(index)),
  indexOf: using([list, optional(box), onlyTheFirst], (call, of, item) => num(search(call, of, item))),
  lastIndexOf: using([list, optional(box), onlyTheFirst], (call, of, item) => num(search(call, of, item, 'last'))),
  includes: using([list, optional(box), onlyTheFirst], (call, of, item) => {
    // Here, other than for `===` and `indexOf`, NaN is NaN.
    const isNan = (data: Data | undefined): boolean => data?.t === 'num' && Number.isNaN(data.v);
    return search(call, of, item) >= 0 || (isNan(item?.data) && of.boxes.some(({ data }) => isNan(data)));
  }),
  join: using([list, optional(text)], ({ m, at }, of, comma = ',') => {
    if (of.boxes.some(({ data }) => data.t === 'unknown')) return m.unknown('a joined text');
    return of.boxes.map(({ data }) => (data.t === 'nothing' ? '' : toText(m, data, at))).join(comma);
  }),
  forEach: using([whole, callee], (call, of, by) => {
    const { observer } = call.m.recorder;
    observer?.aside?.(true);
    through(call, of, by, () => false);
    observer?.aside?.(false);
  }),
  map: using([whole, callee], (call, of, by) => {
    const boxes: Box[] = [];
    through(call, of, by, (result) => boxes.push(result) < 0);
    return array(call, boxes);
  }),
  filter: using([whole, callee], (call, of, by) => {
    const boxes: Box[] = [];
    through(call, of, by, (result, one) => {
      if (call.m.test(result, call.at)) boxes.push(one);
      return false;
    });
    return array(call, boxes);
  }),
  find: found((one, _index, { m }) => one ?? m.absent()),
  findIndex: found((_one, index) => num(index)),
  some: using([whole, callee], (call, of, by) => {
    let isFound = false;
    through(call, of, by, (result) => (isFound = call.m.test(result, call.at)));
    return isFound;
  }),
  every: using([whole, callee], (call, of, by) => {
    let isFailed = false;
    through(call, of, by, (result) => (isFailed = !call.m.test(result, call.at)));
    return !isFailed;
  }),
  reduce: using([whole, callee, optional(box)], (call, of, by, first) => reduced(call, of, of.boxes, by, first, 1)),
  reduceRight: using([whole, callee, optional(box)], (call, of, by, first) =>
    reduced(call, of, [...of.boxes].reverse(), by, first, -1),
  ),
  flatMap: using([whole, callee], (call, of, by) => {
    const boxes: Box[] = [];
    through(call, of, by, (result) => boxes.push(result) < 0);
    return array(call, flattened(call, boxes, 1));
  }),
  flat: using([list, optional(number)], (call, of, depth = 1) => array(call, flattened(call, of.boxes, depth))),
  keys: using([list], ({ m }, of) => {
    let index = 0;
    return { t: 'iterator', next: () => (index < of.base.cells.length ? m.fresh(num(index++)) : undefined) };
  }),
  values: pure([list], (of) => ({ t: 'iterator', next: listIterator(() => of.base.cells) })),
  entries: using([list], (call, of) => {
    let index = 0;
    const next = (): Box | undefined => {
      const one = of.base.cells[index];
      return one && call.m.fresh(array(call, [call.m.fresh(num(index++)), one]));
    };
    return { t: 'iterator', next };
  }),
};

/** `Array(3)`, `Array(1, 2)`. */
function newArray(call: Call, given: readonly Box[]): Sequence {
  const { m, at } = call;
  const data = given[0]?.data;
  if (given.length !== 1 || data?.t !== 'num') return array(call, given);
  if (!Number.isInteger(data.v) || data.v < 0 || data.v > LIMITS.writes) refuse('no array has this length');
  const holes = Array.from({ length: data.v }, () => m.recorder.fresh(UNDEFINED, true));
  return m.sequence('holes', holes, at);
}

/** What becomes of each thing before the next one is asked for. */
function mapped({ m, at }: Call, next: Next, by: (one: Box, index: number) => Box): Next {
  let index = 0;
  return () => {
    const one = next();
    try {
      return one && by(one, index++);
    } catch (error) {
      abandon(m, next, error, at);
      throw error;
    }
  };
}

/** `Array.from` takes what can be gone through, and `{ length: n }`. */
const anySteps: Parameter<Next> = {
  read: (call, given, index) => {
    const { m, at } = call;
    const data = m.container(given, at);
    const length = data.t === 'record' ? data.entries.get('slength')?.box.data : undefined;
    if (data.t !== 'record' || length?.t !== 'num' || data.entries.size !== 1) return steps.read(call, given, index);
    if (length.v > LIMITS.writes) refuse('this array is too long', 'bounds');
    const boxes = Array.from({ length: length.v }, () => m.fresh(UNDEFINED));
    return listIterator(() => boxes);
  },
};

export const arrays: Part = {
  functions: {
    Array: using([many(box)], newArray),
    'Array.of': using([many(box)], array),
    'Array.isArray': pure([optional(box)], (given) => given?.data.t === 'sequence'),
    'Array.from': using([anySteps, optional(callee)], (call, next, by) => {
      const { m, at } = call;
      const made = by && mapped(call, next, (one, index) => by([one, m.fresh(num(index))]));
      return array(call, drain(m, made ?? next, at));
    }),
  },
  methods: { array: METHODS },
};
