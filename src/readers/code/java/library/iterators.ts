import type { Call, Entry, Part } from '../../core/library/library';
import { using } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { entriesOf } from '../orders';
import { thrown } from '../throwing';
import { mapOf, versionOf } from '../views';
import { cells, take } from './cells';
import { box, missing } from './parameters';

/** An iterator that tells whether there is more. */
export function iterator(call: Call, of: Box): Data {
  const { m, at } = call;
  const { data } = of;
  const held: Box[] | undefined = data.t === 'record' ? entriesOf(m, data, at).map(({ box: one }) => one) : undefined;
  const now = (): readonly Box[] => held ?? cells(call, of);
  const base = data.t === 'view' ? data.base : (mapOf(data) ?? data);
  let before = versionOf(base);
  let next = 0;
  const step = (): Box | undefined => {
    const found = now()[next];
    if (!found) return undefined;
    if (versionOf(base) !== before)
      throw thrown(m, 'ConcurrentModificationException', 'this was changed while it was gone through', at);
    next++;
    return found;
  };
  const made: Data = { t: 'iterator', next: step };
  iterating.set(made, {
    isLeft: () => next < now().length,
    remove: (where) => {
      if (next === 0 || data.t !== 'sequence' || mapOf(data))
        return m.fail(where.at, 'taking something out of this by its iterator is not followed');
      take(where, data, --next);
      before = versionOf(base);
      return undefined;
    },
  });
  return made;
}

interface Iterating {
  isLeft: () => boolean;
  remove: (where: Call) => undefined;
}

const iterating = new WeakMap<object, Iterating>();

function partsOf(call: Call, given: Box): Iterating {
  return iterating.get(given.data) ?? call.m.fail(call.at, 'what is left of this is not known');
}

const ITERATOR: Readonly<Record<string, Entry>> = {
  hasNext: using([box], (call, of) => partsOf(call, of).isLeft()),
  next: using(
    [box],
    (call, of) => (of.data.t === 'iterator' ? of.data.next() : undefined) ?? missing(call, 'there is nothing left'),
  ),
  remove: using([box], (call, of) => partsOf(call, of).remove(call)),
};

export const iterators: Part = { methods: { iterator: ITERATOR } };
