import { callWith } from '../core/calls';
import { rearrange, splice } from '../core/cells';
import { truth } from '../core/evaluate';
import { listIterator } from '../core/iteration';
import type { Part } from '../core/library/library';
import { methodTable } from '../core/library/plain';
import type { Machine } from '../core/machine';
import { keyOfData, type Arguments, type Box, type Data, type RecordData, type Sequence } from '../core/values';
import type { Span } from '../syntax';
import { strictlyEqual, toNumber, toText } from './operators';
import { show } from './show';
import { UNDEFINED } from './undefined';

type OnArray = (m: Machine, array: Sequence, args: Arguments, at: Span) => Box;

function nothing(m: Machine): Box {
  return m.fresh(UNDEFINED);
}

function number(m: Machine, v: number): Box {
  return m.fresh({ t: 'num', v });
}

/** An argument as the integer that array methods make of it. */
function integer(m: Machine, box: Box | undefined, otherwise: number, at: Span): number {
  if (!box) return otherwise;
  const data = m.inspect(box, at);
  if (data.t === 'nothing' && data.name === 'undefined') return otherwise;
  return Math.trunc(toNumber(m, data, at)) || 0;
}

/** A position that may count from the end, cut to `0..length`. */
function position(m: Machine, box: Box | undefined, otherwise: number, length: number, at: Span): number {
  const index = integer(m, box, otherwise, at);
  return index < 0 ? Math.max(0, length + index) : Math.min(index, length);
}

function array(m: Machine, boxes: readonly Box[], at: Span): Box {
  return m.fresh(m.sequence('array', boxes, at));
}

/** Arrays made by `new Array(n)` have holes, which most methods that call back pass over. */
function whole(m: Machine, list: Sequence, at: Span): readonly Box[] {
  if (list.flavor === 'holes')
    m.fail(at, 'what this does with the holes of new Array(n) is not followed: fill it first');
  return list.cells;
}

function callback(m: Machine, args: Arguments, at: Span): (box: Box, index: number, list: Sequence) => Box {
  const callee = args.positional[0] ?? m.fail(at, 'a function is missing');
  return (box, index, list) => {
    return callWith(m, callee, [box, number(m, index), m.fresh(list)], at);
  };
}

/** Goes through the cells that were there at the start, as they are when their turn comes. */
function through(
  m: Machine,
  list: Sequence,
  args: Arguments,
  at: Span,
  visit: (result: Box, box: Box, index: number) => boolean,
): void {
  const { length } = whole(m, list, at);
  const call = callback(m, args, at);
  for (let index = 0; index < length; index++) {
    const box = list.cells[index];
    if (!box) return m.fail(at, 'the array shrinks while it is gone through');
    if (visit(call(box, index, list), box, index)) return;
  }
}

function sorted(m: Machine, list: Sequence, args: Arguments, at: Span): Box[] {
  const [callee] = args.positional;
  const boxes = [...whole(m, list, at)];
  if (boxes.some((box) => box.data.t === 'nothing' && box.data.name === 'undefined'))
    m.fail(at, 'sorting undefined is not followed');
  if (boxes.length < 2) return boxes;
  if (!callee) {
    const keyed = boxes.map((box) => ({ box, key: toText(m, m.inspect(box, at), at) }));
    return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ box }) => box);
  }
  return boxes.sort((a, b) => {
    return toNumber(m, m.inspect(callWith(m, callee, [a, b], at), at), at);
  });
}

function search(m: Machine, list: Sequence, args: Arguments, at: Span): number {
  const item = args.positional[0] ?? nothing(m);
  if (args.positional.length > 1) m.fail(at, 'only the first argument is followed');
  return list.cells.findIndex((cell) => strictlyEqual(m, cell, item, at));
}

function spliced(m: Machine, list: Sequence, args: Arguments, at: Span): Box[] {
  const { length } = list.cells;
  const [from, count, ...put] = args.positional;
  if (!from) return [];
  const start = position(m, from, 0, length, at);
  const wanted = count ? integer(m, count, 0, at) : length - start;
  return splice(m, list, start, Math.max(0, Math.min(wanted, length - start)), put, at);
}

function flattened(m: Machine, cells: readonly Box[], depth: number, at: Span): Box[] {
  return cells.flatMap((cell) => {
    m.count(at);
    return cell.data.t === 'sequence' && depth >= 1 ? flattened(m, cell.data.cells, depth - 1, at) : [cell];
  });
}

function copyOf(m: Machine, list: Sequence, at: Span): Sequence {
  return m.sequence('array', list.cells, at);
}

const ARRAY: Readonly<Record<string, OnArray>> = {
  push: (m, list, args, at) => {
    splice(m, list, list.cells.length, 0, args.positional, at);
    return number(m, list.cells.length);
  },
  pop: (m, list, _args, at) => splice(m, list, Math.max(0, list.cells.length - 1), 1, [], at)[0] ?? nothing(m),
  shift: (m, list, _args, at) => splice(m, list, 0, 1, [], at)[0] ?? nothing(m),
  unshift: (m, list, args, at) => {
    splice(m, list, 0, 0, args.positional, at);
    return number(m, list.cells.length);
  },
  splice: (m, list, args, at) => array(m, spliced(m, list, args, at), at),
  toSpliced: (m, list, args, at) => {
    const copy = copyOf(m, list, at);
    spliced(m, copy, args, at);
    return m.fresh(copy);
  },
  slice: (m, list, { positional }, at) => {
    const { length } = list.cells;
    const start = position(m, positional[0], 0, length, at);
    return array(m, list.cells.slice(start, position(m, positional[1], length, length, at)), at);
  },
  concat: (m, list, { positional }, at) =>
    array(
      m,
      [
        ...list.cells,
        ...positional.flatMap((box) =>
          m.container(box, at).t === 'sequence' && box.data.t === 'sequence' ? box.data.cells : [box],
        ),
      ],
      at,
    ),
  reverse: (m, list, _args, at) => {
    rearrange(m, list, [...list.cells].reverse(), at);
    return m.fresh(list);
  },
  toReversed: (m, list, _args, at) => array(m, [...list.cells].reverse(), at),
  sort: (m, list, args, at) => {
    rearrange(m, list, sorted(m, list, args, at), at);
    return m.fresh(list);
  },
  toSorted: (m, list, args, at) => array(m, sorted(m, list, args, at), at),
  with: (m, list, { positional }, at) => {
    const index = integer(m, positional[0], 0, at);
    const place = index < 0 ? index + list.cells.length : index;
    const value = positional[1] ?? nothing(m);
    if (place < 0 || place >= list.cells.length) m.fail(at, 'there is no such index');
    return array(
      m,
      list.cells.map((cell, at0) => (at0 === place ? value : cell)),
      at,
    );
  },
  fill: (m, list, { positional }, at) => {
    const { length } = list.cells;
    const value = positional[0] ?? nothing(m);
    const end = position(m, positional[2], length, length, at);
    for (let index = position(m, positional[1], 0, length, at); index < end; index++)
      list.cells[index] = m.recorder.put(value, list.owner, at);
    if (list.flavor === 'holes' && positional.length === 1) {
      // No hole is left; it is an array like any other from here on.
      const filled = m.sequence(
        'array',
        list.cells.map((cell) => m.recorder.fresh(cell.data, cell.literal)),
        at,
      );
      return m.fresh(filled);
    }
    return m.fresh(list);
  },
  copyWithin: (m, list, { positional }, at) => {
    const { length } = list.cells;
    const to = position(m, positional[0], 0, length, at);
    const from = position(m, positional[1], 0, length, at);
    const end = position(m, positional[2], length, length, at);
    const boxes = list.cells.slice(from, Math.max(from, end)).slice(0, length - to);
    boxes.forEach((box, index) => (list.cells[to + index] = m.recorder.put(box, list.owner, at)));
    return m.fresh(list);
  },
  at: (m, list, { positional }, at) => list.cells.at(integer(m, positional[0], 0, at)) ?? nothing(m),
  indexOf: (m, list, args, at) => number(m, search(m, list, args, at)),
  includes: (m, list, args, at) => {
    const item = args.positional[0]?.data;
    // Here, other than for `===` and `indexOf`, NaN is NaN.
    const isNan = (data: Data | undefined): boolean => data?.t === 'num' && Number.isNaN(data.v);
    return truth(m, search(m, list, args, at) >= 0 || (isNan(item) && list.cells.some(({ data }) => isNan(data))));
  },
  join: (m, list, { positional }, at) => {
    const comma = positional[0] ? toText(m, m.inspect(positional[0], at), at) : ',';
    if (list.cells.some((cell) => cell.data.t === 'unknown')) return m.unknown('a joined text');
    const parts = list.cells.map((cell) => (cell.data.t === 'nothing' ? '' : toText(m, cell.data, at)));
    return m.fresh({ t: 'str', v: parts.join(comma) });
  },
  forEach: (m, list, args, at) => {
    const { observer } = m.recorder;
    observer?.aside?.(true);
    through(m, list, args, at, () => false);
    observer?.aside?.(false);
    return nothing(m);
  },
  map: (m, list, args, at) => {
    const boxes: Box[] = [];
    through(m, list, args, at, (result) => {
      boxes.push(result);
      return false;
    });
    return array(m, boxes, at);
  },
  filter: (m, list, args, at) => {
    const boxes: Box[] = [];
    through(m, list, args, at, (result, box) => {
      if (m.test(result, at)) boxes.push(box);
      return false;
    });
    return array(m, boxes, at);
  },
  find: (m, list, args, at) => {
    let found: Box | undefined;
    through(m, list, args, at, (result, box) => {
      if (m.test(result, at)) found = box;
      return found !== undefined;
    });
    return found ?? nothing(m);
  },
  findIndex: (m, list, args, at) => {
    let found = -1;
    through(m, list, args, at, (result, _box, index) => {
      if (m.test(result, at)) found = index;
      return found >= 0;
    });
    return number(m, found);
  },
  some: (m, list, args, at) => {
    let found = false;
    through(m, list, args, at, (result) => (found = m.test(result, at)));
    return truth(m, found);
  },
  every: (m, list, args, at) => {
    let failed = false;
    through(m, list, args, at, (result) => (failed = !m.test(result, at)));
    return truth(m, !failed);
  },
  reduce: (m, list, args, at) => {
    const callee = args.positional[0] ?? m.fail(at, 'a function is missing');
    const cells = [...whole(m, list, at)];
    let total = args.positional[1] ?? cells.shift() ?? m.fail(at, 'reduce of an empty array');
    const offset = list.cells.length - cells.length;
    cells.forEach((box, index) => {
      total = callWith(m, callee, [total, box, number(m, index + offset), m.fresh(list)], at);
    });
    return total;
  },
  flat: (m, list, { positional }, at) => {
    const depth = positional[0] ? toNumber(m, m.inspect(positional[0], at), at) : 1;
    return array(m, flattened(m, list.cells, depth, at), at);
  },
  keys: (m, list) => {
    let index = 0;
    return m.fresh({ t: 'iterator', next: () => (index < list.cells.length ? number(m, index++) : undefined) });
  },
  values: (m, list) => m.fresh({ t: 'iterator', next: listIterator(() => list.cells) }),
  entries: (m, list, _args, at) => {
    let index = 0;
    return m.fresh({
      t: 'iterator',
      next: () => {
        const box = list.cells[index];
        return box && array(m, [number(m, index++), box], at);
      },
    });
  },
};

type OnMap = (m: Machine, map: RecordData, args: Arguments, at: Span) => Box;

function key(m: Machine, { positional }: Arguments, at: Span): Data {
  const data = positional[0] ? m.inspect(positional[0], at) : UNDEFINED;
  if (!['num', 'str', 'bool', 'nothing'].includes(data.t)) m.fail(at, `${show(data)} as a key is not followed`);
  return data.t === 'bool' ? m.fail(at, 'true and false as keys are not followed') : data;
}

const MAP: Readonly<Record<string, OnMap>> = {
  get: (m, map, args, at) => map.entries.get(keyOfData(key(m, args, at)) ?? '')?.box ?? nothing(m),
  set: (m, map, args, at) => {
    m.setEntry(map, key(m, args, at), args.positional[1] ?? nothing(m), at);
    return m.fresh(map);
  },
  has: (m, map, args, at) => truth(m, map.entries.has(keyOfData(key(m, args, at)) ?? '')),
  delete: (m, map, args, at) => {
    const found = map.entries.delete(keyOfData(key(m, args, at)) ?? '');
    m.recorder.shift(map.owner);
    return truth(m, found);
  },
};

export const methods: Part = {
  methods: {
    array: methodTable((_m, { data }: Box) => data as Sequence, ARRAY),
    map: methodTable((_m, { data }: Box) => data as RecordData, MAP),
  },
};
