import { listIterator } from '../../core/iteration';
import { callWith } from '../../core/calls';
import { asPlain } from '../../core/constants';
import { deepCopy } from '../../core/copy';
import type { Call, Entry, Part } from '../../core/library/library';
import { box, items, named, optional, or, record, truth, value } from '../../core/library/parameters';
import { pure, raise, refuse, using } from '../../core/library/table';
import { keyOfData } from '../../core/keys';
import type { Box, Data, RecordData } from '../../core/values';
import { isBounded } from '../bounded';
import { eachMember } from '../enums';
import { setFlags } from '../flags';
import { rangeLength } from '../iteration';
import { special } from '../special';
import { counters, factories } from '../missing';
import { asInt, int } from '../numbers';
import { show } from '../show';
import { index } from './parameters';
import { COMMON, LIST } from './lists';
import { inAnyOrder } from './sets';

function entry({ entries }: RecordData, wanted: Data): { text: string; box: Box } | undefined {
  const text = keyOfData(wanted);
  const found = text === undefined ? undefined : entries.get(text);
  return found && text !== undefined ? { text, box: found.box } : undefined;
}

function iteration(boxes: readonly Box[]): Data {
  return { t: 'iterator', next: listIterator(() => boxes) };
}

/** Gives every entry of one dictionary to another. */
function fill({ m, at }: Call, to: RecordData, from: RecordData): RecordData {
  for (const { key: name, box: held } of [...from.entries.values()]) m.setEntry(to, name, held, at);
  return to;
}

/** What `dict(…)` and `.update(…)` take: another dictionary, or pairs, and keywords, which are keys. */
function filledWith(call: Call, to: RecordData, positional: readonly Box[]): Box {
  const { m, args, at } = call;
  const [from, more] = positional;
  if (more) return m.fail(at, 'at most one dictionary is taken here');
  const data = from && m.container(from, at);
  if (data?.t === 'record' && data.flavor === 'dict') fill(call, to, data);
  else if (from)
    for (const pair of items.read(call, from, 0)) {
      const [name, held, other] = items.read(call, pair, 0);
      if (!name || !held || other) return m.fail(at, 'a dictionary is made from pairs');
      m.setEntry(to, m.inspect(name, at), held, at);
    }
  for (const [name, held] of args.keywords) m.setEntry(to, { t: 'str', v: name }, held, at);
  return m.absent();
}

const DICTIONARY: Readonly<Record<string, Entry>> = {
  keys: using([record], ({ m }, { entries }) => iteration([...entries.values()].map((one) => m.fresh(one.key)))),
  values: pure([record], ({ entries }) => iteration([...entries.values()].map((one) => one.box))),
  items: using([record], ({ m, at }, { entries }) =>
    iteration([...entries.values()].map((one) => m.fresh(m.sequence('tuple', [m.fresh(one.key), one.box], at)))),
  ),
  get: pure([record, value, optional(box)], (of, wanted, otherwise) => entry(of, wanted)?.box ?? otherwise),
  pop: using([record, value, optional(box)], ({ m }, of, wanted, otherwise) => {
    const found = entry(of, wanted);
    if (!found) return otherwise ?? raise('KeyError', 'there is no such key');
    of.entries.delete(found.text);
    m.recorder.shift(of.owner);
    return found.box;
  }),
  setdefault: using([record, value, optional(box)], ({ m, at }, of, wanted, otherwise) => {
    if (!entry(of, wanted)) m.setEntry(of, wanted, otherwise ?? m.absent(), at);
    return entry(of, wanted)?.box;
  }),
  popitem: using([record, named('last', or(truth, true))], ({ m }, of, isLast) => {
    const [text, last] = [...of.entries].at(isLast ? -1 : 0) ?? raise('KeyError', 'popitem of an empty dictionary');
    of.entries.delete(text);
    m.recorder.shift(of.owner);
    return m.sequence('tuple', [m.fresh(last.key), last.box], m.frame.now);
  }),
  /** Of an `OrderedDict`: to the end, or to the front. */
  move_to_end: using([record, value, named('last', or(truth, true))], ({ m }, of, wanted, isLast) => {
    const found = entry(of, wanted) ?? raise('KeyError', 'there is no such key');
    const all = [...of.entries];
    const moved = all.filter(([text]) => text === found.text);
    const others = all.filter(([text]) => text !== found.text);
    of.entries.clear();
    for (const [text, one] of isLast ? [...others, ...moved] : [...moved, ...others]) of.entries.set(text, one);
    m.noteAccess(of.owner, undefined, 'write');
    m.recorder.shift(of.owner);
  }),
  clear: using([record], ({ m }, of) => {
    of.entries.clear();
    m.recorder.shift(of.owner);
  }),
  copy: using([record], (call, of) => {
    const made = call.m.record('dict');
    if (counters.has(of)) counters.add(made);
    const make = factories.get(of);
    if (make) factories.set(made, make);
    return fill(call, made, of);
  }),
  update: {
    run: (call) => {
      const [of, ...given] = call.args.positional;
      if (!of) return call.m.fail(call.at, 'an argument is missing');
      return filledWith(call, record.read(call, of, 0), given);
    },
  },
};

function counted({ m, at }: Call, to: RecordData, boxes: readonly Box[]): RecordData {
  for (const one of boxes) {
    const name = m.inspect(one, at);
    const before = entry(to, name)?.box.data;
    m.setEntry(to, name, m.fresh(int(before?.t === 'int' ? before.v + 1n : 1n)), at);
  }
  return to;
}

const counter = using([optional(inAnyOrder)], (call, boxes) => {
  const made = call.m.record('dict');
  counters.add(made);
  return counted(call, made, boxes ?? []);
});

const COUNTER: Readonly<Record<string, Entry>> = {
  most_common: using([record, optional(index)], ({ m, at }, { entries }, count = Infinity) => {
    const all = [...entries.values()].map((one) => ({ ...one, times: asInt(m.inspect(one.box, at)) ?? 0n }));
    all.sort((a, b) => (a.times < b.times ? 1 : a.times > b.times ? -1 : 0));
    const pairs = all
      .slice(0, Math.max(0, count))
      .map((one) => m.fresh(m.sequence('tuple', [m.fresh(one.key), one.box], at)));
    return m.sequence('list', pairs, at);
  }),
  update: using([record, inAnyOrder], (call, of, boxes) => {
    counted(call, of, boxes);
  }),
};

/** `defaultdict(list)`. */
const withDefault = using([optional(box), optional(items)], ({ m, at }, make, pairs) => {
  const made = m.record('dict');
  if (make && make.data.t !== 'nothing') factories.set(made, () => callWith(m, make, [], at));
  return pairs && pairs.length > 0 ? refuse('a defaultdict of pairs is not followed', 'unsupported') : made;
});

const sequence = (flavor: string): Entry =>
  using([optional(items)], ({ m, at }, boxes) => m.sequence(flavor, boxes ?? [], at));

function length(data: Data): Data {
  if (data.t === 'sequence') return int(data.cells.length);
  if (data.t === 'record' && data.flavor !== 'instance') return int(data.entries.size);
  if (data.t === 'str') return int([...data.v].length);
  if (data.t === 'range') return int(rangeLength(data));
  return refuse(`the length of ${show(data)} is not known`, 'unsupported');
}

/** `dict()`, `dict(pairs)`, `dict(other, a=1)`: its keywords are keys. */
const dictionary: Entry = {
  run: (call) => {
    const { m, args } = call;
    const made = m.record('dict');
    filledWith(call, made, args.positional);
    return m.fresh(made);
  },
};

/** `copy.copy`: what is in it is shared. */
function shallowCopy(call: Call, of: Box): Box {
  const { m, at } = call;
  const data = m.container(of, at);
  if (data.t === 'record' && (counters.has(data) || factories.has(data)))
    return refuse('copy.copy of this dictionary is not followed: use its own copy()', 'unsupported');
  if (isBounded(data)) return refuse('copy.copy of a bounded deque is not followed: use its own copy()', 'unsupported');
  if (data.t === 'sequence') return m.fresh(m.sequence(data.flavor, data.cells, at));
  return data.t === 'record' ? m.fresh(fill(call, m.record(data.flavor, data.type), data)) : of;
}

export const collections: Part = {
  functions: {
    len: using([box], ({ m, at }, of) => {
      const members = of.raw.t === 'class' ? eachMember(of.raw) : setFlags(m, of.raw, at);
      if (members) return int(members.length);
      return special(m, of, '__len__', [], at) ?? length(asPlain(m.inspect(of, at)));
    }),
    list: sequence('list'),
    tuple: sequence('tuple'),
    dict: dictionary,
    'collections.OrderedDict': dictionary,
    'collections.Counter': counter,
    'collections.defaultdict': withDefault,
    'copy.copy': using([box], shallowCopy),
    'copy.deepcopy': using([box], ({ m, at }, of) =>
      (of.data.t === 'record' && counters.has(of.data)) || isBounded(of.data)
        ? refuse('copy.deepcopy of this is not followed: use its own copy()', 'unsupported')
        : deepCopy(m, of, at),
    ),
  },
  methods: { tuple: COMMON, list: LIST, dict: DICTIONARY, counter: COUNTER },
  modules: ['collections', 'copy'],
};
