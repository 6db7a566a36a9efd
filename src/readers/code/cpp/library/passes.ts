import type { Call } from '../../core/library/library';
import type { List } from '../../core/library/list';
import { box, callback, optional, type Callback } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { referenceTo } from '../../native/pointers';
import { after, between, place, pointer, withStd, type Place } from './pointers';

/** The cells behind a place are given these values, each of their type; gives the place behind the last. */
function put(call: Call, goal: Place, boxes: readonly Box[]): Box {
  const part = after(call, goal, boxes.length, 'there is no room for what is written here');
  boxes.forEach((one, index) => part.put(index, call.m.typed(part.type, one, call.at)));
  return pointer(call, part, boxes.length);
}

/** What is kept moves to the front, one after the other; what stands behind it stays as it is. */
function keep(call: Call, part: List, isKept: (one: Box, last: Box | undefined) => boolean): Box {
  let length = 0;
  part.boxes.forEach((one, index) => {
    if (!isKept(one, part.box(length - 1))) return;
    if (length < index) part.put(length, one);
    length++;
  });
  return pointer(call, part, length);
}

const test = ({ m, at }: Call, by: Callback, one: Box): boolean => m.test(by([one]), at);
const same = ({ m, at }: Call, a: Box, b: Box): boolean => m.dialect.compare(m, '==', a, b, at);

const asked = (tell: (call: Call, boxes: readonly Box[], holds: (one: Box) => boolean) => Data | boolean) =>
  using([place, place, callback], (call, from, to, by) =>
    tell(call, between(call, from, to).boxes, (one) => test(call, by, one)),
  );

/** What goes once over all that stands between two places. */
export const passes = withStd({
  transform: using([place, place, box, box, optional(callback)], (call, from, to, third, fourth, by) => {
    const { boxes } = between(call, from, to);
    if (!by) {
      const change = callback.read(call, fourth, 3);
      return put(
        call,
        place.read(call, third, 2),
        boxes.map((one) => change([one])),
      );
    }
    const others = after(call, place.read(call, third, 2), boxes.length, 'the second range is too short').boxes;
    return put(
      call,
      place.read(call, fourth, 3),
      boxes.map((one, index) => by([one, others[index] ?? one])),
    );
  }),
  partial_sum: using([place, place, place, optional(callback)], (call, from, to, goal, by) => {
    const { m, at } = call;
    const sums: Box[] = [];
    for (const one of between(call, from, to).boxes) {
      const last = sums.at(-1);
      sums.push(last ? (by ? by([last, one]) : m.dialect.binary(m, '+', last, one, at)) : one);
    }
    return put(call, goal, sums);
  }),
  remove: using([place, place, box], (call, from, to, wanted) =>
    keep(call, between(call, from, to), (one) => !same(call, one, wanted)),
  ),
  remove_if: using([place, place, callback], (call, from, to, by) =>
    keep(call, between(call, from, to), (one) => !test(call, by, one)),
  ),
  unique: using([place, place], (call, from, to) =>
    keep(call, between(call, from, to), (one, last) => !last || !same(call, last, one)),
  ),
  find_if: using([place, place, callback], (call, from, to, by) => {
    const index = between(call, from, to).boxes.findIndex((one) => test(call, by, one));
    return referenceTo(call.m, from.base, index < 0 ? to.index : from.index + index, call.at);
  }),
  count_if: asked((_call, boxes, holds) => ({ t: 'int', v: BigInt(boxes.filter(holds).length), type: 'i64' })),
  any_of: asked((_call, boxes, holds) => boxes.some(holds)),
  all_of: asked((_call, boxes, holds) => boxes.every(holds)),
  none_of: asked((_call, boxes, holds) => !boxes.some(holds)),
});
