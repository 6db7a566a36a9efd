import type { Call, Part } from '../../core/library/library';
import { box, callback, type Callback } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import type { Box } from '../../core/values';
import { target } from '../../native/pointers';
import { compareBoxes, integer } from '../../native/functions';
import { given, option, usize, vector } from './parameters';

type Order = (a: Box, b: Box) => number;

/** Of equal ones `min` gives the first and `max` the last. */
function extreme(boxes: readonly Box[], isBetter: (next: Box, best: Box) => boolean): Box | undefined {
  let best: Box | undefined;
  for (const next of boxes) if (!best || isBetter(next, best)) best = next;
  return best;
}

const least = (boxes: readonly Box[], order: Order): Box | undefined => extreme(boxes, (a, b) => order(a, b) < 0);
const most = (boxes: readonly Box[], order: Order): Box | undefined => extreme(boxes, (a, b) => order(a, b) >= 0);

function byValue({ m, at }: Call): Order {
  return (a, b) => compareBoxes(m, a, b, at);
}

/** Every key is worked out once, in the order of the elements. */
function byKey(call: Call, boxes: readonly Box[], key: Callback): Order {
  const keys = new Map(boxes.map((one) => [one, key([one])]));
  const keyOf = (one: Box): Box => keys.get(one) ?? one;
  return (a, b) => compareBoxes(call.m, keyOf(a), keyOf(b), call.at);
}

function byOrdering({ m, at }: Call, order: Callback): Order {
  return (a, b) => integer(m, order([a, b]), at);
}

function folded(call: Call, boxes: readonly Box[], operator: string): Box {
  const { m, at } = call;
  const [first, ...rest] = boxes;
  if (!first) return refuse('the type of a sum of nothing is not known here', 'unsupported');
  return rest.reduce(
    (sum, one) => m.dialect.binary(m, operator, sum, target(m, one), at),
    m.fresh(target(m, first).data),
  );
}

/** What goes through an iterator to its end, or until something is found. */
export const folds: Part = {
  methods: {
    iterator: {
      min: using([given], (call, boxes) => option(call, least(boxes, byValue(call)))),
      max: using([given], (call, boxes) => option(call, most(boxes, byValue(call)))),
      min_by_key: using([given, callback], (call, boxes, key) => option(call, least(boxes, byKey(call, boxes, key)))),
      max_by_key: using([given, callback], (call, boxes, key) => option(call, most(boxes, byKey(call, boxes, key)))),
      min_by: using([given, callback], (call, boxes, by) => option(call, least(boxes, byOrdering(call, by)))),
      // The first of two is what came first: it is given up where it is not greater.
      max_by: using([given, callback], (call, boxes, by) => {
        const order = byOrdering(call, by);
        return option(
          call,
          extreme(boxes, (next, best) => order(best, next) <= 0),
        );
      }),
      for_each: pure([given, callback], (boxes, run) => {
        for (const one of boxes) run([one]);
      }),
      fold: pure([given, box, callback], (boxes, start, step) => boxes.reduce((sum, one) => step([sum, one]), start)),
      sum: using([given], (call, boxes) => folded(call, boxes, '+')),
      product: using([given], (call, boxes) => folded(call, boxes, '*')),
      count: pure([given], (boxes) => usize(boxes.length)),
      any: using([given, callback], ({ m, at }, boxes, test) => boxes.some((one) => m.test(test([one]), at))),
      all: using([given, callback], ({ m, at }, boxes, test) => boxes.every((one) => m.test(test([one]), at))),
      find: using([given, callback], (call, boxes, test) =>
        option(
          call,
          boxes.find((one) => call.m.test(test([one]), call.at)),
        ),
      ),
      position: using([given, callback], (call, boxes, test) => {
        const index = boxes.findIndex((one) => call.m.test(test([one]), call.at));
        return option(call, index < 0 ? undefined : call.m.fresh(usize(index)));
      }),
      rposition: using([given, callback], (call, boxes, test) => {
        const index = boxes.findLastIndex((one) => call.m.test(test([one]), call.at));
        return option(call, index < 0 ? undefined : call.m.fresh(usize(index)));
      }),
      reduce: using([given, callback], (call, [first, ...rest], step) =>
        option(call, first && rest.reduce((sum, one) => step([sum, one]), first)),
      ),
      partition: using([given, callback], (call, boxes, test) => {
        const kept = new Set(boxes.filter((one) => call.m.test(test([one]), call.at)));
        const parts = [boxes.filter((one) => kept.has(one)), boxes.filter((one) => !kept.has(one))];
        return call.m.sequence(
          'tuple',
          parts.map((part) => call.m.fresh(vector(call, part))),
          call.at,
        );
      }),
      unzip: using([given], (call, boxes) => {
        const pairs = boxes.map(({ data }) => (data.t === 'sequence' ? data.cells : []));
        const column = (index: number): Box =>
          call.m.fresh(
            vector(
              call,
              pairs.flatMap((one) => one[index] ?? []),
            ),
          );
        return call.m.sequence('tuple', [column(0), column(1)], call.at);
      }),
      last: using([given], (call, boxes) => option(call, boxes.at(-1))),
      contains: using([given, box], ({ m, at }, boxes, wanted) =>
        boxes.some((one) => m.dialect.compare(m, '==', target(m, one), target(m, wanted), at)),
      ),
      len: pure([given], (boxes) => usize(boxes.length)),
    },
  },
};
