import type { Next } from '../../core/iteration';
import type { Call, Entry, Part } from '../../core/library/library';
import { box, callback, items, many, named, option, optional, steps } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { int } from '../numbers';
import { index } from './parameters';

/** What gives one thing after the other; it is worked out as far as it is asked for. */
function iterator(all: Iterator<Box, unknown>): Data {
  const next: Next = () => {
    const one = all.next();
    return one.done ? undefined : one.value;
  };
  return { t: 'iterator', next };
}

function* each<T>(all: Iterable<T>, make: (one: T) => Box): Generator<Box> {
  for (const one of all) yield make(one);
}

function tuple({ m, at }: Call, boxes: readonly Box[]): Box {
  return m.fresh(m.sequence('tuple', boxes, at));
}

function* rest(next: Next): Generator<Box> {
  for (let one = next(); one; one = next()) yield one;
}

function* chained({ m, at }: Call, sources: Iterable<Box>): Generator<Box> {
  for (const source of sources) yield* rest(m.dialect.iterate(m, source, 'values', at));
}

function* cycled(next: Next): Generator<Box> {
  const seen: Box[] = [];
  for (const one of rest(next)) {
    seen.push(one);
    yield one;
  }
  while (seen.length > 0) yield* seen;
}

function* counted({ m, at }: Call, start: Box, step: Box): Generator<Box> {
  for (let one = start; ; one = m.dialect.binary(m, '+', one, step, at)) yield one;
}

function* sliced(next: Next, start: number, stop: number, step: number): Generator<Box> {
  let wanted = start;
  for (let place = 0; place < stop; place++) {
    const one = next();
    if (!one) return;
    if (place !== wanted) continue;
    wanted += step;
    yield one;
  }
}

function* accumulated({ m, at }: Call, next: Next, by: ((boxes: Box[]) => Box) | undefined, initial: Box | undefined) {
  let total = initial ?? next();
  if (!total) return;
  yield total;
  for (const one of rest(next)) {
    total = by ? by([total, one]) : m.dialect.binary(m, '+', total, one, at);
    yield total;
  }
}

/** Every choice of one from each, the last changing first. */
function* combined<T>(lists: readonly (readonly T[])[]): Generator<T[]> {
  const [first, ...others] = lists;
  if (!first) {
    yield [];
    return;
  }
  for (const one of first) for (const more of combined(others)) yield [one, ...more];
}

/** Places in their order, so many at a time, as `fits` lets them follow each other. */
function* placed(
  length: number,
  count: number,
  fits: (place: number, before: readonly number[]) => boolean,
  before: readonly number[] = [],
): Generator<readonly number[]> {
  if (before.length === count) {
    yield before;
    return;
  }
  for (let place = 0; place < length; place++)
    if (fits(place, before)) yield* placed(length, count, fits, [...before, place]);
}

type Fits = (place: number, before: readonly number[]) => boolean;

const chosen = (fits: Fits, needsCount: boolean): Entry =>
  using([items, named('r', optional(index))], (call, boxes, count) => {
    if (needsCount && count === undefined) return refuse('how many are chosen is missing');
    if (count !== undefined && count < 0) return refuse('r must be non-negative');
    const all = placed(boxes.length, count ?? boxes.length, fits);
    return iterator(
      each(all, (places) =>
        tuple(
          call,
          places.flatMap((place) => boxes[place] ?? []),
        ),
      ),
    );
  });

function* longest(call: Call, all: readonly Next[], filling: Box): Generator<Box> {
  for (;;) {
    const boxes = all.map((next) => next());
    if (boxes.every((one) => one === undefined)) return;
    yield tuple(
      call,
      boxes.map((one) => one ?? filling),
    );
  }
}

function* paired(call: Call, next: Next): Generator<Box> {
  let before = next();
  for (const one of rest(next)) {
    if (before) yield tuple(call, [before, one]);
    before = one;
  }
}

function* batched(call: Call, next: Next, size: number): Generator<Box> {
  for (let batch = [...sliced(next, 0, size, 1)]; batch.length > 0; batch = [...sliced(next, 0, size, 1)])
    yield tuple(call, batch);
}

/** Groups share what is gone through: once the next one is asked for, nothing more comes of those before. */
function* grouped(call: Call, next: Next, by: ((boxes: Box[]) => Box) | undefined): Generator<Box> {
  const { m, at } = call;
  const keyOf = (one: Box): Box => (by ? by([one]) : one);
  let ahead = next();
  let turn = 0;
  while (ahead) {
    const key = keyOf(ahead);
    const own = ++turn;
    const belongs = (one: Box | undefined): one is Box =>
      one !== undefined && m.dialect.compare(m, '==', keyOf(one), key, at);
    const group: Next = () => {
      if (own !== turn || !belongs(ahead)) return undefined;
      const one = ahead;
      ahead = next();
      return one;
    };
    yield tuple(call, [key, m.fresh({ t: 'iterator', next: group })]);
    while (belongs(ahead)) ahead = next();
  }
}

const zero = (call: Call): Box => call.m.fresh(int(0));

/** https://docs.python.org/3/library/itertools.html */
export const itertools: Part = {
  functions: {
    'itertools.chain': using([many(box)], (call, all) => iterator(chained(call, all))),
    'itertools.chain.from_iterable': using([steps], (call, all) => iterator(chained(call, rest(all)))),
    'itertools.cycle': using([steps], (_call, next) => iterator(cycled(next))),
    'itertools.count': using([named('start', optional(box)), named('step', optional(box))], (call, start, step) =>
      iterator(counted(call, start ?? zero(call), step ?? call.m.fresh(int(1)))),
    ),
    'itertools.repeat': using([box, named('times', optional(index))], (_call, one, times = Infinity) =>
      iterator(
        (function* () {
          for (let left = times; left > 0; left--) yield one;
        })(),
      ),
    ),
    'itertools.islice': using([steps, box, optional(box), optional(box)], (call, next, first, second, third) => {
      const number = (one: Box | undefined, otherwise: number): number =>
        !one || one.data.t === 'nothing' ? otherwise : index.read(call, one, 0);
      const [start, stop] = second ? [number(first, 0), number(second, Infinity)] : [0, number(first, Infinity)];
      const step = number(third, 1);
      if (start < 0 || stop < 0 || step < 1) return refuse('islice takes places from zero on, and positive steps');
      return iterator(sliced(next, start, stop, step));
    }),
    'itertools.accumulate': using(
      [steps, named('func', optional(callback)), option('initial', box)],
      (call, next, by, initial) =>
        iterator(accumulated(call, next, by, initial?.data.t === 'nothing' ? undefined : initial)),
    ),
    'itertools.product': using([many(items), option('repeat', index)], (call, all, times = 1) =>
      iterator(each(combined(Array.from({ length: times }, () => all).flat()), (boxes) => tuple(call, boxes))),
    ),
    'itertools.permutations': chosen((place, before) => !before.includes(place), false),
    'itertools.combinations': chosen((place, before) => place > (before.at(-1) ?? -1), true),
    'itertools.combinations_with_replacement': chosen((place, before) => place >= (before.at(-1) ?? 0), true),
    'itertools.zip_longest': using([many(steps), option('fillvalue', box)], (call, all, filling) =>
      iterator(longest(call, all, filling ?? call.m.absent())),
    ),
    'itertools.pairwise': using([steps], (call, next) => iterator(paired(call, next))),
    'itertools.batched': using([steps, index], (call, next, size) =>
      size < 1 ? refuse('n must be at least one') : iterator(batched(call, next, size)),
    ),
    'itertools.groupby': using([steps, named('key', optional(callback))], (call, next, by) =>
      iterator(grouped(call, next, by)),
    ),
    'itertools.takewhile': using([callback, steps], ({ m, at }, test, next) =>
      iterator(
        (function* () {
          for (const one of rest(next)) {
            if (!m.test(test([one]), at)) return;
            yield one;
          }
        })(),
      ),
    ),
    'itertools.dropwhile': using([callback, steps], ({ m, at }, test, next) =>
      iterator(
        (function* () {
          let isOn = false;
          for (const one of rest(next)) if ((isOn ||= !m.test(test([one]), at))) yield one;
        })(),
      ),
    ),
    'itertools.starmap': using([callback, steps], (call, by, next) =>
      iterator(each(rest(next), (one) => by([...items.read(call, one, 0)]))),
    ),
  },
};
