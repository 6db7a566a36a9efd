import { callWith } from '../core/calls';
import type { Next } from '../core/iteration';
import { methodOf } from '../core/ancestry';
import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';
import type { Span } from '../syntax';
import { kindOf } from './kinds';
import { entriesOf } from './orders';
import { thrown } from './throwing';
import { checkView, mapOf, versionOf } from './views';

/** All things of what can be gone through, one after the other. @throws Thrown where it changes meanwhile */
export function stepsOf(m: Machine, of: Box, at: Span): Next {
  const { data } = of;
  if (data.t === 'nothing') throw thrown(m, 'NullPointerException', 'what is gone through is null', at);
  if (data.t === 'iterator') return data.next;
  if (data.t === 'view') return rowSteps(m, () => data.base.cells.slice(data.from, data.to), data.base, at);
  if (data.t === 'sequence') {
    checkView(m, data, at);
    const next = rowSteps(m, () => data.cells, mapOf(data) ?? data, at);
    return () => {
      const found = next();
      if (found) checkView(m, data, at);
      return found;
    };
  }
  if (data.t === 'record' && kindOf(data) === 'set') {
    const all = entriesOf(m, data, at).map(({ box }) => box);
    return rowSteps(m, () => all, data, at);
  }
  if (data.t === 'record' && data.type) return objectSteps(m, of, data, at);
  return m.fail(at, `${m.dialect.show(data)} cannot be gone through`);
}

function rowSteps(m: Machine, cells: () => readonly Box[], data: object, at: Span): Next {
  const before = versionOf(data);
  let next = 0;
  return () => {
    if (next === cells().length) return undefined;
    if (versionOf(data) !== before)
      throw thrown(m, 'ConcurrentModificationException', 'this was changed while it was gone through', at);
    return cells()[next++];
  };
}

/** An object that has an iterator, or is one. */
function objectSteps(m: Machine, of: Box, data: Data & { t: 'record' }, at: Span): Next {
  const type = data.type;
  const own = type && methodOf(type, ['iterator()']);
  if (own) return stepsOf(m, callWith(m, m.fresh({ ...own, self: of }), [], at), at);
  const [more, next] = ['hasNext()', 'next()'].map((name) => type && methodOf(type, [name]));
  if (!more || !next) return m.fail(at, `${m.dialect.show(data)} cannot be gone through`);
  return () => {
    const isLeft = m.test(callWith(m, m.fresh({ ...more, self: of }), [], at), at);
    return isLeft ? callWith(m, m.fresh({ ...next, self: of }), [], at) : undefined;
  };
}
