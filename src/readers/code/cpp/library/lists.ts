import type { Part } from '../../core/library/library';
import type { List } from '../../core/library/list';
import { box, callback, list, many, optional } from '../../core/library/parameters';
import { LIMITS } from '../../core/limits';
import { cell, pure, refuse, using } from '../../core/library/table';
import type { Call } from '../../core/library/library';
import type { Box, Data, Place as Cell } from '../../core/values';
import { pointerOf } from '../../native/pointers';
import { compareBoxes, integer, orderBy, sorted } from '../../native/functions';
import { count } from '../../native/parameters';
import { asElement, elementOf, partsOf } from '../shapes';
import { firstOf } from './making';
import { zeroOf } from './memory';
import { between, place, pointer, type Place } from './pointers';

/** A value as an element of the list; a list or a structure is copied into it. */
function element({ m, at }: Call, of: List, given: Box): Box {
  return asElement(m, of.base, given, at);
}

/** One value, what stands between two places, or a value so many times. */
function inserted(call: Call, of: List, given: Box, second: Box | undefined): Box[] {
  if (!second) return [element(call, of, given)];
  if (pointerOf(second.data)) {
    const { boxes } = between(call, place.read(call, given, 1), place.read(call, second, 2));
    return boxes.map((one) => element(call, of, one));
  }
  const length = count.read(call, given, 1);
  if (length < 0 || length > LIMITS.writes) return refuse('this length is not followed', 'unsupported');
  return Array.from({ length }, () => element(call, of, second));
}

const added = (isLast: boolean) =>
  using([list, box], (call, to, given) => to.insert(isLast ? to.length : 0, [element(call, to, given)]));

const taken = (isLast: boolean) =>
  pure([list], (of) => {
    if (of.length === 0) refuse('the list is empty', 'unsupported');
    of.splice(isLast ? of.length - 1 : 0, 1);
  });

/** What an element is that nobody has given a value: a number, or a list where all others are lists. */
function begunLike(call: Call, of: List): Data {
  const { m, at } = call;
  if (of.type !== undefined) return zeroOf(of.type);
  const known = elementOf(of.base);
  if (known !== undefined) return firstOf(call, known);
  const lists = of.boxes.map(({ raw }) => (raw.t === 'sequence' && raw.flavor === 'vector' ? raw : undefined));
  const [first] = lists;
  return first && !lists.includes(undefined)
    ? m.sequence('vector', [], at, first.type)
    : refuse('what the new elements are at first is not known', 'unsupported');
}

const ending = (of: List, index: number): Cell =>
  of.length > 0 ? of.cell(index) : refuse('the list is empty', 'unsupported');

const indexIn = (of: List, { base, index }: Place, most: number): number =>
  base === of.base && index <= most ? index : refuse('this place is not one of the list', 'unsupported');

const first = using([list], (call, of) => pointer(call, of, 0));
const push = added(true);

/** Methods of vectors, deques, lists and arrays. */
export const lists: Part = {
  methods: {
    list: {
      size: pure([list], (of) => ({ t: 'int', v: BigInt(of.length), type: 'u64' })),
      empty: pure([list], (of) => of.length === 0),
      begin: first,
      data: first,
      end: using([list], (call, of) => pointer(call, of, of.length)),
      resize: using([list, count, optional(box)], (call, of, length, given) => {
        const { m } = call;
        if (length < 0 || length > LIMITS.writes) return refuse('this length is not followed', 'unsupported');
        if (length < of.length) of.splice(length, of.length - length);
        const begun = (): Box => (given ? element(call, of, given) : m.recorder.fresh(begunLike(call, of), true));
        of.insert(of.length, Array.from({ length: length - of.length }, begun));
        return m.absent();
      }),
      assign: using([list, count, box], (call, of, length, given) => {
        if (length < 0 || length > LIMITS.writes) return refuse('this length is not followed', 'unsupported');
        of.splice(0, of.length);
        of.insert(
          0,
          Array.from({ length }, () => element(call, of, given.home ? given : call.m.recorder.fresh(given.data, true))),
        );
        return undefined;
      }),
      push_back: push,
      // What is given makes one element: a pair, or an object by its constructor.
      emplace_back: using([list, many(box)], (call, to, given) => {
        const { m, at } = call;
        const [only, more] = given;
        const isBare =
          only && !more && m.classes.get(partsOf(elementOf(to.base) ?? '').name) && only.raw.t !== 'record';
        const one = only && !more && !isBare ? only : m.fresh(m.sequence('vector', given, at));
        to.insert(to.length, [element(call, to, one)]);
        return undefined;
      }),
      push_front: added(false),
      pop_back: taken(true),
      pop_front: taken(false),
      insert: using([list, place, box, optional(box)], (call, of, where, given, second) => {
        const index = indexIn(of, where, of.length);
        of.insert(index, inserted(call, of, given, second));
        return pointer(call, of, index);
      }),
      erase: using([list, place, optional(place)], (call, of, where, end) => {
        const index = indexIn(of, where, end ? of.length : of.length - 1);
        of.splice(index, end ? between(call, where, end).length : 1);
        return pointer(call, of, index);
      }),
      /** The two lists exchange all they hold. */
      swap: pure([list, list], (of, other) => {
        const [mine, theirs] = [of.boxes, other.boxes];
        of.splice(0, mine.length, theirs);
        other.splice(0, theirs.length, mine);
      }),
      reverse: using([list], (_call, of) => of.arrange([...of.boxes].reverse())),
      sort: using([list, optional(callback)], (call, of, by) => {
        const { m, at } = call;
        const isBefore = (a: Box, b: Box): boolean => (by ? m.test(by([a, b]), at) : compareBoxes(m, a, b, at) < 0);
        of.arrange(sorted(m, of.boxes, orderBy(isBefore), undefined, at));
      }),
      remove: using([list, box], ({ m, at }, of, wanted) => {
        for (let index = of.length - 1; index >= 0; index--) {
          const one = of.box(index);
          if (one && m.dialect.compare(m, '==', one, wanted, at)) of.splice(index, 1);
        }
      }),
      clear: pure([list], (of) => void of.splice(0, of.length)),
      at: cell([list, box], ({ m, at }, of, index) => {
        const place = integer(m, index, at);
        if (place < 0 || place >= of.length)
          m.raise(at, 'out_of_range', `index ${place} is out of range: the length is ${of.length}`);
        return m.dialect.element(m, m.fresh(of.base), index, at);
      }),
      front: cell([list], (_call, of) => ending(of, 0)),
      back: cell([list], (_call, of) => ending(of, of.length - 1)),
      // Room that is kept changes no value.
      reserve: pure([list, count], () => undefined),
      shrink_to_fit: pure([list], () => undefined),
    },
  },
};
