import { drain } from '../../core/iteration';
import type { Call, Entry, Part } from '../../core/library/library';
import { many, optional } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import type { Box, Data, Iteration } from '../../core/values';
import { unboxed } from '../boxes';
import { called, compared, comparing, equal } from '../comparing';
import { stepsOf } from '../iterate';
import { textOf } from '../texts';
import {
  box,
  f64,
  functional,
  i32,
  i64,
  int,
  item,
  missing,
  real,
  row,
  sumOf,
  table,
  type Function,
} from './parameters';

/** Streams give one thing after the other when they are asked, so that what their functions do comes in Java's order. */
type Kind = 'i32' | 'i64' | 'f64' | 'objects';

function stream(kind: Kind, next: () => Box | undefined): Data {
  return { t: 'iterator', kind, next };
}

function kindOfArray(type: string | undefined): Kind {
  return type === 'i32' || type === 'i64' || type === 'f64' ? type : 'objects';
}

function from(kind: Kind, boxes: readonly Box[]): Data {
  let next = 0;
  return stream(kind, () => boxes[next++]);
}

const steps = {
  read: ({ m, at }: Call, given: Box): Iteration =>
    given.data.t === 'iterator' ? given.data : m.fail(at, 'this is no stream'),
};
const kindOf = ({ kind }: Iteration): Kind => (kind === 'i32' || kind === 'i64' || kind === 'f64' ? kind : 'objects');

const F = functional('apply', 'applyAsInt', 'applyAsLong', 'applyAsDouble', 'test', 'accept', 'get', 'getAsInt');

function mapped(kind?: Kind): Entry {
  return using([steps, F], ({ m, at }, of, f) => {
    const to = kind ?? kindOf(of);
    return stream(to, () => {
      const one = of.next();
      const made = one && f(one);
      return made && (to === 'objects' ? item.read({ m, at, args: NONE }, made, 0) : m.typed(to, made, at));
    });
  });
}

const NONE = { positional: [], keywords: new Map<string, never>() };

function matched(every: boolean, stop: boolean): Entry {
  return using([steps, F], ({ m, at }, of, f) => {
    for (let one = of.next(); one; one = of.next()) if (m.test(f(one), at) !== every) return stop;
    return !stop;
  });
}

function optionalOf({ m, at }: Call, value: Box | undefined): Data {
  const made = m.record('optional');
  if (value) m.setEntry(made, { t: 'str', v: 'value' }, value, at);
  return made;
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

const STREAM: Readonly<Record<string, Entry>> = {
  map: mapped(),
  mapToObj: mapped('objects'),
  mapToInt: mapped('i32'),
  mapToLong: mapped('i64'),
  mapToDouble: mapped('f64'),
  boxed: using([steps], ({ m, at }, of) =>
    stream('objects', () => {
      const one = of.next();
      return one && item.read({ m, at, args: NONE }, one, 0);
    }),
  ),
  asLongStream: using([steps], ({ m, at }, of) => stream('i64', () => typedNext(m, of, 'i64', at))),
  asDoubleStream: using([steps], ({ m, at }, of) => stream('f64', () => typedNext(m, of, 'f64', at))),
  filter: using([steps, F], ({ m, at }, of, f) =>
    stream(kindOf(of), () => {
      for (let one = of.next(); one; one = of.next()) if (m.test(f(one), at)) return one;
      return undefined;
    }),
  ),
  peek: using([steps, F], (_call, of, f) =>
    stream(kindOf(of), () => {
      const one = of.next();
      if (one) f(one);
      return one;
    }),
  ),
  limit: using([steps, int], (_call, of, most) => {
    let left = most;
    return stream(kindOf(of), () => (left-- > 0 ? of.next() : undefined));
  }),
  skip: using([steps, int], (_call, of, count) => {
    let left = count;
    return stream(kindOf(of), () => {
      while (left-- > 0) if (!of.next()) return undefined;
      return of.next();
    });
  }),
  takeWhile: using([steps, F], ({ m, at }, of, f) => {
    let isOn = true;
    return stream(kindOf(of), () => {
      const one = isOn ? of.next() : undefined;
      isOn = one !== undefined && m.test(f(one), at);
      return isOn ? one : undefined;
    });
  }),
  sorted: using([steps, optional(box)], ({ m, at }, of, by) => {
    const order = by ? comparing(m, by, at) : (a: Box, b: Box) => compared(m, a, b, at);
    return later(kindOf(of), () => drain(m, of.next, at).sort(order));
  }),
  distinct: using([steps], ({ m, at }, of) => {
    const seen: Box[] = [];
    return stream(kindOf(of), () => {
      for (let one = of.next(); one; one = of.next()) {
        const now = one;
        m.count(at);
        if (seen.some((other) => equal(m, other, now, at))) continue;
        seen.push(now);
        return now;
      }
      return undefined;
    });
  }),
  flatMap: using([steps, F], ({ m, at }, of, f) => {
    let inner: Iteration['next'] = () => undefined;
    return stream(kindOf(of), () => {
      for (;;) {
        const found = inner();
        if (found) return found;
        const one = of.next();
        if (!one) return undefined;
        inner = stepsOf(m, f(one), at);
      }
    });
  }),
  forEach: using([steps, F], (_call, of, f) => {
    for (let one = of.next(); one; one = of.next()) f(one);
  }),
  sequential: using([box], (_call, of) => of),
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
    const typed = (one: Box): Box =>
      kindOf(of) === 'objects' ? item.read(call, one, 0) : call.m.typed(kindOf(of), one, call.at);
    let sum = second ? typed(first) : of.next();
    for (let one = sum && of.next(); sum && one; one = of.next()) sum = typed(f(sum, one));
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
  collect: using([steps, box], ({ m, at }, of, how) => {
    if (how.data.t !== 'record' || how.data.flavor !== 'collector')
      return m.fail(at, 'how this is collected is not followed');
    return collectors.get(how.data)?.(of.next);
  }),
};

function typedNext(m: Call['m'], of: Iteration, kind: string, at: Call['at']): Box | undefined {
  const one = of.next();
  return one && m.typed(kind, one, at);
}

/** What is gone through as a whole before the first thing is given. */
function later(kind: Kind, make: () => readonly Box[]): Data {
  let made: readonly Box[] | undefined;
  let next = 0;
  return stream(kind, () => (made ??= make())[next++]);
}

type Collector = (next: Iteration['next']) => Box;
const collectors = new WeakMap<object, Collector>();

function collector({ m }: Call, collect: Collector): Data {
  const made = m.record('collector');
  collectors.set(made, collect);
  return made;
}

function into(kind: 'ArrayList' | 'list'): Entry {
  return using([], (call) =>
    collector(call, (next) =>
      call.m.fresh(
        call.m.sequence(
          kind,
          drain(call.m, next, call.at).map((one) => item.read(call, one, 0)),
          call.at,
        ),
      ),
    ),
  );
}

/** Calls a method of the library on an object. */
function method(call: Call, object: Box, name: string, given: Box[]): Box {
  const found = call.m.dialect.member(call.m, object, `${name}()`, call.at).read();
  return called(call.m, found, [name], given, call.at);
}

const COLLECTORS: Readonly<Record<string, Entry>> = {
  'Collectors.toList': into('ArrayList'),
  'Collectors.toUnmodifiableList': into('list'),
  'Collectors.toSet': using([], (call) =>
    collector(call, (next) => {
      const made = call.m.fresh(call.m.record('set'));
      for (const one of drain(call.m, next, call.at)) method(call, made, 'add', [one]);
      return made;
    }),
  ),
  'Collectors.toCollection': using([F], (call, make) =>
    collector(call, (next) => {
      const made = make();
      for (const one of drain(call.m, next, call.at)) method(call, made, 'add', [one]);
      return made;
    }),
  ),
  'Collectors.counting': using([], (call) =>
    collector(call, (next) => call.m.fresh(i64(drain(call.m, next, call.at).length))),
  ),
  'Collectors.joining': using([optional(box), optional(box), optional(box)], (call, sign, open, close) => {
    const text = (one: Box | undefined): string => (one ? (textOf(call.m, one, call.at) ?? '') : '');
    return collector(call, (next) => {
      const parts = drain(call.m, next, call.at).map((one) => textOf(call.m, one, call.at));
      if (parts.includes(undefined)) return call.m.unknownText('a text');
      return call.m.fresh({ t: 'str', v: text(open) + parts.join(text(sign)) + text(close) });
    });
  }),
  'Collectors.toMap': using([F, F, optional(F)], (call, key, value, merge) =>
    collector(call, (next) => {
      const made = call.m.fresh(call.m.record('map'));
      for (const one of drain(call.m, next, call.at)) {
        const at = key(one);
        const old = method(call, made, 'get', [at]);
        if (old.data.t !== 'nothing' && !merge)
          return call.m.fail(call.at, 'IllegalStateException: two values have one key', 'failure');
        method(call, made, 'put', [at, old.data.t !== 'nothing' && merge ? merge(old, value(one)) : value(one)]);
      }
      return made;
    }),
  ),
  'Collectors.groupingBy': using([F, optional(box), optional(box)], (call, key, second, third) =>
    collector(call, (next) => {
      const { m, at } = call;
      const make = third && second;
      const inner = third ?? second;
      const made = make ? called(m, make, ['get'], [], at) : m.fresh(m.record('map'));
      const groups: { at: Box; boxes: Box[] }[] = [];
      for (const one of drain(m, next, at)) {
        const place = key(one);
        const known = groups.find((group) => equal(m, group.at, place, at));
        if (known) known.boxes.push(one);
        else groups.push({ at: place, boxes: [one] });
      }
      for (const { at: place, boxes } of groups) {
        let index = 0;
        const how = inner?.data;
        const value =
          how?.t === 'record'
            ? collectors.get(how)?.(() => boxes[index++])
            : m.fresh(m.sequence('ArrayList', boxes, at));
        method(call, made, 'put', [place, value ?? m.fail(at, 'how this is collected is not followed')]);
      }
      return made;
    }),
  ),
};

const value = (call: Call, of: Data): Box | undefined =>
  of.t === 'record' ? of.entries.get('svalue')?.box : call.m.fail(call.at, 'this is no Optional');

const OPTIONAL: Readonly<Record<string, Entry>> = {
  ...Object.fromEntries(
    ['get', 'getAsInt', 'getAsLong', 'getAsDouble', 'orElseThrow'].map((name): [string, Entry] => [
      name,
      using([box, optional(box)], (call, of) => value(call, of.data) ?? missing(call, 'No value present')),
    ]),
  ),
  isPresent: using([box], (call, of) => value(call, of.data) !== undefined),
  isEmpty: using([box], (call, of) => value(call, of.data) === undefined),
  orElse: using([box, box], (call, of, otherwise) => value(call, of.data) ?? otherwise),
  orElseGet: using([box, F], (call, of, f) => value(call, of.data) ?? f()),
  ifPresent: using([box, F], (call, of, f) => {
    const held = value(call, of.data);
    if (held) f(held);
  }),
  map: using([box, F], (call, of, f) => {
    const held = value(call, of.data);
    const made = held && f(held);
    return optionalOf(call, made && made.data.t !== 'nothing' ? item.read(call, made, 0) : undefined);
  }),
};

function range(isClosed: boolean, kind: 'i32' | 'i64'): Entry {
  return using([box, box], (call, low, high) => {
    const one = (given: Box): bigint => BigInt(Math.trunc(real.read(call, given, 0)));
    let next = one(low);
    const end = one(high) + (isClosed ? 1n : 0n);
    return stream(kind, () => {
      if (next >= end) return undefined;
      call.m.count(call.at);
      return call.m.fresh(kind === 'i32' ? i32(next++) : i64(next++));
    });
  });
}

const iterate = (kind: Kind): Entry =>
  using([box, F, optional(F)], (call, first, second, third) => {
    const { m, at } = call;
    const typed = (one: Box): Box => (kind === 'objects' ? item.read(call, one, 0) : m.typed(kind, one, at));
    let now: Box | undefined;
    const step = third ?? second;
    return stream(kind, () => {
      m.count(at);
      now = now ? typed(step(now)) : typed(first);
      if (third && !m.test(second(now), at)) return undefined;
      return now;
    });
  });

const generate = (kind: Kind): Entry =>
  using([F], ({ m, at }, f) =>
    stream(kind, () => {
      m.count(at);
      return f();
    }),
  );

const ofAll = (kind: Kind): Entry =>
  using([many(box)], (call, given) => {
    const [only] = given;
    const isArray = given.length === 1 && only?.data.t === 'sequence' && only.data.flavor === 'array';
    const boxes = isArray ? only.data.cells : given;
    return from(
      kind,
      boxes.map((one) => (kind === 'objects' ? item.read(call, one, 0) : unboxed(call.m, one))),
    );
  });

const streamOf: Entry = using([box], (call, of) => {
  const { data } = of;
  return data.t === 'sequence' && data.flavor === 'array'
    ? from(kindOfArray(data.type), data.cells)
    : stream('objects', stepsOf(call.m, of, call.at));
});

const concat = (kind: Kind): Entry => using([steps, steps], (_call, a, b) => stream(kind, () => a.next() ?? b.next()));

export const streams: Part = {
  functions: {
    ...COLLECTORS,
    'Arrays.stream': using([row, optional(int), optional(int)], (_call, of, low = 0, high = of.cells.length) =>
      from(kindOfArray(of.type), of.cells.slice(low, high)),
    ),
    'IntStream.range': range(false, 'i32'),
    'IntStream.rangeClosed': range(true, 'i32'),
    'LongStream.range': range(false, 'i64'),
    'LongStream.rangeClosed': range(true, 'i64'),
    'IntStream.of': ofAll('i32'),
    'Stream.of': ofAll('objects'),
    'IntStream.iterate': iterate('i32'),
    'Stream.iterate': iterate('objects'),
    'IntStream.generate': generate('i32'),
    'Stream.generate': generate('objects'),
    'IntStream.concat': concat('i32'),
    'Stream.concat': concat('objects'),
    'Optional.of': using([item], optionalOf),
    'Optional.empty': using([], (call) => optionalOf(call, undefined)),
    'Optional.ofNullable': using([item], (call, given) =>
      optionalOf(call, given.data.t === 'nothing' ? undefined : given),
    ),
  },
  methods: {
    stream: STREAM,
    optional: OPTIONAL,
    statistics: Object.fromEntries(
      ['count', 'sum', 'min', 'max', 'average'].map((name): [string, Entry] => [
        `get${name.charAt(0).toUpperCase()}${name.slice(1)}`,
        using([table], (_call, of) => of.entries.get(`s${name}`)?.box),
      ]),
    ),
    collection: { stream: streamOf, parallelStream: streamOf },
    set: { stream: streamOf },
  },
  modules: ['Stream', 'IntStream', 'LongStream', 'DoubleStream', 'Collectors', 'Optional', 'OptionalInt'],
};
