import { listIterator, type Next } from '../core/iteration';
import type { Machine } from '../core/machine';
import type { Box } from '../core/values';
import type { Span } from '../syntax';
import { eachMember } from './enums';
import { setFlags } from './flags';
import { iterated } from './special';
import { int } from './numbers';
import { show } from './show';

/** Goes through what Python can go through. */
export function iterate(m: Machine, of: Box, _how: string, at: Span): Next {
  const members = of.raw.t === 'class' ? eachMember(of.raw) : setFlags(m, of.raw, at);
  if (members) return listIterator(() => members);
  const data = m.container(of, at);
  const own = iterated(m, of, at, (made) => iterate(m, made, _how, at));
  if (own) return own;
  switch (data.t) {
    case 'sequence':
      return listIterator(() => data.cells);
    case 'range': {
      let next = data.start;
      return () => {
        if (data.step > 0n ? next >= data.stop : next <= data.stop) return undefined;
        const box = m.fresh(int(next));
        next += data.step;
        return box;
      };
    }
    case 'iterator':
      return data.next;
    case 'str': {
      const characters = [...data.v].map((v) => m.fresh({ t: 'str', v }));
      return listIterator(() => characters);
    }
    case 'record':
      if (data.flavor === 'set') {
        const boxes = [...data.entries.values()].map(({ box }) => box);
        if (boxes.length > 1)
          m.fail(at, 'in which order a set gives its elements is not told by the language: go through sorted(…) of it');
        return listIterator(() => boxes);
      }
      if (data.flavor === 'dict') {
        const { size } = data.entries;
        const keys = [...data.entries.values()].map(({ key }) => m.fresh(key));
        const next = listIterator(() => keys);
        return () => {
          if (data.entries.size !== size) m.fail(at, 'the dictionary changes its size while it is gone through');
          return next();
        };
      }
  }
  return m.fail(at, `${show(data)} cannot be gone through`);
}

export function rangeLength({ start, stop, step }: { start: bigint; stop: bigint; step: bigint }): bigint {
  const span = step > 0n ? stop - start + step - 1n : start - stop - step - 1n;
  const size = span / (step > 0n ? step : -step);
  return size < 0n ? 0n : size;
}
