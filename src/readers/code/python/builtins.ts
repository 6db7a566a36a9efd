import type { Machine } from '../core/machine';
import { callWith } from '../core/calls';
import { deepCopy } from '../core/copy';
import { truth } from '../core/evaluate';
import { drain, listIterator } from '../core/iteration';
import type { Part } from '../core/library/library';
import { plainTable, type Run } from '../core/library/plain';

import type { Arguments, Box, Data } from '../core/values';
import type { Span } from '../syntax';
import { less } from './compare';
import { arithmetic, asInt, asNumber, int } from './numbers';
import { rangeLength } from './iteration';
import { show } from './show';
import { noKeywords, sorted } from './sorting';

const NONE: Data = { t: 'nothing', name: 'None' };

function boxesOf(m: Machine, box: Box | undefined, at: Span): Box[] {
  if (!box) return m.fail(at, 'an argument is missing');
  return drain(m, m.dialect.iterate(m, box, 'values', at), at);
}

function first({ positional }: Arguments, m: Machine, at: Span): Box {
  return positional[0] ?? m.fail(at, 'an argument is missing');
}

function integer(m: Machine, box: Box, at: Span): bigint {
  const data = m.inspect(box, at);
  return asInt(data) ?? m.fail(at, `${show(data)} is no integer`);
}

const range: Run = (m, { positional }, at) => {
  const values = positional.map((box) => integer(m, box, at));
  const [a, b, c] = values;
  if (a === undefined || values.length > 3) return m.fail(at, 'range takes one to three integers');
  if (c === 0n) m.fail(at, 'the step of a range cannot be zero');
  return m.fresh({ t: 'range', start: b === undefined ? 0n : a, stop: b ?? a, step: c ?? 1n });
};

const length: Run = (m, args, at) => {
  const data = m.inspect(first(args, m, at), at);
  if (data.t === 'sequence') return m.fresh(int(data.cells.length));
  if (data.t === 'record' && data.flavor === 'dict') return m.fresh(int(data.entries.size));
  if (data.t === 'str') return m.fresh(int([...data.v].length));
  if (data.t === 'range') return m.fresh(int(rangeLength(data)));
  return m.fail(at, `the length of ${show(data)} is not known`);
};

const list =
  (flavor: string): Run =>
  (m, args, at) => {
    noKeywords(m, args, at);
    const [from, bound] = args.positional;
    if (bound) m.fail(at, `a bounded ${flavor} is not followed`);
    return m.fresh(m.sequence(flavor, from ? boxesOf(m, from, at) : [], at));
  };

const enumerate: Run = (m, args, at) => {
  noKeywords(m, args, at, ['start']);
  const next = m.dialect.iterate(m, first(args, m, at), 'values', at);
  const start = args.positional[1] ?? args.keywords.get('start');
  let index = start ? integer(m, start, at) : 0n;
  return m.fresh({
    t: 'iterator',
    next: () => {
      const box = next();
      return box && m.fresh(m.sequence('tuple', [m.fresh(int(index++)), box], at));
    },
  });
};

const zip: Run = (m, args, at) => {
  noKeywords(m, args, at);
  const all = args.positional.map((box) => m.dialect.iterate(m, box, 'values', at));
  return m.fresh({
    t: 'iterator',
    next: () => {
      const boxes: Box[] = [];
      for (const next of all) {
        const box = next();
        if (!box) return undefined;
        boxes.push(box);
      }
      return boxes.length === 0 ? undefined : m.fresh(m.sequence('tuple', boxes, at));
    },
  });
};

const reversed: Run = (m, args, at) => {
  const data = m.container(first(args, m, at), at);
  if (data.t === 'sequence') {
    let index = data.cells.length;
    return m.fresh({ t: 'iterator', next: () => (index > 0 ? data.cells[--index] : undefined) });
  }
  if (data.t === 'range') {
    const last = data.start + (rangeLength(data) - 1n) * data.step;
    return m.fresh({ t: 'range', start: last, stop: data.start - data.step, step: -data.step });
  }
  if (data.t !== 'str' && data.t !== 'record') return m.fail(at, `${show(data)} cannot be reversed`);
  const boxes = boxesOf(m, first(args, m, at), at).reverse();
  return m.fresh({ t: 'iterator', next: listIterator(() => boxes) });
};

const map: Run = (m, { positional }, at) => {
  const [callee, ...lists] = positional;
  if (!callee || lists.length === 0) return m.fail(at, 'map takes a function and what it goes over');
  const all = lists.map((box) => m.dialect.iterate(m, box, 'values', at));
  return m.fresh({
    t: 'iterator',
    next: () => {
      const boxes = all.map((next) => next());
      const present = boxes.filter((box): box is Box => box !== undefined);
      return present.length < boxes.length ? undefined : callWith(m, callee, present, at);
    },
  });
};

const filter: Run = (m, { positional }, at) => {
  const [callee, of] = positional;
  if (!callee || !of) return m.fail(at, 'filter takes a function and what it goes over');
  const next = m.dialect.iterate(m, of, 'values', at);
  const passes = (box: Box): boolean =>
    callee.data.t === 'nothing' ? m.test(box, at) : m.test(callWith(m, callee, [box], at), at);
  return m.fresh({
    t: 'iterator',
    next: () => {
      for (let box = next(); box; box = next()) {
        m.count(at);
        if (passes(box)) return box;
      }
      return undefined;
    },
  });
};

const extreme =
  (sign: 'min' | 'max'): Run =>
  (m, args, at) => {
    noKeywords(m, args, at, ['key', 'default']);
    const boxes = args.positional.length === 1 ? boxesOf(m, args.positional[0], at) : args.positional;
    const key = args.keywords.get('key');
    const keyed = boxes.map((box) => ({
      box,
      key: key && key.data.t !== 'nothing' ? callWith(m, key, [box], at) : box,
    }));
    let [best] = keyed;
    if (!best) return args.keywords.get('default') ?? m.fail(at, `${sign} of nothing`);
    for (const one of keyed.slice(1)) {
      const better = sign === 'min' ? less(m, one.key, best.key, at) : less(m, best.key, one.key, at);
      if (better) best = one;
    }
    return best.box;
  };

const sum: Run = (m, args, at) => {
  let total = args.positional[1]?.data ?? int(0);
  for (const box of boxesOf(m, args.positional[0], at)) {
    const data = m.inspect(box, at);
    total = arithmetic(m, '+', total, data, at) ?? m.fail(at, `${show(data)} cannot be added`);
  }
  return m.fresh(total);
};

const every =
  (all: boolean): Run =>
  (m, args, at) => {
    const next = m.dialect.iterate(m, first(args, m, at), 'values', at);
    for (let box = next(); box; box = next()) {
      m.count(at);
      if (m.test(box, at) !== all) return truth(m, !all);
    }
    return truth(m, all);
  };

/** Printing looks at values and changes none. */
const print: Run = (m, args) => {
  for (const { home } of [...args.positional, ...args.keywords.values()]) if (home) home.inspected = true;
  return m.fresh(NONE);
};

const toInt: Run = (m, args, at) => {
  const data = m.inspect(first(args, m, at), at);
  const value = asInt(data);
  if (value !== undefined) return m.fresh(int(value));
  if (data.t === 'num' && Number.isFinite(data.v)) return m.fresh(int(BigInt(Math.trunc(data.v))));
  if (data.t === 'str' && /^\s*[+-]?\d{1,100}\s*$/.test(data.v))
    return m.fresh(int(BigInt(data.v.trim().replace(/^\+/, ''))));
  return m.fail(at, `int of ${show(data)} is not followed`);
};

const absolute: Run = (m, args, at) => {
  const data = m.inspect(first(args, m, at), at);
  const value = asInt(data);
  if (value !== undefined) return m.fresh(int(value < 0n ? -value : value));
  const number = asNumber(data);
  return number === undefined
    ? m.fail(at, `abs of ${show(data)} is not followed`)
    : m.fresh({ t: 'num', v: Math.abs(number) });
};

const divmod: Run = (m, args, at) => {
  const [a, b] = args.positional.map((box) => m.inspect(box, at));
  if (!a || !b) return m.fail(at, 'divmod takes two numbers');
  const parts = ['//', '%'].map(
    (operator) => arithmetic(m, operator, a, b, at) ?? m.fail(at, 'divmod takes two numbers'),
  );
  return m.fresh(
    m.sequence(
      'tuple',
      parts.map((part) => m.fresh(part)),
      at,
    ),
  );
};

const text: Run = (m, args, at) => {
  const [box] = args.positional;
  return m.fresh(box ? m.dialect.text(m, [box], at) : { t: 'str', v: '' });
};

const ordinal: Run = (m, args, at) => {
  const data = m.inspect(first(args, m, at), at);
  const point = data.t === 'str' && [...data.v].length === 1 ? data.v.codePointAt(0) : undefined;
  return m.fresh(int(point ?? m.fail(at, 'ord takes one character')));
};

const character: Run = (m, args, at) => {
  const point = integer(m, first(args, m, at), at);
  if (point < 0n || point > 0x10ffffn) m.fail(at, 'no such character');
  return m.fresh({ t: 'str', v: String.fromCodePoint(Number(point)) });
};

const dictionary: Run = (m, args, at) => {
  const record = m.record('dict');
  const [from] = args.positional;
  if (from) {
    const data = m.container(from, at);
    if (data.t === 'record') for (const { key, box } of data.entries.values()) m.setEntry(record, key, box, at);
    else
      for (const pair of boxesOf(m, from, at)) {
        const [key, value] = boxesOf(m, pair, at);
        if (!key || !value) return m.fail(at, 'a dictionary is made from pairs');
        m.setEntry(record, m.inspect(key, at), value, at);
      }
  }
  for (const [name, box] of args.keywords) m.setEntry(record, { t: 'str', v: name }, box, at);
  return m.fresh(record);
};

const iterator: Run = (m, args, at) =>
  m.fresh({ t: 'iterator', next: m.dialect.iterate(m, first(args, m, at), 'values', at) });

const nextItem: Run = (m, args, at) => {
  const [of, otherwise] = args.positional;
  if (of?.data.t !== 'iterator') return m.fail(at, 'next takes an iterator');
  return of.data.next() ?? otherwise ?? m.fail(at, 'there is no next item');
};

/** Shallow copies: `copy.copy(a)`. */
const copy: Run = (m, args, at) => {
  const box = first(args, m, at);
  const data = m.container(box, at);
  if (data.t === 'sequence') return m.fresh(m.sequence(data.flavor, data.cells, at));
  if (data.t !== 'record') return box;
  const record = m.record(data.flavor, data.type);
  for (const { key, box: value } of data.entries.values()) m.setEntry(record, key, value, at);
  return m.fresh(record);
};

const isInstance: Run = (m, args, at) => {
  const [box, type] = args.positional;
  const data = box && m.inspect(box, at);
  if (data?.t === 'record' && data.type && type?.data.t === 'class') {
    for (let one: typeof data.type | undefined = data.type; one; one = one.base)
      if (one === type.data) return truth(m, true);
    return truth(m, false);
  }
  return m.fail(at, 'isinstance is followed for classes of this file only');
};

const FUNCTIONS: Readonly<Record<string, Run>> = {
  range,
  len: length,
  list: list('list'),
  tuple: list('tuple'),
  'collections.deque': list('deque'),
  enumerate,
  zip,
  reversed,
  map,
  filter,
  min: extreme('min'),
  max: extreme('max'),
  sum,
  all: every(true),
  any: every(false),
  print,
  int: toInt,
  abs: absolute,
  divmod,
  str: text,
  ord: ordinal,
  chr: character,
  dict: dictionary,
  iter: iterator,
  next: nextItem,
  sorted: (m, args, at) => m.fresh(m.sequence('list', sorted(m, boxesOf(m, args.positional[0], at), args, at), at)),
  bool: (m, args, at) => truth(m, args.positional[0] ? m.test(args.positional[0], at) : false),
  isinstance: isInstance,
  'copy.copy': copy,
  'copy.deepcopy': (m, args, at) => deepCopy(m, first(args, m, at), at),
};

const MODULES = [
  'collections',
  'copy',
  'random',
  'math',
  'itertools',
  'operator',
  'functools',
  'typing',
  'sys',
  'time',
];

/** `random` and its kind are known by name so that the error can say what is not known: what they do. */
export const builtins: Part = {
  functions: plainTable(FUNCTIONS),
  modules: MODULES,
  constants: { __name__: { t: 'str', v: '__main__' } },
};
