import { callWith } from '../../core/calls';
import { sequenceCell, splice } from '../../core/cells';
import { Library } from '../../core/library/library';
import { methodTable, plainTable, type Run } from '../../core/library/plain';
import { LIMITS } from '../../core/limits';
import type { Machine } from '../../core/machine';
import type { Arguments, Box, Data, Sequence } from '../../core/values';
import type { Span } from '../../syntax';
import { cellsOf, referenceTo, refill, target } from '../../native/dialect';
import { iterators } from './iterators';
import { letters } from './letters';
import { numbers } from './numbers';
import { options } from './options';
import { NOTHING } from './parameters';
import { vectors } from './vectors';
import { argument, cell, compareBoxes, int, integer, none, number, sorted, swap } from '../../native/functions';

function usize(m: Machine, v: number): Box {
  return m.fresh({ t: 'int', v: BigInt(v), type: 'u64' });
}

const range =
  (closed: boolean): Run =>
  (m, args, at) => {
    const [start, stop] = [number(m, args, 0, at), number(m, args, 1, at)];
    return m.fresh({ t: 'range', start: BigInt(start), stop: BigInt(stop) + (closed ? 1n : 0n), step: 1n });
  };

function copyDeep(m: Machine, box: Box, at: Span, depth = 0): Box {
  const { data } = target(m, box);
  if (depth > LIMITS.nesting) return m.fail(at, 'this nests too deeply');
  if (data.t === 'sequence' || data.t === 'view') {
    const { base, from, to } = cellsOf(m, box, at);
    return m.fresh(
      m.sequence(
        base.flavor,
        base.cells.slice(from, to).map((one) => copyDeep(m, one, at, depth + 1)),
        at,
      ),
    );
  }
  if (data.t !== 'record') return target(m, box);
  const copy = m.record(data.flavor, data.type);
  for (const { key, box: value } of data.entries.values()) m.setEntry(copy, key, copyDeep(m, value, at, depth + 1), at);
  return m.fresh(copy);
}

/** Lists and structures are equal if all in them is. */
function equal(m: Machine, left: Box, right: Box, at: Span, depth = 0): boolean {
  const [a, b] = [target(m, left), target(m, right)];
  const isList = [a, b].every(({ data }) => data.t === 'sequence' || data.t === 'view');
  if (depth > LIMITS.nesting) return m.fail(at, 'this nests too deeply');
  if (isList) {
    const [mine, theirs] = [a, b].map((one) => inside(cellsOf(m, one, at)));
    return (
      mine?.length === theirs?.length &&
      (mine ?? []).every((cell, index) => {
        const other = theirs?.[index];
        return other !== undefined && equal(m, cell, other, at, depth + 1);
      })
    );
  }
  if (a.data.t === 'record' && b.data.t === 'record') {
    const entries = b.data.entries;
    return [...a.data.entries].every(([key, { box }]) => {
      const other = entries.get(key)?.box;
      return other !== undefined && equal(m, box, other, at, depth + 1);
    });
  }
  if ((a.data.t === 'nothing') !== (b.data.t === 'nothing')) return false;
  return (a.data.t === 'nothing' && b.data.t === 'nothing') || m.dialect.compare(m, '==', a, b, at);
}

const newStruct: Run = (m, args, at) => {
  const type = argument(m, args, 0, at).data;
  if (type.t !== 'class') return m.fail(at, 'this structure is not defined here');
  const object = m.record('struct', type);
  for (const [name, value] of args.keywords) m.setEntry(object, { t: 'str', v: name }, value, at);
  return m.fresh(object);
};

const larger: Run = (m, args, at) => {
  const [a, b] = [argument(m, args, 0, at), argument(m, args, 1, at)];
  return compareBoxes(m, a, b, at) <= 0 ? b : a;
};

const smaller: Run = (m, args, at) => {
  const [a, b] = [argument(m, args, 0, at), argument(m, args, 1, at)];
  return compareBoxes(m, b, a, at) < 0 ? b : a;
};

const exchanged: Run = (m, args, at) => swap(m, cell(m, args, 0, at), cell(m, args, 1, at));

const replaced: Run = (m, args, at) => {
  const place = cell(m, args, 0, at);
  const old = place.read();
  place.write(argument(m, args, 1, at));
  return old;
};

const FUNCTIONS: Readonly<Record<string, Run>> = {
  range: range(false),
  'closed range': range(true),
  'is none': (m, args, at) => isNone(m, argument(m, args, 0, at), NO_ARGUMENTS, at),
  /** `Self` in the methods of a type. */
  itself: (m, args, at) => m.fresh(argument(m, args, 0, at).data),
  /** What is gone through by `for x in v` where `*x = …` stands in the loop: the cells of `v`. */
  'in place': (m, args, at) => {
    const list = argument(m, args, 0, at);
    const { data } = target(m, list);
    if (data.t !== 'sequence' && data.t !== 'view') return list;
    const part = cellsOf(m, list, at);
    if (inside(part).some((one) => one.data.t === 'reference')) return list;
    return iterator(
      m,
      inside(part).map((_, index) => referenceTo(m, part.base, part.from + index, at)),
    );
  },
  'Box::new': (m, args, at) => argument(m, args, 0, at),
  /** `option.take()`. */
  'option taken': (m, args, at) => {
    const place = cell(m, args, 0, at);
    const old = place.read();
    if (old.data.t === 'reference') return m.fail(at, 'taking from behind two references is not followed');
    if (old.data.t !== 'nothing') place.write(m.fresh(NOTHING));
    return old;
  },
  Some: (m, args, at) => {
    const box = argument(m, args, 0, at);
    return target(m, box).data.t === 'nothing'
      ? m.fail(at, 'an option in an option is not followed: give the inner one a value of its own')
      : box;
  },
  'new struct': newStruct,
  repeated: (m, args, at) => {
    const value = argument(m, args, 0, at);
    const length = number(m, args, 1, at);
    const flavor = argument(m, args, 2, at).data;
    if (length < 0 || length > LIMITS.writes) return m.fail(at, 'no array has this length');
    const boxes = Array.from({ length }, () =>
      value.data.t === 'sequence' ? copyDeep(m, value, at) : value.home ? value : m.recorder.fresh(value.data, true),
    );
    return m.fresh(m.sequence(flavor.t === 'str' ? flavor.v : 'vec', boxes, at));
  },
  'mem::swap': exchanged,
  swap: exchanged,
  'mem::take': (m, args, at) => {
    const place = cell(m, args, 0, at);
    const old = place.read();
    const { data } = old;
    if (data.t === 'sequence' && data.flavor === 'vec') place.write(m.fresh(m.sequence('vec', [], at, data.type)));
    else if (data.t === 'int') place.write(m.fresh({ ...data, v: 0n }));
    else if (data.t === 'nothing') return old;
    else return m.fail(at, 'what stands in its place then is not known here: use mem::replace');
    return old;
  },
  'mem::replace': replaced,
  replace: replaced,
  'cmp::max': larger,
  'cmp::min': smaller,
  max: larger,
  min: smaller,
  'are equal': (m, args, at) =>
    m.fresh({ t: 'bool', v: equal(m, argument(m, args, 0, at), argument(m, args, 1, at), at) }),
  differ: (m, args, at) => m.fresh({ t: 'bool', v: !equal(m, argument(m, args, 0, at), argument(m, args, 1, at), at) }),
  'String::new': (m) => m.unknownText('a text'),
  'Vec::new': (m, _args, at) => m.fresh(m.sequence('vec', [], at)),
  'Vec::with_capacity': (m, _args, at) => m.fresh(m.sequence('vec', [], at)),
  'VecDeque::new': (m, _args, at) => m.fresh(m.sequence('vec', [], at)),
  'VecDeque::from': (m, args, at) => {
    const { base, from, to } = cellsOf(m, argument(m, args, 0, at), at);
    return m.fresh(m.sequence('vec', base.cells.slice(from, to), at));
  },
};

/** Values of `Ordering`, as `cmp` gives them. */
const ORDERINGS = Object.fromEntries(
  ['Less', 'Equal', 'Greater'].map((name, index): [string, Data] => [
    `Ordering::${name}`,
    { t: 'int', v: BigInt(index - 1) },
  ]),
);

/** `i32::MAX`, `u8::MIN`. */
const LIMITS_OF_TYPES = Object.fromEntries(
  [
    ...[8, 16, 32, 64, 128].flatMap((bits): [string, string][] => [
      [`i${bits}`, `i${bits}`],
      [`u${bits}`, `u${bits}`],
    ]),
    ['usize', 'u64'] as const,
    ['isize', 'i64'] as const,
  ].flatMap(([name, type]): [string, Data][] => {
    const bits = BigInt(type.slice(1));
    const signed = type.startsWith('i');
    return [
      [`${name}::MAX`, { t: 'int', v: (1n << (signed ? bits - 1n : bits)) - 1n, type }],
      [`${name}::MIN`, { t: 'int', v: signed ? -(1n << (bits - 1n)) : 0n, type }],
    ];
  }),
);

interface Part {
  base: Sequence;
  from: number;
  to: number;
}

type OnPart = (m: Machine, part: Part, args: Arguments, at: Span) => Box;

function inside({ base, from, to }: Part): Box[] {
  return base.cells.slice(from, to);
}

function within(m: Machine, { from, to }: Part, index: number, at: Span): number {
  if (index < 0 || index >= to - from) return m.fail(at, `there is no element ${index}: the length is ${to - from}`);
  return from + index;
}

function rotated(m: Machine, part: Part, by: number, at: Span): Box {
  const boxes = inside(part);
  if (by < 0 || by > boxes.length) return m.fail(at, 'a rotation by more than the length');
  refill(m, part, [...boxes.slice(by), ...boxes.slice(0, by)], at);
  return none(m);
}

const tieOf = (stable: boolean): string | undefined =>
  stable ? undefined : 'an unstable sort may put equal elements in any order';

const sort =
  (stable: boolean): OnPart =>
  (m, part, args, at) => {
    const by = args.positional[0];
    const keyed = inside(part).map((box) => ({ box, key: by ? callWith(m, by, [box], at) : box }));
    const boxes = sorted(m, keyed, (a, b) => compareBoxes(m, a.key, b.key, at), tieOf(stable), at);
    refill(
      m,
      part,
      boxes.map(({ box }) => box),
      at,
    );
    return none(m);
  };

/** `sort_by(|a, b| b.cmp(a))`: what compares gives an `Ordering`, here -1, 0 or 1. */
const sortBy =
  (stable: boolean): OnPart =>
  (m, part, args, at) => {
    const by = argument(m, args, 0, at);
    const order = (a: Box, b: Box): number => integer(m, callWith(m, by, [a, b], at), at);
    refill(m, part, sorted(m, inside(part), order, tieOf(stable), at), at);
    return none(m);
  };

/** Only a whole vector can grow. */
function grown(m: Machine, { base, from, to }: Part, at: Span): Sequence {
  if (from !== 0 || to !== base.cells.length || base.flavor === 'array')
    return m.fail(at, 'only a vector changes its length');
  return base;
}

function taken(m: Machine, part: Part, index: number, at: Span): Box {
  const list = grown(m, part, at);
  if (index < 0 || index >= list.cells.length) return m.fresh(NOTHING);
  return splice(m, list, index, 1, [], at)[0] ?? m.fresh(NOTHING);
}

function added(m: Machine, part: Part, index: number, box: Box, at: Span): Box {
  const list = grown(m, part, at);
  if (index < 0 || index > list.cells.length) return m.fail(at, `there is no place ${index}`);
  splice(m, list, index, 0, [box], at);
  return none(m);
}

/** Two parts that share the cells of one. */
const split: OnPart = (m, { base, from, to }, args, at) => {
  const middle = from + number(m, args, 0, at);
  if (middle < from || middle > to) return m.fail(at, `this splits behind the end: the length is ${to - from}`);
  const parts: Data[] = [
    { t: 'view', base, from, to: middle },
    { t: 'view', base, from: middle, to },
  ];
  return m.fresh(
    m.sequence(
      'tuple',
      parts.map((part) => m.fresh(part)),
      at,
    ),
  );
};

/** A reference to an element that may be changed through it. */
function changeable(m: Machine, { base, from, to }: Part, index: number, at: Span): Box {
  return from < to ? referenceTo(m, base, index, at) : m.fresh(NOTHING);
}

const METHODS: Readonly<Record<string, OnPart>> = {
  swap: (m, part, args, at) => {
    const [i, j] = [within(m, part, number(m, args, 0, at), at), within(m, part, number(m, args, 1, at), at)];
    return swap(m, sequenceCell(m, part.base, i, at), sequenceCell(m, part.base, j, at));
  },
  reverse: (m, part, _args, at) => {
    refill(m, part, inside(part).reverse(), at);
    return none(m);
  },
  rotate_left: (m, part, args, at) => rotated(m, part, number(m, args, 0, at), at),
  rotate_right: (m, part, args, at) => rotated(m, part, part.to - part.from - number(m, args, 0, at), at),
  sort: sort(true),
  sort_by_key: sort(true),
  sort_unstable: sort(false),
  sort_by: sortBy(true),
  sort_unstable_by: sortBy(false),
  split_at: split,
  split_at_mut: split,
  first_mut: (m, part, _args, at) => changeable(m, part, part.from, at),
  last_mut: (m, part, _args, at) => changeable(m, part, part.to - 1, at),
  len: (m, { from, to }) => usize(m, to - from),
  is_empty: (m, { from, to }) => m.fresh({ t: 'bool', v: from === to }),
  first: (m, part) => inside(part)[0] ?? m.fresh(NOTHING),
  last: (m, part) => inside(part).at(-1) ?? m.fresh(NOTHING),
  push: (m, part, args, at) => added(m, part, part.to, argument(m, args, 0, at), at),
  push_back: (m, part, args, at) => added(m, part, part.to, argument(m, args, 0, at), at),
  push_front: (m, part, args, at) => added(m, part, 0, argument(m, args, 0, at), at),
  pop: (m, part, _args, at) => taken(m, part, part.to - 1, at),
  pop_back: (m, part, _args, at) => taken(m, part, part.to - 1, at),
  pop_front: (m, part, _args, at) => taken(m, part, 0, at),
  insert: (m, part, args, at) => added(m, part, number(m, args, 0, at), argument(m, args, 1, at), at),
  remove: (m, part, args, at) => {
    const box = taken(m, part, number(m, args, 0, at), at);
    return box.data === NOTHING ? m.fail(at, 'there is no such element') : box;
  },
  swap_remove: (m, part, args, at) => {
    const index = within(m, part, number(m, args, 0, at), at);
    const list = grown(m, part, at);
    const last = splice(m, list, list.cells.length - 1, 1, [], at)[0];
    const removed = list.cells[index];
    if (!last || !removed) return last ?? m.fail(at, 'there is no such element');
    list.cells[index] = m.recorder.put(last, list.owner, at);
    return removed;
  },
  iter: (m, part) => iterator(m, inside(part)),
  into_iter: (m, part) => iterator(m, inside(part)),
  iter_mut: (m, part, _args, at) =>
    iterator(
      m,
      inside(part).map((_, index) => referenceTo(m, part.base, part.from + index, at)),
    ),
  clone: (m, part, _args, at) => copyDeep(m, m.fresh({ t: 'view', ...part }), at),
  to_vec: (m, part, _args, at) => m.fresh(m.sequence('vec', inside(part), at)),
  as_mut_slice: (m, part) => m.fresh({ t: 'view', ...part }),
  as_slice: (m, part) => m.fresh({ t: 'view', ...part }),
};

function iterator(m: Machine, boxes: readonly Box[]): Box {
  return m.fresh(m.sequence('iterator', boxes, { start: 0, end: 0 }));
}

/** Iterators are lists of what they will give: nothing can change a list while it is gone through in Rust. */
const ITERATORS: Readonly<Record<string, OnPart>> = {
  rev: (m, part) => iterator(m, inside(part).reverse()),
  enumerate: (m, part, _args, at) =>
    iterator(
      m,
      inside(part).map((box, index) => m.fresh(m.sequence('tuple', [usize(m, index), box], at))),
    ),
  zip: (m, part, args, at) => {
    const other = inside(listed(m, argument(m, args, 0, at), at));
    const pairs = inside(part).flatMap((box, index) => {
      const twin = other[index];
      return twin ? [m.fresh(m.sequence('tuple', [box, twin], at))] : [];
    });
    return iterator(m, pairs);
  },
  step_by: (m, part, args, at) => {
    const by = number(m, args, 0, at);
    if (by <= 0) return m.fail(at, 'a step is positive');
    return iterator(
      m,
      inside(part).filter((_, index) => index % by === 0),
    );
  },
  skip: (m, part, args, at) => iterator(m, inside(part).slice(number(m, args, 0, at))),
  take: (m, part, args, at) => iterator(m, inside(part).slice(0, number(m, args, 0, at))),
  copied: (m, part) => iterator(m, inside(part)),
  cloned: (m, part) => iterator(m, inside(part)),
  collect: (m, part, _args, at) => m.fresh(m.sequence('vec', inside(part), at)),
};

/** Ranges as lists, where something is done with them but going through. */
function listed(m: Machine, box: Box, at: Span): Part {
  const { data } = target(m, box);
  if (data.t !== 'range') return cellsOf(m, box, at);
  const length = data.stop > data.start ? Number(data.stop - data.start) : 0;
  if (length > LIMITS.statements) return m.fail(at, 'this range is too long');
  const boxes = Array.from({ length }, (_, index) => int(m, data.start + BigInt(index)));
  return cellsOf(m, iterator(m, boxes), at);
}

type OnValue = (m: Machine, object: Box, args: Arguments, at: Span) => Box;

/** What an Option holds stands for itself. A reference that was in it stays one: `*v.first_mut().unwrap() = x`. */
const unwrap: OnValue = (m, object, _args, at) =>
  target(m, object).data.t === 'nothing' ? m.fail(at, 'unwrap of None', 'failure') : object;
const held: OnValue = (m, object, _args, at) => target(m, unwrap(m, object, NO_ARGUMENTS, at));
const NO_ARGUMENTS: Arguments = { positional: [], keywords: new Map() };
const compared: OnValue = (m, object, args, at) =>
  int(m, compareBoxes(m, target(m, object), argument(m, args, 0, at), at));
const isNone: OnValue = (m, object) => m.fresh({ t: 'bool', v: target(m, object).data.t === 'nothing' });
const isSome: OnValue = (m, object) => m.fresh({ t: 'bool', v: target(m, object).data.t !== 'nothing' });

/** Methods that everything has. */
const VALUES: Readonly<Record<string, OnValue>> = {
  unwrap,
  expect: unwrap,
  copied: held,
  cloned: held,
  cmp: compared,
  partial_cmp: compared,
  clone: (m, object, _args, at) => copyDeep(m, target(m, object), at),
  is_some: isSome,
  is_none: isNone,
};

/** Methods of an `Ordering`. */
const ORDERING: Readonly<Record<string, OnValue>> = {
  reverse: (m, object, _args, at) => int(m, -integer(m, object, at)),
};

export const library = new Library([
  iterators,
  letters,
  numbers,
  options,
  vectors,
  { functions: plainTable(FUNCTIONS), constants: { ...ORDERINGS, ...LIMITS_OF_TYPES, None: NOTHING } },
  {
    methods: {
      list: methodTable(listed, METHODS),
      iterator: methodTable(listed, ITERATORS),
      int: methodTable((_m, object) => object, ORDERING),
      value: methodTable((_m, object) => object, VALUES),
    },
  },
]);

export function kindsOf(m: Machine, object: Box): string[] {
  const { data } = target(m, object);
  if (data.t === 'range' || (data.t === 'sequence' && data.flavor === 'iterator')) return ['iterator', 'value'];
  if (data.t === 'sequence' || data.t === 'view') return ['list', 'value'];
  if (data.t === 'num') return ['float', 'value'];
  if (data.t === 'str') return ['text', 'value'];
  return data.t === 'int' ? ['int', 'value'] : ['value'];
}
