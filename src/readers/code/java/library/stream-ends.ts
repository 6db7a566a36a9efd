import { drain } from '../../core/iteration';
import type { Entry, Part } from '../../core/library/library';
import { optional } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import type { Box } from '../../core/values';
import { called, compared, comparing } from '../comparing';
import { optionalOf } from './optionals';
import { box, f64, i32, i64, sumOf, table, type Function } from './parameters';
import { F, kindOf, steps, typed } from './stream';

function matched(every: boolean, stop: boolean): Entry {
  return using([steps, F], ({ m, at }, of, f) => {
    for (let one = of.next(); one; one = of.next()) if (m.test(f(one), at) !== every) return stop;
    return !stop;
  });
}

function extreme(isBetter: (order: number) => boolean): Entry {
  return using([steps, optional(box)], (call, of, by) => {
    const { m, at } = call;
    const order = by ? comparing(m, by, at) : (a: Box, b: Box) => compared(m, a, b, at);
    let best: Box | undefined;
    for (let one = of.next(); one; one = of.next()) if (!best || isBetter(order(one, best))) best = one;
    return optionalOf(call, best);
  });
}

const NONE = { positional: [], keywords: new Map<string, never>() };

const ENDS: Readonly<Record<string, Entry>> = {
  forEach: using([steps, F], (_call, of, f) => {
    for (let one = of.next(); one; one = of.next()) f(one);
  }),
  count: using([steps], ({ m, at }, of) => i64(drain(m, of.next, at).length)),
  sum: using([steps], (call, of) => {
    const kind = kindOf(of);
    // Sums of `double` are compensated, so that their last digits are others.
    const boxes = drain(call.m, of.next, call.at);
    if (kind === 'f64' && boxes.some(({ data }) => data.t !== 'num' || !Number.isInteger(data.v)))
      return refuse('the sum of a DoubleStream is not followed', 'unsupported');
    return sumOf(call, boxes, kind === 'i32' ? i32(0) : kind === 'i64' ? i64(0) : f64(0));
  }),
  average: using([steps], (call, of) => {
    const boxes = drain(call.m, of.next, call.at);
    if (kindOf(of) === 'f64') return refuse('the average of a DoubleStream is not followed', 'unsupported');
    const total = sumOf(call, boxes, i64(0));
    return optionalOf(
      call,
      boxes.length === 0 || total.t !== 'int' ? undefined : call.m.fresh(f64(Number(total.v) / boxes.length)),
    );
  }),
  max: extreme((order) => order >= 0),
  min: extreme((order) => order < 0),
  summaryStatistics: using([steps], (call, of) => {
    const boxes = drain(call.m, of.next, call.at);
    const kind = kindOf(of);
    if (kind !== 'i32' && kind !== 'i64') return refuse('statistics of a DoubleStream are not followed', 'unsupported');
    const total = sumOf(call, boxes, i64(0));
    const order = [...boxes].sort((a, b) => compared(call.m, a, b, call.at));
    const limit = kind === 'i32' ? 31n : 63n;
    const one = kind === 'i32' ? i32 : i64;
    const made = call.m.record('statistics');
    const parts: Record<string, Box> = {
      count: call.m.fresh(i64(boxes.length)),
      sum: call.m.fresh(total),
      min: order[0] ?? call.m.fresh(one((1n << limit) - 1n)),
      max: order.at(-1) ?? call.m.fresh(one(-(1n << limit))),
      average: call.m.fresh(f64(boxes.length === 0 || total.t !== 'int' ? 0 : Number(total.v) / boxes.length)),
    };
    for (const [name, held] of Object.entries(parts)) call.m.setEntry(made, { t: 'str', v: name }, held, call.at);
    return made;
  }),
  findFirst: using([steps], (call, of) => optionalOf(call, of.next())),
  findAny: using([steps], (call, of) => optionalOf(call, of.next())),
  anyMatch: matched(false, true),
  allMatch: matched(true, false),
  noneMatch: matched(false, false),
  reduce: using([steps, box, optional(box)], (call, of, first, second) => {
    const f: Function = F.read(call, second ?? first, 1);
    const kind = kindOf(of);
    let sum = second ? typed(call, kind, first) : of.next();
    for (let one = sum && of.next(); sum && one; one = of.next()) sum = typed(call, kind, f(sum, one));
    return second && sum ? sum : optionalOf(call, sum);
  }),
  toArray: using([steps, optional(box)], (call, of, make) => {
    const boxes = drain(call.m, of.next, call.at);
    const like = make && called(call.m, make, ['apply'], [call.m.fresh(i32(boxes.length))], call.at).data;
    const type = like?.t === 'sequence' ? like.type : kindOf(of) === 'objects' ? 'Object' : kindOf(of);
    return call.m.sequence('array', boxes, call.at, type);
  }),
  toList: using([steps], ({ m, at }, of) => m.sequence('list', drain(m, of.next, at), at)),
  iterator: using([steps], ({ m, at }, of) => {
    const list = m.fresh(m.sequence('list', drain(m, of.next, at), at));
    return m.dialect.apply(m, m.dialect.member(m, list, 'iterator()', at).read().data as never, NONE, at).box;
  }),
};

/** What comes of a stream in the end. */
export const streamEnds: Part = {
  methods: {
    stream: ENDS,
    statistics: Object.fromEntries(
      ['count', 'sum', 'min', 'max', 'average'].map((name): [string, Entry] => [
        `get${name.charAt(0).toUpperCase()}${name.slice(1)}`,
        using([table], (_call, of) => of.entries.get(`s${name}`)?.box),
      ]),
    ),
  },
};
