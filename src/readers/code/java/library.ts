import { callWith } from '../core/calls';
import { rearrange, splice } from '../core/cells';
import { listIterator } from '../core/iteration';
import { Library } from '../core/library/library';
import { methodTable, plainTable, type Run } from '../core/library/plain';
import { LIMITS } from '../core/limits';
import type { Machine } from '../core/machine';
import { keyOfData, type Arguments, type Box, type Data, type RecordData, type Sequence } from '../core/values';
import type { Span } from '../syntax';
import { boxed, unboxed } from './boxes';
import { cellsOf, refill } from '../native/dialect';
import { argument, compareBoxes, int, none, number, print } from '../native/functions';

function list(m: Machine, args: Arguments, index: number, at: Span): Sequence {
  return cellsOf(m, argument(m, args, index, at), at).base;
}

function sorted(m: Machine, boxes: readonly Box[], by: Box | undefined, at: Span): Box[] {
  if (by && by.data.t !== 'nothing')
    return [...boxes].sort((a, b) => {
      const result = m.inspect(callWith(m, by, [a, b], at), at);
      return result.t === 'int' ? Number(result.v) : m.fail(at, 'a comparator gives an int');
    });
  return [...boxes].sort((a, b) => compareBoxes(m, a, b, at));
}

/** `new int[2][3]`: the zero, the type of the elements, then the lengths. */
function newArray(m: Machine, zero: Box, type: string, lengths: readonly number[], at: Span): Box {
  const [length = 0, ...rest] = lengths;
  if (length < 0 || length > LIMITS.writes) return m.fail(at, 'no array has this length');
  const boxes = Array.from({ length }, () =>
    rest.length > 0 ? newArray(m, zero, type, rest, at) : m.recorder.fresh(zero.data, true),
  );
  return m.fresh(m.sequence('array', boxes, at, rest.length > 0 ? undefined : type));
}

const newList: Run = (m, { positional }, at) => {
  const [from] = positional;
  const boxes = from && from.data.t !== 'int' ? cellsOf(m, from, at).base.cells : [];
  return m.fresh(m.sequence('list', boxes, at));
};

const listOf: Run = (m, { positional }, at) => {
  const [first] = positional;
  const boxes = positional.length === 1 && isObjectArray(first?.data) ? first.data.cells : positional;
  return m.fresh(
    m.sequence(
      'list',
      boxes.map((box) => boxed(m, box)),
      at,
    ),
  );
};

/** What a list can be made of; an `int[]` is one object. */
function isObjectArray(data: Data | undefined): data is Sequence {
  return data?.t === 'sequence' && data.flavor === 'array' && !/^([iuf]\d+|boolean)$/.test(data.type ?? '');
}

function part(m: Machine, args: Arguments, at: Span): { base: Sequence; from: number; to: number } {
  const base = list(m, args, 0, at);
  const isPart = args.positional[2]?.data.t === 'int';
  const from = isPart ? number(m, args, 1, at) : 0;
  const to = isPart ? number(m, args, 2, at) : base.cells.length;
  if (from < 0 || to < from || to > base.cells.length) return m.fail(at, 'this range is not in the array');
  return { base, from, to };
}

const FUNCTIONS: Readonly<Record<string, Run>> = {
  print,
  'new array': (m, args, at) => {
    const type = argument(m, args, 1, at).data;
    const lengths = args.positional.slice(2).map((_, index) => number(m, args, index + 2, at));
    return newArray(m, argument(m, args, 0, at), type.t === 'str' ? type.v : '', lengths, at);
  },
  'new ArrayList': newList,
  'new LinkedList': newList,
  'new ArrayDeque': newList,
  'new Vector': newList,
  'new Stack': newList,
  'new HashMap': (m) => m.fresh(m.record('map')),
  'new LinkedHashMap': (m) => m.fresh(m.record('map')),
  'new TreeMap': (m) => m.fresh(m.record('map')),
  // A list in front of an array: what is put into one is in the other.
  'Arrays.asList': (m, args, at) => {
    const [only] = args.positional;
    return args.positional.length === 1 && only && isObjectArray(only.data) ? only : listOf(m, args, at);
  },
  'List.of': listOf,
  'Arrays.copyOf': (m, args, at) => {
    const base = list(m, args, 0, at);
    const length = number(m, args, 1, at);
    if (length !== base.cells.length) return m.fail(at, 'copyOf with another length is not followed');
    return m.fresh(m.sequence('array', base.cells, at, base.type));
  },
  'Arrays.copyOfRange': (m, args, at) => {
    const { base, from, to } = part(m, args, at);
    return m.fresh(m.sequence('array', base.cells.slice(from, to), at, base.type));
  },
  'Arrays.sort': (m, args, at) => {
    const range = part(m, args, at);
    const by = args.positional.length === 2 ? args.positional[1] : args.positional[3];
    refill(m, range, sorted(m, range.base.cells.slice(range.from, range.to), by, at), at);
    return none(m);
  },
  'Arrays.toString': (m) => m.unknownText('a text'),
  'System.arraycopy': (m, args, at) => {
    const from = list(m, args, 0, at);
    const to = list(m, args, 2, at);
    const [source, goal, length] = [number(m, args, 1, at), number(m, args, 3, at), number(m, args, 4, at)];
    if (source < 0 || goal < 0 || source + length > from.cells.length || goal + length > to.cells.length)
      return m.fail(at, 'arraycopy outside of an array');
    refill(m, { base: to, from: goal, to: goal + length }, from.cells.slice(source, source + length), at);
    return none(m);
  },
  'Collections.swap': (m, args, at) => {
    const base = list(m, args, 0, at);
    const [i, j] = [number(m, args, 1, at), number(m, args, 2, at)];
    const [a, b] = [base.cells[i], base.cells[j]];
    if (!a || !b) return m.fail(at, `there is no element ${a ? j : i}: the length is ${base.cells.length}`);
    base.cells[i] = m.recorder.put(b, base.owner, at);
    base.cells[j] = m.recorder.put(a, base.owner, at);
    return none(m);
  },
  'Collections.reverse': (m, args, at) => {
    const base = list(m, args, 0, at);
    rearrange(m, base, [...base.cells].reverse(), at);
    return none(m);
  },
  'Collections.rotate': (m, args, at) => {
    const base = list(m, args, 0, at);
    const { length } = base.cells;
    if (length === 0) return none(m);
    const by = ((number(m, args, 1, at) % length) + length) % length;
    rearrange(m, base, [...base.cells.slice(length - by), ...base.cells.slice(0, length - by)], at);
    return none(m);
  },
  'Collections.sort': (m, args, at) => {
    const base = list(m, args, 0, at);
    rearrange(m, base, sorted(m, base.cells, args.positional[1], at), at);
    return none(m);
  },
  'Math.max': (m, args, at) => {
    const [a, b] = [argument(m, args, 0, at), argument(m, args, 1, at)];
    return compareBoxes(m, a, b, at) < 0 ? b : a;
  },
  'Math.min': (m, args, at) => {
    const [a, b] = [argument(m, args, 0, at), argument(m, args, 1, at)];
    return compareBoxes(m, b, a, at) < 0 ? b : a;
  },
};

function end(list: Sequence): number {
  return list.cells.length;
}

function take(m: Machine, list: Sequence, index: number, at: Span): Box {
  if (index < 0 || index >= end(list)) return m.fail(at, `there is no element ${index}: the length is ${end(list)}`);
  return splice(m, list, index, 1, [], at)[0] ?? m.fail(at, 'there is no such element');
}

function put(m: Machine, list: Sequence, index: number, box: Box, at: Span): Box {
  if (index < 0 || index > end(list)) return m.fail(at, `there is no place ${index}: the length is ${end(list)}`);
  splice(m, list, index, 0, [boxed(m, box)], at);
  return m.fresh({ t: 'bool', v: true });
}

function look(m: Machine, list: Sequence, index: number, at: Span): Box {
  return list.cells[index] ?? m.fail(at, `there is no element ${index}: the length is ${end(list)}`);
}

type OnList = (m: Machine, list: Sequence, args: Arguments, at: Span) => Box;

const add: OnList = (m, to, args, at) =>
  args.positional.length === 2
    ? put(m, to, number(m, args, 0, at), argument(m, args, 1, at), at)
    : put(m, to, end(to), argument(m, args, 0, at), at);
const first: OnList = (m, from, _args, at) => take(m, from, 0, at);
const last: OnList = (m, from, _args, at) => take(m, from, end(from) - 1, at);
const atFront: OnList = (m, to, args, at) => put(m, to, 0, argument(m, args, 0, at), at);
const atBack: OnList = (m, to, args, at) => put(m, to, end(to), argument(m, args, 0, at), at);

const METHODS: Readonly<Record<string, OnList>> = {
  get: (m, from, args, at) => look(m, from, number(m, args, 0, at), at),
  set: (m, to, args, at) => {
    const index = number(m, args, 0, at);
    const old = look(m, to, index, at);
    to.cells[index] = m.recorder.put(boxed(m, argument(m, args, 1, at)), to.owner, at);
    return old;
  },
  size: (m, of) => int(m, end(of)),
  isEmpty: (m, of) => m.fresh({ t: 'bool', v: end(of) === 0 }),
  add,
  remove: (m, from, args, at) =>
    args.positional.length === 0 ? take(m, from, 0, at) : take(m, from, number(m, args, 0, at), at),
  addFirst: atFront,
  offerFirst: atFront,
  addLast: atBack,
  offer: atBack,
  offerLast: atBack,
  removeFirst: first,
  pollFirst: first,
  poll: first,
  removeLast: last,
  pollLast: last,
  getFirst: (m, from, _args, at) => look(m, from, 0, at),
  getLast: (m, from, _args, at) => look(m, from, end(from) - 1, at),
  sort: (m, of, args, at) => {
    rearrange(m, of, sorted(m, of.cells, args.positional[0], at), at);
    return none(m);
  },
  clone: (m, of, _args, at) => m.fresh(m.sequence(of.flavor, of.cells, at, of.type)),
  clear: (m, of, _args, at) => {
    splice(m, of, 0, end(of), [], at);
    return none(m);
  },
  iterator: (m, of) => m.fresh({ t: 'iterator', next: listIterator(() => of.cells) }),
};

type OnMap = (m: Machine, map: RecordData, args: Arguments, at: Span) => Box;

const MAP: Readonly<Record<string, OnMap>> = {
  get: (m, map, args, at) => entry(m, map, args, at) ?? m.fresh({ t: 'nothing', name: 'null' }),
  put: (m, map, args, at) => {
    const old = entry(m, map, args, at) ?? m.fresh({ t: 'nothing', name: 'null' });
    m.setEntry(map, m.inspect(argument(m, args, 0, at), at), boxed(m, argument(m, args, 1, at)), at);
    return old;
  },
  size: (m, map) => int(m, map.entries.size),
};

function entry(m: Machine, map: RecordData, args: Arguments, at: Span): Box | undefined {
  return map.entries.get(keyOfData(m.inspect(argument(m, args, 0, at), at)) ?? '')?.box;
}

export function memberOf(m: Machine, { data }: Box, name: string): Box | undefined {
  return name === 'length' && data.t === 'sequence' && data.flavor === 'array' ? int(m, data.cells.length) : undefined;
}

/** Of texts the difference of the first letters that differ, or of the lengths, as Java tells it. */
function compared(m: Machine, a: Box, b: Box, at: Span): number {
  const [x, y] = [m.inspect(a, at), m.inspect(b, at)];
  if (x.t !== 'str' || y.t !== 'str') return compareBoxes(m, a, b, at);
  for (let index = 0; index < Math.min(x.v.length, y.v.length); index++) {
    const difference = x.v.charCodeAt(index) - y.v.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return x.v.length - y.v.length;
}

/** Methods of numbers, texts and truth values in their boxes. */
const VALUES: Readonly<Record<string, (m: Machine, value: Box, args: Arguments, at: Span) => Box>> = {
  compareTo: (m, value, args, at) => int(m, compared(m, value, argument(m, args, 0, at), at)),
  equals: (m, value, args, at) => {
    const other = m.inspect(argument(m, args, 0, at), at);
    const own = m.inspect(value, at);
    const isSame = own.t === other.t && keyOfData(own) === keyOfData(other);
    return m.fresh({ t: 'bool', v: isSame && (own.t !== 'int' || other.t !== 'int' || own.type === other.type) });
  },
  intValue: (m, value) => unboxed(m, value),
};

export const library = new Library([
  { functions: plainTable(FUNCTIONS), modules: ['Arrays', 'List', 'System', 'Collections', 'Math'] },
  {
    methods: {
      value: methodTable((_m, value) => value, VALUES),
      list: methodTable((_m, { data }: Box) => data as Sequence, METHODS),
      map: methodTable((_m, { data }: Box) => data as RecordData, MAP),
    },
  },
]);

export function kindsOf(_m: Machine, { data }: Box): string[] {
  if (['int', 'num', 'bool', 'str'].includes(data.t)) return ['value'];
  if (data.t === 'sequence') return ['list'];
  return data.t === 'record' && data.flavor === 'map' ? ['map'] : [];
}
