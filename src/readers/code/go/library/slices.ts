import type { Call, Part } from '../../core/library/library';
import { box, callback, list } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { compareBoxes } from '../../native/functions';

function extreme({ m, at }: Call, boxes: readonly Box[], sign: number): Box {
  const [first, ...rest] = boxes;
  if (!first) return refuse('this panics: there are no elements');
  return rest.reduce((best, one) => (compareBoxes(m, one, best, at) * sign > 0 ? one : best), first);
}

const whole = (v: number): Data => ({ t: 'int', v: BigInt(v), type: 'i64' });

const indexOf = ({ m, at }: Call, boxes: readonly Box[], wanted: Box): number =>
  boxes.findIndex((one) => m.dialect.compare(m, '==', one, wanted, at));

export const slices: Part = {
  functions: {
    'slices.Max': using([list], (call, of) => extreme(call, of.boxes, 1)),
    'slices.Min': using([list], (call, of) => extreme(call, of.boxes, -1)),
    'slices.Index': using([list, box], (call, of, wanted) => whole(indexOf(call, of.boxes, wanted))),
    'slices.Contains': using([list, box], (call, of, wanted) => indexOf(call, of.boxes, wanted) >= 0),
    'slices.IndexFunc': using([list, callback], ({ m, at }, of, test) =>
      whole(of.boxes.findIndex((one) => m.test(test([one]), at))),
    ),
    'slices.IsSorted': using([list], ({ m, at }, of) =>
      of.boxes.every((one, index) => {
        const next = of.box(index + 1);
        return !next || compareBoxes(m, one, next, at) <= 0;
      }),
    ),
  },
};
