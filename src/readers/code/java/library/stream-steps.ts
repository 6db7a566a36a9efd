import { drain } from '../../core/iteration';
import type { Entry, Part } from '../../core/library/library';
import { optional } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import type { Box, Iteration } from '../../core/values';
import { compared, comparing, equal } from '../comparing';
import { stepsOf } from '../iterate';
import { box, int } from './parameters';
import { F, kindOf, later, steps, stream, typed, type Kind } from './stream';

function mapped(kind?: Kind): Entry {
  return using([steps, F], ({ m, at }, of, f) => {
    const to = kind ?? kindOf(of);
    return stream(to, () => {
      const one = of.next();
      const made = one && f(one);
      return made && typed({ m, at }, to, made);
    });
  });
}

/** The same things, as others of their kind. */
function become(kind: Kind): Entry {
  return using([steps], ({ m, at }, of) =>
    stream(kind, () => {
      const one = of.next();
      return one && typed({ m, at }, kind, one);
    }),
  );
}

const STEPS: Readonly<Record<string, Entry>> = {
  map: mapped(),
  mapToObj: mapped('objects'),
  mapToInt: mapped('i32'),
  mapToLong: mapped('i64'),
  mapToDouble: mapped('f64'),
  boxed: become('objects'),
  asLongStream: become('i64'),
  asDoubleStream: become('f64'),
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
  sequential: using([box], (_call, of) => of),
};

/** What makes another stream of one. */
export const streamSteps: Part = { methods: { stream: STEPS } };
