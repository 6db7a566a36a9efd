import { callWith } from '../../core/calls';
import { sequenceCell, splice } from '../../core/cells';
import { Library, type Part as LibraryPart } from '../../core/library/library';
import { cellTable, methodTable, plainTable, type Run } from '../../core/library/plain';
import { methodOf, type Machine } from '../../core/machine';
import type { Arguments, Box, Data, Place, Sequence } from '../../core/values';
import type { Span } from '../../syntax';
import { cellsOf, pointerOf, refill, target } from '../../native/dialect';
import { isIntType } from '../../native/integers';
import { argument, cell, compareBoxes, int, none, number, orderBy, print, sorted, swap } from '../../native/functions';
import { scan, scanf } from '../../native/input';
import { LIMITS } from '../../core/limits';
import { adapters } from './adapters';
import { letters, strings } from './letters';
import { algorithms } from './algorithms';
import { memoryPart, zeroOf } from './memory';
import { numbers } from './numbers';

interface Part {
  base: Sequence;
  from: number;
  to: number;
}

/** The cells between two iterators or pointers. */
function between(m: Machine, args: Arguments, first: number, last: number, at: Span): Part {
  const start = pointerOf(argument(m, args, first, at).data);
  const end = pointerOf(argument(m, args, last, at).data);
  if (!start || !end || start.base !== end.base) return m.fail(at, 'these do not point into one array');
  if (start.index > end.index) return m.fail(at, 'the first of these comes after the last');
  return { base: start.base, from: start.index, to: end.index };
}

function inside({ base, from, to }: Part): Box[] {
  return base.cells.slice(from, to);
}

function pointer(m: Machine, base: Sequence, index: number, at: Span): Box {
  return m.dialect.binary(m, '+', m.fresh(base), int(m, index), at);
}

const rotate: Run = (m, args, at) => {
  const part = between(m, args, 0, 2, at);
  const middle = between(m, args, 0, 1, at);
  const boxes = inside(part);
  const by = middle.to - middle.from;
  refill(m, part, [...boxes.slice(by), ...boxes.slice(0, by)], at);
  return pointer(m, part.base, part.to - by, at);
};

const sort =
  (stable: boolean): Run =>
  (m, args, at) => {
    const part = between(m, args, 0, 1, at);
    const by = args.positional[2];
    const before = (a: Box, b: Box): boolean =>
      by ? m.test(callWith(m, by, [a, b], at), at) : compareBoxes(m, a, b, at) < 0;
    const tie = stable ? undefined : 'std::sort may put equal elements in any order; std::stable_sort does not';
    const boxes = sorted(m, inside(part), orderBy(before), tie, at);
    refill(m, part, boxes, at);
    return none(m);
  };

/** Elements of which some are zero because nothing was given for them. */
const filled: Run = (m, args, at) => {
  const list = argument(m, args, 0, at).data;
  const length = number(m, args, 1, at);
  if (list.t !== 'sequence' || length < list.cells.length || length > LIMITS.writes)
    return m.fail(at, 'this length does not fit');
  const zero = zeroOf(list.type);
  const zeros = Array.from({ length: length - list.cells.length }, () => m.recorder.fresh(zero, true));
  if (list.cells.some((one) => one.data.t === 'record' || one.data.t === 'sequence') && zeros.length > 0)
    return m.fail(at, 'arrays of structures need a value for each');
  splice(m, list, list.cells.length, 0, zeros, at);
  return m.fresh(list);
};

/** A structure made by braces, or there from the start: fields that nobody has given a value are zero. */
const zeroFilled: Run = (m, args, at) => {
  const box = argument(m, args, 0, at);
  const { data } = box;
  if (data.t !== 'record' || !data.type || methodOf(data.type, [data.type.declaration.name])) return box;
  for (const { name, type } of data.type.declaration.fields) {
    const entry = data.entries.get(`s${name}`);
    const inner = entry?.box.data;
    if (!entry || !inner) continue;
    if (inner.t === 'nothing' && type !== undefined && (isIntType(type) || type === 'f64' || type === 'bool'))
      m.setEntry(data, entry.key, m.recorder.fresh(type === 'bool' ? { t: 'bool', v: false } : zeroOf(type), true), at);
    if (inner.t === 'sequence' && inner.cells.every(({ data: cell }) => cell.t === 'nothing')) {
      const zeros = inner.cells.map(() => m.recorder.fresh(zeroOf(inner.type), true));
      refill(m, { base: inner, from: 0, to: zeros.length }, zeros, at);
    }
  }
  return box;
};

/** `int a[2][3];` */
const unsetRows: Run = (m, args, at) => {
  const type = argument(m, args, 0, at).data;
  const lengths = args.positional.slice(1).map((_, index) => number(m, args, index + 1, at));
  if (lengths.some((one) => one < 0) || lengths.reduce((a, b) => a * b, 1) > LIMITS.writes)
    return m.fail(at, 'this array is too long');
  const row = ([length = 0, ...rest]: number[]): Box => {
    const boxes = Array.from({ length }, () =>
      rest.length > 0 ? row(rest) : m.recorder.fresh({ t: 'nothing', name: 'unset' }, true),
    );
    return m.fresh(
      m.sequence('array', boxes, at, rest.length === 0 && type.t === 'str' && type.v !== '' ? type.v : undefined),
    );
  };
  return row(lengths);
};

const unset: Run = (m, args, at) => {
  const like = argument(m, args, 0, at).data;
  const length = number(m, args, 1, at);
  if (length < 0 || length > LIMITS.writes) return m.fail(at, 'this array is too long');
  const boxes = Array.from({ length }, () => m.recorder.fresh({ t: 'nothing', name: 'unset' }, true));
  return m.fresh(m.sequence('array', boxes, at, like.t === 'sequence' ? like.type : undefined));
};

/** `vector<int> v(5)`, `v(5, 1)`, `v(a.begin(), a.end())`, `v(other)`; the type of the elements comes by keyword. */
const newList: Run = (m, args, at) => {
  const [first, second] = args.positional;
  const of = args.keywords.get('type')?.data;
  const type = of?.t === 'str' && (isIntType(of.v) || of.v === 'f64') ? of.v : undefined;
  const list = (boxes: readonly Box[]): Box => m.fresh(m.sequence('vector', boxes, at, type));
  if (!first) return list([]);
  if (pointerOf(first.data) && first.data.t === 'reference') return list(inside(between(m, args, 0, 1, at)));
  if (first.data.t === 'sequence') return m.dialect.copied?.(m, first, at) ?? list(first.data.cells);
  const length = number(m, args, 0, at);
  if (length < 0 || length > LIMITS.writes) return m.fail(at, 'this list is too long');
  if (!second && type === undefined && of?.t === 'str' && !['bool', ''].includes(of.v))
    return m.fail(at, `what a ${of.v} is at first is not known: write the values out`);
  const value: Data = second ? second.data : zeroOf(type);
  const boxes = Array.from({ length }, () => {
    const one =
      second && (value.t === 'sequence' || value.t === 'record') ? rows(m, second, at) : m.recorder.fresh(value, true);
    return type !== undefined && m.dialect.cast ? m.dialect.cast(m, type, one, at) : one;
  });
  return list(boxes);
};

/** A list of its own for each row. */
function rows(m: Machine, box: Box, at: Span): Box {
  const { data } = box;
  if (data.t !== 'sequence') return m.fail(at, 'a list of structures is made by writing them out');
  const cells = data.cells.map((cell) =>
    cell.data.t === 'sequence' ? rows(m, cell, at) : m.recorder.fresh(cell.data, cell.literal),
  );
  return m.fresh(m.sequence(data.flavor, cells, at, data.type));
}

const FUNCTIONS: Readonly<Record<string, Run>> = {
  swap: (m, args, at) => swap(m, cell(m, args, 0, at), cell(m, args, 1, at)),
  iter_swap: (m, args, at) => swap(m, cell(m, args, 0, at), cell(m, args, 1, at)),
  exchange: (m, args, at) => {
    const place = cell(m, args, 0, at);
    const old = place.read();
    place.write(argument(m, args, 1, at));
    return old;
  },
  reverse: (m, args, at) => {
    const part = between(m, args, 0, 1, at);
    refill(m, part, inside(part).reverse(), at);
    return none(m);
  },
  rotate,
  swap_ranges: (m, args, at) => {
    const part = between(m, args, 0, 1, at);
    const other = pointerOf(argument(m, args, 2, at).data);
    if (!other || other.index + part.to - part.from > other.base.cells.length)
      return m.fail(at, 'the second range is too short');
    const boxes = inside(part);
    const there = { base: other.base, from: other.index, to: other.index + boxes.length };
    if (there.base === part.base && there.from < part.to && part.from < there.to) m.fail(at, 'these ranges overlap');
    const others = inside(there);
    refill(m, part, others, at);
    refill(m, there, boxes, at);
    return none(m);
  },
  copy: (m, args, at) => {
    const part = between(m, args, 0, 1, at);
    const to = pointerOf(argument(m, args, 2, at).data);
    const boxes = inside(part);
    if (!to || to.index + boxes.length > to.base.cells.length) return m.fail(at, 'there is no room for the copy');
    refill(m, { base: to.base, from: to.index, to: to.index + boxes.length }, boxes, at);
    return none(m);
  },
  sort: sort(false),
  stable_sort: sort(true),
  next: (m, args, at) => m.dialect.binary(m, '+', argument(m, args, 0, at), args.positional[1] ?? int(m, 1), at),
  prev: (m, args, at) => m.dialect.binary(m, '-', argument(m, args, 0, at), args.positional[1] ?? int(m, 1), at),
  begin: (m, args, at) => pointer(m, cellsOf(m, argument(m, args, 0, at), at).base, 0, at),
  end: (m, args, at) => {
    const { base, to } = cellsOf(m, argument(m, args, 0, at), at);
    return pointer(m, base, to, at);
  },
  size: (m, args, at) => m.fresh({ t: 'int', v: BigInt(cellsOf(m, argument(m, args, 0, at), at).to), type: 'u64' }),
  'length of array': (m, args, at) => {
    const { data } = argument(m, args, 0, at);
    if (data.t !== 'sequence') return m.fail(at, 'the size of this is not known');
    return m.fresh({ t: 'int', v: BigInt(data.cells.length), type: 'u64' });
  },
  move: (m, args, at) => argument(m, args, 0, at),
  make_pair: (m, { positional }, at) => m.fresh(m.sequence('tuple', positional, at)),
  make_tuple: (m, { positional }, at) => m.fresh(m.sequence('tuple', positional, at)),
  min: (m, args, at) => lesser(m, argument(m, args, 0, at), argument(m, args, 1, at), at),
  max: (m, args, at) => {
    const a = argument(m, args, 0, at);
    const b = argument(m, args, 1, at);
    return compareBoxes(m, a, b, at) < 0 ? b : a;
  },
  printf: print,
  scanf,
  'read words': scan,
  puts: print,
  putchar: print,
  assert: print,
  'filled array': filled,
  'unset array': unset,
  'unset rows': unsetRows,
  'zero filled': zeroFilled,
  'new vector': newList,
  'new deque': newList,
  'new list': newList,
};

function lesser(m: Machine, a: Box, b: Box, at: Span): Box {
  return compareBoxes(m, b, a, at) < 0 ? b : a;
}

/** A value as an element of the list; a list or a structure is copied into it. */
function typed(m: Machine, list: Sequence, box: Box, at: Span): Box {
  const copy = m.dialect.copied?.(m, box, at) ?? box;
  return list.type !== undefined && m.dialect.cast ? m.dialect.cast(m, list.type, copy, at) : copy;
}

type OnList = (m: Machine, list: Sequence, args: Arguments, at: Span) => Box;

const METHODS: Readonly<Record<string, OnList>> = {
  size: (m, list) => m.fresh({ t: 'int', v: BigInt(list.cells.length), type: 'u64' }),
  empty: (m, list) => m.fresh({ t: 'bool', v: list.cells.length === 0 }),
  begin: (m, list, _args, at) => pointer(m, list, 0, at),
  end: (m, list, _args, at) => pointer(m, list, list.cells.length, at),
  data: (m, list, _args, at) => pointer(m, list, 0, at),
  push_back: (m, list, args, at) => {
    splice(m, list, list.cells.length, 0, [typed(m, list, argument(m, args, 0, at), at)], at);
    return none(m);
  },
  push_front: (m, list, args, at) => {
    splice(m, list, 0, 0, [typed(m, list, argument(m, args, 0, at), at)], at);
    return none(m);
  },
  pop_back: (m, list, _args, at) => {
    if (list.cells.length === 0) m.fail(at, 'the list is empty');
    splice(m, list, list.cells.length - 1, 1, [], at);
    return none(m);
  },
  pop_front: (m, list, _args, at) => {
    if (list.cells.length === 0) m.fail(at, 'the list is empty');
    splice(m, list, 0, 1, [], at);
    return none(m);
  },
  insert: (m, list, args, at) => {
    const where = pointerOf(argument(m, args, 0, at).data);
    if (where?.base !== list || args.positional.length !== 2) return m.fail(at, 'this insertion is not followed');
    splice(m, list, where.index, 0, [typed(m, list, argument(m, args, 1, at), at)], at);
    return pointer(m, list, where.index, at);
  },
  erase: (m, list, args, at) => {
    const where = pointerOf(argument(m, args, 0, at).data);
    if (where?.base !== list || args.positional.length !== 1 || where.index >= list.cells.length)
      return m.fail(at, 'this erasure is not followed');
    splice(m, list, where.index, 1, [], at);
    return pointer(m, list, where.index, at);
  },
  swap: (m, list, args, at) => exchangeLists(m, list, args, at),
  clear: (m, list, _args, at) => {
    splice(m, list, 0, list.cells.length, [], at);
    return none(m);
  },
};

/** Methods that give a reference to an element. */
const CELLS: Readonly<Record<string, (m: Machine, list: Sequence, args: Arguments, at: Span) => Place>> = {
  at: (m, list, args, at) => m.dialect.element(m, m.fresh(list), argument(m, args, 0, at), at),
  front: (m, list, _args, at) => endOf(m, list, 0, at),
  back: (m, list, _args, at) => endOf(m, list, list.cells.length - 1, at),
};

function endOf(m: Machine, list: Sequence, index: number, at: Span): Place {
  return list.cells.length > 0 ? sequenceCell(m, list, index, at) : m.fail(at, 'the list is empty');
}

/** `v.swap(u)`: the two lists exchange all they hold. */
function exchangeLists(m: Machine, list: Sequence, args: Arguments, at: Span): Box {
  const other = argument(m, args, 0, at).data;
  if (other.t !== 'sequence') return m.fail(at, 'a list is swapped with a list');
  const mine = [...list.cells];
  const theirs = [...other.cells];
  splice(m, list, 0, mine.length, theirs, at);
  splice(m, other, 0, theirs.length, mine, at);
  return none(m);
}

const list = (m: Machine, object: Box): Sequence => target(m, object).data as Sequence;
const functions = plainTable(FUNCTIONS);

/** Functions of C that C++ has in `std`, too. */
function withStd(part: LibraryPart): LibraryPart {
  const { functions: own = {} } = part;
  return {
    ...part,
    functions: { ...own, ...Object.fromEntries(Object.entries(own).map(([n, one]) => [`std::${n}`, one])) },
  };
}

export { isMemory, seenAs } from './memory';

export const library = new Library([
  {
    functions: {
      ...functions,
      ...Object.fromEntries(Object.entries(functions).map(([name, one]) => [`std::${name}`, one])),
    },
  },
  withStd(memoryPart),
  withStd(numbers),
  withStd(letters),
  strings,
  algorithms,
  adapters,
  { methods: { list: { ...methodTable(list, METHODS), ...cellTable(list, CELLS) } } },
]);

export function kindsOf(m: Machine, object: Box): string[] {
  const { data } = target(m, object);
  if (data.t === 'str') return ['text'];
  if (data.t !== 'sequence') return [];
  return [data.flavor === 'stack' || data.flavor === 'queue' ? data.flavor : 'list'];
}
