import { truth } from '../../core/evaluate';
import type { Call, Entry, Part } from '../../core/library/library';
import {
  box,
  callback,
  items,
  many,
  named,
  option,
  optional,
  or,
  steps,
  type Callback,
} from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import { listIterator, type Next } from '../../core/iteration';
import type { Box, Data } from '../../core/values';
import { ordered } from '../compare';
import { stopped } from '../exceptions';
import { rangeLength } from '../iteration';
import { arithmetic, int } from '../numbers';
import { show } from '../show';
import { nexts, special, specialMethod } from '../special';
import { int as integer } from './parameters';
import { inAnyOrder } from './sets';
import { key, reverse, sorted } from './sorting';

function range(values: readonly bigint[]): Data {
  const [a, b, step = 1n] = values;
  if (a === undefined || values.length > 3) return refuse('range takes one to three integers');
  if (step === 0n) return refuse('the step of a range cannot be zero');
  return { t: 'range', start: b === undefined ? 0n : a, stop: b ?? a, step };
}

function tuple({ m, at }: Call, boxes: readonly Box[]): Box {
  return m.fresh(m.sequence('tuple', boxes, at));
}

/** One of each, until one of them has no more. */
function together(all: readonly Next[]): () => Box[] | undefined {
  return () => {
    const boxes: Box[] = [];
    for (const next of all) {
      const one = next();
      if (!one) return undefined;
      boxes.push(one);
    }
    return boxes.length === 0 ? undefined : boxes;
  };
}

function iterator(next: Next): Data {
  return { t: 'iterator', next };
}

function reversed({ m, at }: Call, of: Box): Data {
  const data = m.container(of, at);
  if (data.t === 'sequence') {
    let index = data.cells.length;
    return iterator(() => (index > 0 ? data.cells[--index] : undefined));
  }
  if (data.t === 'range') {
    const last = data.start + (rangeLength(data) - 1n) * data.step;
    return { t: 'range', start: last, stop: data.start - data.step, step: -data.step };
  }
  if (data.t !== 'str' && data.t !== 'record') return m.fail(at, `${show(data)} cannot be reversed`);
  const boxes = items.read({ m, at, args: { positional: [], keywords: new Map() } }, of, 0).reverse();
  return iterator(listIterator(() => boxes));
}

const extreme = (name: 'min' | 'max'): Entry =>
  using([many(box), key, option('default', box)], (call, given, by, otherwise) => {
    const { m, at } = call;
    const [only] = given;
    const boxes = given.length === 1 && only ? (by ? items : inAnyOrder).read(call, only, 0) : given;
    const keyed = boxes.map((one) => ({ one, key: by ? by([one]) : one }));
    let [best] = keyed;
    if (!best) return otherwise ?? m.raise(at, 'ValueError', `${name} of nothing`);
    for (const other of keyed.slice(1)) {
      const isBetter = ordered(m, name === 'min' ? '<' : '>', other.key, best.key, at);
      if (isBetter) best = other;
    }
    return best.one;
  });

/** `all` and `any`: no more is looked at than is needed. */
const every = (wanted: boolean): Entry =>
  using([steps], ({ m, at }, next) => {
    for (let one = next(); one; one = next()) {
      m.count(at);
      if (m.test(one, at) !== wanted) return truth(m, !wanted);
    }
    return wanted;
  });

function filtered({ m, at }: Call, by: Box, next: Next): Data {
  const passes: Callback =
    by.data.t === 'nothing' ? ([one]) => one ?? m.absent() : callback.read({ m, at, args: NONE }, by, 0);
  return iterator(() => {
    for (let one = next(); one; one = next()) {
      m.count(at);
      if (m.test(passes([one]), at)) return one;
    }
    return undefined;
  });
}

const NONE = { positional: [], keywords: new Map<string, Box>() };

export const iterables: Part = {
  functions: {
    range: pure([many(integer)], range),
    enumerate: using([steps, named('start', or(integer, 0n))], (call, next, start) => {
      let index = start;
      return iterator(() => {
        const one = next();
        return one && tuple(call, [call.m.fresh(int(index++)), one]);
      });
    }),
    zip: using([many(steps)], (call, all) => {
      const next = together(all);
      return iterator(() => {
        const boxes = next();
        return boxes && tuple(call, boxes);
      });
    }),
    reversed: using([box], reversed),
    map: using([callback, steps, many(steps)], (_call, by, first, more) => {
      const next = together([first, ...more]);
      return iterator(() => {
        const boxes = next();
        return boxes && by(boxes);
      });
    }),
    filter: using([box, steps], filtered),
    min: extreme('min'),
    max: extreme('max'),
    sum: using([items, named('start', optional(box))], ({ m, at }, boxes, start) => {
      // Lists of lists come to one list, of the same things.
      if (start?.data.t === 'sequence')
        return boxes.reduce((sum, one) => m.dialect.binary(m, '+', sum, one, at), start);
      let total = start?.data ?? int(0);
      for (const one of boxes) {
        const data = m.inspect(one, at);
        total = arithmetic(m, '+', total, data, at) ?? m.fail(at, `${show(data)} cannot be added`);
      }
      return total;
    }),
    all: every(true),
    any: every(false),
    sorted: using([box, key, reverse], (call, of, by, down) => {
      // Elements of a set that are alike to the key would come in the set's own order.
      const boxes = (by ? items : inAnyOrder).read(call, of, 0);
      return call.m.sequence('list', sorted(call, boxes, by, down), call.at);
    }),
    iter: using([box], (call, of) => special(call.m, of, '__iter__', [], call.at) ?? iterator(steps.read(call, of, 0))),
    next: using([box, optional(box)], ({ m, at }, of, otherwise) => {
      const isObject = specialMethod(of.data, '__next__') !== undefined;
      if (!isObject && of.data.t !== 'iterator') return refuse('next takes an iterator');
      const next = of.data.t === 'iterator' ? of.data.next : nexts(m, of, at);
      return next() ?? otherwise ?? stopped(m, next.result?.(), at);
    }),
  },
  methods: {
    generator: {
      send: using([box, box], ({ m, at }, of, sent) => {
        if (of.data.t !== 'iterator') return refuse('send is for generators');
        const { next } = of.data;
        return next(sent.data.t === 'nothing' ? undefined : sent) ?? stopped(m, next.result?.(), at);
      }),
    },
  },
  modules: ['itertools', 'functools', 'operator'],
};
