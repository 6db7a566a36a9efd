import { rearrange } from '../../core/cells';
import type { Call, Entry, Part } from '../../core/library/library';
import { many, optional } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import { LIMITS } from '../../core/limits';
import type { Machine } from '../../core/machine';
import type { Box, Data, Sequence } from '../../core/values';
import type { Span } from '../../syntax';
import { compared, comparing, equal } from '../comparing';
import { textOf } from '../texts';
import { thrown } from '../throwing';
import { fill, listed } from './lists';
import { below } from './objects';
import { all, box, functional, i32, int, item, row } from './parameters';

/** `new int[2][3]`: the zero, the type of the elements, then the lengths. */
function newArray(m: Machine, zero: Box, type: string, lengths: readonly number[], at: Span): Box {
  const [length = 0, ...rest] = lengths;
  if (length < 0) throw thrown(m, 'NegativeArraySizeException', String(length), at);
  if (length > LIMITS.writes) return m.fail(at, 'no array of this length is followed', 'bounds');
  const boxes = Array.from({ length }, () =>
    rest.length > 0 ? newArray(m, zero, type, rest, at) : m.recorder.fresh(zero.data, true),
  );
  return m.fresh(m.sequence('array', boxes, at, rest.length > 0 ? undefined : type));
}

/** What an array has where nothing was put. */
function zeroOf(type: string | undefined): Data {
  if (type === 'boolean') return { t: 'bool', v: false };
  if (type === 'f64') return { t: 'num', v: 0 };
  if (type === 'f32') return { t: 'num', v: 0, type };
  return type !== undefined && /^[iu]\d+$/.test(type) ? { t: 'int', v: 0n, type } : { t: 'nothing', name: 'null' };
}

function copy({ m, at }: Call, of: Sequence, from: number, to: number): Data {
  if (to < from)
    throw thrown(m, to < 0 ? 'NegativeArraySizeException' : 'IllegalArgumentException', `${from} > ${to}`, at);
  if (from < 0 || from > of.cells.length)
    throw thrown(m, 'ArrayIndexOutOfBoundsException', `Index ${from} out of bounds for length ${of.cells.length}`, at);
  if (to > LIMITS.writes) return m.fail(at, 'no array of this length is followed', 'bounds');
  const kept = of.cells.slice(from, to);
  const isRows = of.type === undefined && of.cells.some(({ raw }) => raw.t === 'sequence');
  const zero = zeroOf(isRows ? 'Object' : of.type);
  const more = Array.from({ length: to - from - kept.length }, () => m.recorder.fresh(zero, true));
  return m.sequence('array', [...kept, ...more], at, of.type);
}

/** A part that is given by its ends. */
function part(call: Call, of: Sequence, from: number, to: number): readonly Box[] {
  const { length } = of.cells;
  if (from > to) throw thrown(call.m, 'IllegalArgumentException', `fromIndex(${from}) > toIndex(${to})`, call.at);
  if (from < 0 || to > length)
    throw thrown(
      call.m,
      'ArrayIndexOutOfBoundsException',
      `Array index out of range: ${from < 0 ? from : to}`,
      call.at,
    );
  return of.cells.slice(from, to);
}

const sort: Entry = using([row, optional(box), optional(box), optional(box)], (call, of, first, second, third) => {
  const { m, at } = call;
  const isPart = first?.data.t === 'int';
  const by = isPart ? third : first;
  const from = isPart ? int.read(call, first, 1) : 0;
  const to = isPart && second ? int.read(call, second, 2) : of.cells.length;
  const order = by && by.data.t !== 'nothing' ? comparing(m, by, at) : (a: Box, b: Box) => compared(m, a, b, at);
  fill(call, of, from, [...part(call, of, from, to)].sort(order));
});

const fillArray: Entry = using([row, box, optional(box), optional(box)], (call, of, first, second, third) => {
  const [from, to, value] =
    third && second ? [int.read(call, first, 1), int.read(call, second, 2), third] : [0, of.cells.length, first];
  fill(
    call,
    of,
    from,
    part(call, of, from, to).map(() => value),
  );
});

function deepText(m: Machine, given: Box, at: Span): string | undefined {
  const { data } = given;
  if (data.t !== 'sequence' || data.flavor !== 'array') return textOf(m, given, at);
  const parts = data.cells.map((one) => deepText(m, one, at));
  return parts.includes(undefined) ? undefined : `[${parts.join(', ')}]`;
}

function told(m: Machine, of: Data, at: Span): Data {
  if (of.t === 'nothing') return { t: 'str', v: 'null' };
  const parts = of.t === 'sequence' ? of.cells.map((one) => textOf(m, one, at)) : [undefined];
  return parts.includes(undefined) ? m.unknownText('a text').data : { t: 'str', v: `[${parts.join(', ')}]` };
}

function isEqual(m: Machine, a: Box, b: Box, at: Span, isDeep: boolean): boolean {
  if (a.data.t !== 'sequence' || b.data.t !== 'sequence') return a.data.t === b.data.t && a.data.t === 'nothing';
  const [x, y] = [a.data.cells, b.data.cells];
  return (
    x.length === y.length &&
    x.every((one, index) => {
      const other = y[index] ?? one;
      return isDeep && one.data.t === 'sequence' && one.data.flavor === 'array'
        ? isEqual(m, one, other, at, true)
        : equal(m, one, other, at);
    })
  );
}

const search: Entry = using([box, box, optional(box)], (call, of, what, by) => {
  const { m, at } = call;
  const cells = all.read(call, of, 0);
  const key = m.typed(of.data.t === 'sequence' ? of.data.type : undefined, what, at);
  const order = by && by.data.t !== 'nothing' ? comparing(m, by, at) : (a: Box, b: Box) => compared(m, a, b, at);
  let [low, high] = [0, cells.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const way = order(cells[middle] as Box, key);
    if (way === 0) return i32(middle);
    if (way < 0) low = middle + 1;
    else high = middle - 1;
  }
  return i32(-(low + 1));
});

const ARRAY: Readonly<Record<string, Entry>> = {
  clone: using([row], ({ m, at }, of) => m.sequence('array', of.cells, at, of.type)),
  equals: using([box, box], (_call, a, b) => a.data === b.data),
};

function isObjects(data: Data): data is Sequence {
  return data.t === 'sequence' && data.flavor === 'array' && !/^([iuf]\d+|boolean)$/.test(data.type ?? '');
}

/** The list itself, or the array that a list stands in front of. */
const listRow: typeof row = {
  read: (call, given, index) => {
    const { data } = given;
    if (data.t === 'view' && data.from === 0 && data.to === data.base.cells.length) return data.base;
    const found = row.read(call, given, index);
    if (found.flavor === 'list')
      throw thrown(call.m, 'UnsupportedOperationException', 'this list cannot be changed', call.at);
    return found;
  },
};

function extreme(isBetter: (order: number) => boolean): Entry {
  return using([all, optional(box)], (call, of, by) => {
    const { m, at } = call;
    const order = by ? comparing(m, by, at) : (a: Box, b: Box) => compared(m, a, b, at);
    const [first, ...rest] = of;
    if (!first) throw thrown(m, 'NoSuchElementException', 'there is nothing here', at);
    return rest.reduce((best, one) => (isBetter(order(one, best)) ? one : best), first);
  });
}

const COLLECTIONS: Readonly<Record<string, Entry>> = {
  swap: using([listRow, int, int], (call, of, i, j) => {
    const [a, b] = [of.cells[i], of.cells[j]];
    const { length } = of.cells;
    if (!a || !b)
      throw thrown(
        call.m,
        'IndexOutOfBoundsException',
        `Index ${a ? j : i} out of bounds for length ${length}`,
        call.at,
      );
    of.cells[i] = call.m.recorder.put(b, of.owner, call.at);
    of.cells[j] = call.m.recorder.put(a, of.owner, call.at);
  }),
  reverse: using([listRow], ({ m, at }, of) => rearrange(m, of, [...of.cells].reverse(), at)),
  rotate: using([listRow, int], ({ m, at }, of, distance) => {
    const { length } = of.cells;
    if (length === 0) return;
    const by = ((distance % length) + length) % length;
    rearrange(m, of, [...of.cells.slice(length - by), ...of.cells.slice(0, length - by)], at);
  }),
  sort: using([listRow, optional(box)], (call, of, by) => {
    const { m, at } = call;
    const order = by && by.data.t !== 'nothing' ? comparing(m, by, at) : (a: Box, b: Box) => compared(m, a, b, at);
    rearrange(m, of, [...of.cells].sort(order), at);
  }),
  max: extreme((order) => order > 0),
  min: extreme((order) => order < 0),
  fill: using([listRow, item], (call, of, value) =>
    fill(
      call,
      of,
      0,
      of.cells.map(() => value),
    ),
  ),
  addAll: using([box, many(box)], (call, to, more) => {
    for (const one of more) {
      const method = call.m.dialect.member(call.m, to, 'add()', call.at).read();
      call.m.dialect.apply(call.m, method.data as never, { positional: [one], keywords: new Map() }, call.at);
    }
    return more.length > 0;
  }),
  frequency: using([all, box], ({ m, at }, of, what) => i32(of.filter((one) => equal(m, what, one, at)).length)),
  nCopies: using([int, item], ({ m, at }, times, one) =>
    times > LIMITS.writes
      ? m.fail(at, 'no list of this length is followed', 'bounds')
      : m.sequence(
          'list',
          Array.from({ length: times }, () => one),
          at,
        ),
  ),
  unmodifiableList: using([all], ({ m, at }, of) => m.sequence('list', of, at)),
  emptyList: using([], ({ m, at }) => m.sequence('list', [], at)),
  singletonList: using([item], ({ m, at }, one) => m.sequence('list', [one], at)),
  binarySearch: search,
  shuffle: using([listRow, optional(box)], (call, of, random) => {
    if (!random) return refuse('random numbers are not known: give shuffle a new Random with a seed', 'unknown-value');
    const order = [...of.cells];
    for (let last = order.length - 1; last > 0; last--) {
      const index = below(call, random, last + 1);
      const [one, other] = [order[index], order[last]];
      if (one && other) [order[index], order[last]] = [other, one];
    }
    rearrange(call.m, of, order, call.at);
  }),
};

const prefixed = (name: string, entries: Readonly<Record<string, Entry>>): Record<string, Entry> =>
  Object.fromEntries(Object.entries(entries).map(([own, entry]) => [`${name}.${own}`, entry]));

export const arrays: Part = {
  functions: {
    'new array': using([box, box, many(int)], ({ m, at }, zero, type, lengths) =>
      newArray(m, zero, type.data.t === 'str' ? type.data.v : '', lengths, at),
    ),
    ...prefixed('Collections', COLLECTIONS),
    // A list in front of an array: what is put into one is in the other.
    'Arrays.asList': {
      run: (call) => {
        const [only, ...more] = call.args.positional;
        if (more.length === 0 && only && isObjects(only.data))
          return call.m.fresh({ t: 'view', base: only.data, from: 0, to: only.data.cells.length });
        const made = listed('array').run(call).data;
        return made.t === 'sequence'
          ? call.m.fresh({ t: 'view', base: made, from: 0, to: made.cells.length })
          : call.m.fresh(made);
      },
    },
    'Arrays.copyOf': using([row, int], (call, of, length) => copy(call, of, 0, length)),
    'Arrays.copyOfRange': using([row, int, int], copy),
    'Arrays.sort': sort,
    'Arrays.parallelSort': sort,
    'Arrays.fill': fillArray,
    'Arrays.toString': using([box], ({ m, at }, of) => told(m, of.data, at)),
    'Arrays.deepToString': using([box], ({ m, at }, of) => {
      const v = deepText(m, of, at);
      return v === undefined ? m.unknownText('a text') : { t: 'str', v };
    }),
    'Arrays.equals': using([box, box], ({ m, at }, a, b) => isEqual(m, a, b, at, false)),
    'Arrays.deepEquals': using([box, box], ({ m, at }, a, b) => isEqual(m, a, b, at, true)),
    'Arrays.binarySearch': search,
    'Arrays.setAll': using([row, functional('apply', 'applyAsInt', 'applyAsLong', 'applyAsDouble')], (call, of, f) => {
      of.cells.forEach((_, index) => fill(call, of, index, [f(call.m.fresh(i32(index)))]));
    }),
    'System.arraycopy': using([row, int, row, int, int], (call, from, source, to, goal, length) => {
      if (
        source < 0 ||
        goal < 0 ||
        length < 0 ||
        source + length > from.cells.length ||
        goal + length > to.cells.length
      )
        throw thrown(call.m, 'ArrayIndexOutOfBoundsException', 'arraycopy outside of an array', call.at);
      fill(call, to, goal, from.cells.slice(source, source + length));
    }),
  },
  methods: { array: ARRAY },
  modules: ['Arrays', 'Collections', 'System'],
};
