import { rearrange, splice } from '../core/cells';
import { drain, listIterator } from '../core/iteration';
import type { Part } from '../core/library/library';
import { methodTable } from '../core/library/plain';
import type { Machine } from '../core/machine';
import { keyOfData, type Arguments, type Box, type RecordData, type Sequence } from '../core/values';
import type { Span } from '../syntax';
import { equal } from './compare';
import { asInt, int } from './numbers';
import { show } from './show';
import { sorted } from './sorting';

type OnList = (m: Machine, list: Sequence, args: Arguments, at: Span) => Box;
type OnDictionary = (m: Machine, record: RecordData, args: Arguments, at: Span) => Box;

function none(m: Machine): Box {
  return m.fresh({ t: 'nothing', name: 'None' });
}

function argument(m: Machine, { positional }: Arguments, index: number, at: Span): Box {
  return positional[index] ?? m.fail(at, 'an argument is missing');
}

function number(m: Machine, box: Box, at: Span): number {
  const data = m.inspect(box, at);
  return Number(asInt(data) ?? m.fail(at, `${show(data)} is no integer`));
}

/** Where `insert` puts: negative indices count from the end, all are cut to what there is. */
function insertAt(index: number, length: number): number {
  return index < 0 ? Math.max(0, index + length) : Math.min(index, length);
}

function find(m: Machine, list: Sequence, args: Arguments, at: Span): number {
  const item = argument(m, args, 0, at);
  if (args.positional.length > 1) m.fail(at, 'only the first argument is followed');
  return list.cells.findIndex((cell) => equal(m, cell, item, at));
}

const COMMON: Readonly<Record<string, OnList>> = {
  index: (m, list, args, at) => {
    const index = find(m, list, args, at);
    return index < 0 ? m.fail(at, 'this is not in the list') : m.fresh(int(index));
  },
  count: (m, list, args, at) => {
    const item = argument(m, args, 0, at);
    return m.fresh(int(list.cells.filter((cell) => equal(m, cell, item, at)).length));
  },
};

const CHANGING: Readonly<Record<string, OnList>> = {
  append: (m, list, args, at) => {
    splice(m, list, list.cells.length, 0, [argument(m, args, 0, at)], at);
    return none(m);
  },
  extend: (m, list, args, at) => {
    const boxes = drain(m, m.dialect.iterate(m, argument(m, args, 0, at), 'values', at), at);
    splice(m, list, list.cells.length, 0, boxes, at);
    return none(m);
  },
  insert: (m, list, args, at) => {
    const index = insertAt(number(m, argument(m, args, 0, at), at), list.cells.length);
    splice(m, list, index, 0, [argument(m, args, 1, at)], at);
    return none(m);
  },
  pop: (m, list, args, at) => {
    const { length } = list.cells;
    const [given] = args.positional;
    if (given && list.flavor === 'deque') m.fail(at, 'pop of a deque takes no index');
    const index = given ? number(m, given, at) : -1;
    const position = index < 0 ? index + length : index;
    if (position < 0 || position >= length)
      m.fail(at, length === 0 ? 'pop from an empty list' : 'pop index out of range');
    const [box] = splice(m, list, position, 1, [], at);
    return box ?? m.fail(at, 'pop from an empty list');
  },
  remove: (m, list, args, at) => {
    const index = find(m, list, args, at);
    if (index < 0) m.fail(at, 'this is not in the list');
    splice(m, list, index, 1, [], at);
    return none(m);
  },
  reverse: (m, list, _args, at) => {
    rearrange(m, list, [...list.cells].reverse(), at);
    return none(m);
  },
  clear: (m, list, _args, at) => {
    splice(m, list, 0, list.cells.length, [], at);
    return none(m);
  },
  copy: (m, list, _args, at) => m.fresh(m.sequence(list.flavor, list.cells, at)),
};

const LIST: Readonly<Record<string, OnList>> = {
  ...COMMON,
  ...CHANGING,
  sort: (m, list, args, at) => {
    rearrange(m, list, sorted(m, list.cells, args, at), at);
    return none(m);
  },
};

const DEQUE: Readonly<Record<string, OnList>> = {
  ...COMMON,
  ...CHANGING,
  appendleft: (m, list, args, at) => {
    splice(m, list, 0, 0, [argument(m, args, 0, at)], at);
    return none(m);
  },
  popleft: (m, list, _args, at) => {
    const [box] = splice(m, list, 0, 1, [], at);
    return box ?? m.fail(at, 'popleft from an empty deque');
  },
  extendleft: (m, list, args, at) => {
    const boxes = drain(m, m.dialect.iterate(m, argument(m, args, 0, at), 'values', at), at);
    splice(m, list, 0, 0, boxes.reverse(), at);
    return none(m);
  },
  rotate: (m, list, args, at) => {
    const { length } = list.cells;
    const by = args.positional[0] ? number(m, args.positional[0], at) : 1;
    if (length === 0) return none(m);
    const shift = ((by % length) + length) % length;
    rearrange(m, list, [...list.cells.slice(length - shift), ...list.cells.slice(0, length - shift)], at);
    return none(m);
  },
};

const DICTIONARY: Readonly<Record<string, OnDictionary>> = {
  keys: (m, record) =>
    iteration(
      m,
      [...record.entries.values()].map(({ key }) => m.fresh(key)),
    ),
  values: (m, record) =>
    iteration(
      m,
      [...record.entries.values()].map(({ box }) => box),
    ),
  items: (m, record, _args, at) =>
    iteration(
      m,
      [...record.entries.values()].map(({ key, box }) => m.fresh(m.sequence('tuple', [m.fresh(key), box], at))),
    ),
  get: (m, record, args, at) => entry(m, record, args, at)?.box ?? args.positional[1] ?? none(m),
  pop: (m, record, args, at) => {
    const found = entry(m, record, args, at);
    if (!found) return args.positional[1] ?? m.fail(at, 'there is no such key');
    record.entries.delete(found.text);
    m.recorder.shift(record.owner);
    return found.box;
  },
  copy: (m, record, _args, at) => {
    const copied = m.record('dict');
    for (const { key, box } of record.entries.values()) m.setEntry(copied, key, box, at);
    return m.fresh(copied);
  },
  update: (m, record, args, at) => {
    const from = m.container(argument(m, args, 0, at), at);
    if (from.t !== 'record') return m.fail(at, 'update is followed for dictionaries only');
    for (const { key, box } of [...from.entries.values()]) m.setEntry(record, key, box, at);
    return none(m);
  },
};

function iteration(m: Machine, boxes: readonly Box[]): Box {
  return m.fresh({ t: 'iterator', next: listIterator(() => boxes) });
}

function entry(m: Machine, record: RecordData, args: Arguments, at: Span): { text: string; box: Box } | undefined {
  const text = keyOfData(m.inspect(argument(m, args, 0, at), at));
  const found = text === undefined ? undefined : record.entries.get(text);
  return found && text !== undefined ? { text, box: found.box } : undefined;
}

const sequence = (_m: Machine, { data }: Box): Sequence => data as Sequence;
const record = (_m: Machine, { data }: Box): RecordData => data as RecordData;

export const methods: Part = {
  methods: {
    tuple: methodTable(sequence, COMMON),
    list: methodTable(sequence, LIST),
    deque: methodTable(sequence, DEQUE),
    dict: methodTable(record, DICTIONARY),
  },
};
