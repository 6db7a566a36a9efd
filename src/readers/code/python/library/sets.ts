import type { Call, Entry, Part } from '../../core/library/library';
import { box, items, many, optional } from '../../core/library/parameters';
import { raise, refuse, type Parameter, using } from '../../core/library/table';
import type { Box, RecordData } from '../../core/values';
import { add, combined, elements, isSubset, setOf, takeOut } from '../sets';
import { show } from '../show';

/*
 * A set is cells under keys, each of which holds what its key is. In which order they come is not told by the language,
 * so nothing that depends on it is followed.
 */

/** What can be gone through, where the order does not matter. */
export const inAnyOrder: Parameter<Box[]> = {
  read: (call, given, index) =>
    given.data.t === 'record' && given.data.flavor === 'set' ? elements(given.data) : items.read(call, given, index),
};

const set: Parameter<RecordData> = {
  read: ({ m, at }, given) => {
    const data = m.container(given, at);
    return data.t === 'record' && data.flavor === 'set' ? data : refuse(`${show(data)} is no set`);
  },
};

const operation = (operator: string): Entry =>
  using([set, many(inAnyOrder)], ({ m, at }, of, others) =>
    others.reduce(
      (made, boxes) => combined(m, operator, made, setOf(m, boxes, at), at) ?? made,
      setOf(m, elements(of), at),
    ),
  );

const SET: Readonly<Record<string, Entry>> = {
  add: using([set, box], ({ m, at }, of, one) => {
    add(m, of, one, at);
  }),
  discard: using([set, box], ({ m, at }, of, one) => {
    takeOut(m, of, one, at);
  }),
  remove: using([set, box], ({ m, at }, of, one) => {
    if (!takeOut(m, of, one, at)) raise('KeyError', 'this is not in the set');
  }),
  pop: using([set], ({ m, at }, of) => {
    const [one, more] = elements(of);
    if (!one) return raise('KeyError', 'pop from an empty set');
    if (more) return refuse('which element pop of a set gives is not told by the language', 'unsupported');
    takeOut(m, of, one, at);
    return one;
  }),
  clear: using([set], ({ m }, of) => {
    of.entries.clear();
    m.recorder.shift(of.owner);
  }),
  copy: using([set], ({ m, at }, of) => setOf(m, elements(of), at)),
  update: using([set, many(inAnyOrder)], ({ m, at }, of, others) => {
    for (const one of others.flat()) add(m, of, one, at);
  }),
  union: operation('|'),
  intersection: operation('&'),
  difference: operation('-'),
  symmetric_difference: operation('^'),
  issubset: using([set, inAnyOrder], ({ m, at }, of, other) => isSubset(of, setOf(m, other, at))),
  issuperset: using([set, inAnyOrder], ({ m, at }, of, other) => isSubset(setOf(m, other, at), of)),
  isdisjoint: using(
    [set, inAnyOrder],
    ({ m, at }, of, other) => ![...setOf(m, other, at).entries.keys()].some((key) => of.entries.has(key)),
  ),
};

export const sets: Part = {
  functions: { set: using([optional(inAnyOrder)], ({ m, at }: Call, boxes) => setOf(m, boxes ?? [], at)) },
  methods: { set: SET },
};
