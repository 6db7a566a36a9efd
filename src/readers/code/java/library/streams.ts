import type { Entry, Part } from '../../core/library/library';
import { many, optional } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import type { Box } from '../../core/values';
import { unboxed } from '../boxes';
import { stepsOf } from '../iterate';
import { box, i32, i64, int, item, real, row } from './parameters';
import { F, from, kindOfArray, steps, stream, typed, type Kind } from './stream';

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
    let now: Box | undefined;
    const step = third ?? second;
    return stream(kind, () => {
      m.count(at);
      now = now ? typed(call, kind, step(now)) : typed(call, kind, first);
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

/** Where streams come from. */
export const streams: Part = {
  functions: {
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
  },
  methods: { collection: { stream: streamOf, parallelStream: streamOf }, set: { stream: streamOf } },
  modules: ['Stream', 'IntStream', 'LongStream', 'DoubleStream'],
};
