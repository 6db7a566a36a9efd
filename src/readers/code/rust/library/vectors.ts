import type { Part } from '../../core/library/library';
import { box, callback, list } from '../../core/library/parameters';
import type { List } from '../../core/library/list';
import { pure, refuse, using } from '../../core/library/table';
import { target } from '../../native/pointers';
import { compareBoxes } from '../../native/functions';
import { count } from '../../native/parameters';
import { given, grown, iterator, option, vector } from './parameters';

function parts(of: List, size: number): List[] {
  if (size <= 0) return refuse('the size of a part is positive');
  return Array.from({ length: Math.ceil(of.length / size) }, (_, index) =>
    of.part(index * size, Math.min(of.length, (index + 1) * size)),
  );
}

const chunks = using([list, count], (call, of, size) =>
  iterator(
    call,
    parts(of, size).map(({ view }) => call.m.fresh(view)),
  ),
);

export const vectors: Part = {
  methods: {
    list: {
      chunks,
      chunks_mut: chunks,
      windows: using([list, count], (call, of, size) => {
        if (size <= 0) return refuse('the size of a window is positive');
        const starts = Array.from({ length: Math.max(0, of.length - size + 1) }, (_, index) => index);
        return iterator(
          call,
          starts.map((from) => call.m.fresh(of.part(from, from + size).view)),
        );
      }),
      get: using([list, box], (call, of, index) => {
        const { data } = target(call.m, index);
        if (data.t !== 'int') return refuse('a part that may not be there is not followed', 'unsupported');
        return option(call, of.box(Number(data.v)));
      }),
      get_mut: using([list, count], (call, of, index) =>
        of.box(index) ? { t: 'reference', place: of.cell(index) } : option(call, undefined),
      ),
      contains: using([list, box], ({ m, at }, of, wanted) =>
        of.boxes.some((one) => m.dialect.compare(m, '==', target(m, one), target(m, wanted), at)),
      ),
      extend: using([list, given], ({ m, at }, to, boxes) =>
        grown(to).insert(
          to.length,
          boxes.map((one) => m.dialect.copied?.(m, target(m, one), at) ?? target(m, one)),
        ),
      ),
      extend_from_slice: pure([list, given], (to, boxes) => grown(to).insert(to.length, boxes)),
      append: pure([list, list], (to, from) => grown(to).insert(to.length, grown(from).splice(0, from.length))),
      clear: pure([list], (of) => void grown(of).splice(0, of.length)),
      truncate: pure([list, count], (of, length) => {
        if (length < of.length) grown(of).splice(length, of.length - length);
      }),
      split_off: using([list, count], (call, of, from) => {
        if (from > of.length) return refuse(`this splits behind the end: the length is ${of.length}`);
        return vector(call, grown(of).splice(from, of.length - from));
      }),
      retain: using([list, callback], ({ m, at }, of, keep) => {
        const kept = of.boxes.map((one) => m.test(keep([one]), at));
        const whole = grown(of);
        for (let index = whole.length - 1; index >= 0; index--) if (!kept[index]) whole.splice(index, 1);
      }),
      dedup: using([list], ({ m, at }, of) => {
        const { boxes } = of;
        const isKept = boxes.map((one, index) => {
          const before = boxes[index - 1];
          return !before || !m.dialect.compare(m, '==', before, one, at);
        });
        const whole = grown(of);
        for (let index = whole.length - 1; index >= 0; index--) if (!isKept[index]) whole.splice(index, 1);
      }),
      copy_from_slice: pure([list, given], (to, boxes) => {
        if (to.length !== boxes.length) return refuse('these have not the same length');
        to.arrange(boxes);
        return undefined;
      }),
      clone_from_slice: pure([list, given], (to, boxes) => {
        if (to.length !== boxes.length) return refuse('these have not the same length');
        to.arrange(boxes);
        return undefined;
      }),
      fill: using([list, box], ({ m }, of, value) => of.arrange(of.boxes.map(() => target(m, value)))),
      is_sorted: using([list], ({ m, at }, of) =>
        of.boxes.every((one, index) => {
          const next = of.box(index + 1);
          return !next || compareBoxes(m, one, next, at) <= 0;
        }),
      ),
    },
  },
};
