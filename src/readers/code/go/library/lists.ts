import { callWith } from '../../core/calls';
import type { Call, Part } from '../../core/library/library';
import { box, list, listOf, many, optional, record } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import { LIMITS } from '../../core/limits';
import type { Box, Data } from '../../core/values';
import { target } from '../../native/pointers';
import { compareBoxes } from '../../native/functions';
import { count } from '../../native/parameters';
import { isMap } from '../../native/show';
import { take } from '../../native/tables';
import { isChannel, sizesOf } from './channels';

const int = (v: number): Data => ({ t: 'int', v: BigInt(v) });

const length = ({ m, at }: Call, of: Box): number => {
  const { data } = target(m, of);
  if (data.t === 'nothing') return 0;
  if (data.t === 'record') return isChannel(data) ? sizesOf(data).length : data.entries.size;
  return data.t === 'str' ? Buffer.byteLength(data.v) : listOf(m, of, at).length;
};

/**
 * `append` writes behind a part of a larger slice, into the cells that are there, as Go does; a slice that ends where
 * its cells end gets new ones. (Go may have left room behind it; who then appends twice to one slice sees the
 * difference, and is told by the compiler's own documentation not to.)
 */
const append = using([box, many(box)], ({ m, at }, to, more) => {
  const part = listOf(m, target(m, to).data.t === 'nothing' ? m.fresh(m.sequence('slice', [], at)) : to, at);
  const added = more.map((one) => m.typed(part.type, m.dialect.copied?.(m, one, at) ?? one, at));
  const room = part.base.cells.length - part.to;
  if (added.length === 0 || room < added.length) return m.sequence('slice', [...part.boxes, ...added], at, part.type);
  part.part(part.length, part.length + added.length).arrange(added);
  return part.part(0, part.length + added.length).view;
});

/** An array of which only the first elements are written out. */
const filled = using([box, count, box, optional(box)], ({ m, at }, { data: given }, wanted, make, of) => {
  const type = of?.data.t === 'builtin' ? /^type ([iuf]\d+)$/.exec(of.data.name)?.[1] : undefined;
  if (given.t !== 'sequence' || wanted < given.cells.length || wanted > LIMITS.writes)
    return refuse('no array has this length', 'unsupported');
  const rest = Array.from({ length: wanted - given.cells.length }, () =>
    m.recorder.fresh(callWith(m, make, [], at).data, true),
  );
  const first = given.cells.map((cell) => (cell.source ? cell : m.recorder.fresh(cell.data, true)));
  return m.sequence(given.flavor, [...first, ...rest], at, given.type ?? type);
});

const extreme = (sign: number) =>
  using([box, many(box)], ({ m, at }, first, rest) =>
    rest.reduce((best, one) => (compareBoxes(m, one, best, at) * sign > 0 ? one : best), first),
  );

export const lists: Part = {
  functions: {
    len: using([box], (call, of) => int(length(call, of))),
    cap: using([box], ({ m, at }, of) => {
      const { data } = target(m, of);
      if (data.t === 'record' && isChannel(data)) return int(sizesOf(data).room);
      const { flavor, base, from } = listOf(m, of, at);
      return flavor === 'array'
        ? int(base.cells.length - from)
        : refuse('the capacity of a slice is not followed', 'unsupported');
    }),
    delete: using([record, box], ({ m, at }, from, key) => {
      if (!isMap(from.flavor)) return refuse('only entries of maps can be deleted', 'unsupported');
      take(m, from, key, at);
      return undefined;
    }),
    append,
    copy: pure([list, list], (to, from) => {
      const boxes = from.boxes.slice(0, to.length);
      to.part(0, boxes.length).arrange(boxes);
      return int(boxes.length);
    }),
    'filled array': filled,
    min: extreme(-1),
    max: extreme(1),
    'slices.Reverse': pure([list], (of) => of.arrange([...of.boxes].reverse())),
    'slices.Clone': using([list], ({ m, at }, of) => m.sequence('slice', of.boxes, at, of.type)),
  },
};
