import type { Part } from '../../core/library/library';
import { box, list, many, optional } from '../../core/library/parameters';
import { cell, pure, refuse, using } from '../../core/library/table';
import type { List } from '../../core/library/list';
import type { Place } from '../../core/values';
import { asElement } from '../shapes';

function end(of: List, index: number): Place {
  return of.length > 0 ? of.cell(index) : refuse('the list is empty');
}

function take(from: List, index: number): void {
  if (from.length === 0) refuse('the list is empty');
  from.splice(index, 1);
}

const empty = pure([list], (of) => of.length === 0);
const size = using([list], (_call, of) => ({ t: 'int', v: BigInt(of.length), type: 'u64' }));
const push = using([list, box], ({ m, at }, to, one) => {
  to.insert(to.length, [asElement(m, to.base, one, at)]);
});

/** What is given makes one element: a pair, or an object by its constructor. */
const emplace = using([list, many(box)], ({ m, at }, to, given) => {
  const [only, more] = given;
  const one = only && !more ? only : m.fresh(m.sequence('vector', given, at));
  to.insert(to.length, [asElement(m, to.base, one, at)]);
});

/** `std::stack` and `std::queue`, which are lists of which only the ends are seen. */
export const adapters: Part = {
  functions: Object.fromEntries(
    ['stack', 'queue'].map((flavor) => [
      `new ${flavor}`,
      using([optional(box)], ({ m, at }, from) =>
        from ? refuse('this is made empty and filled by push', 'unsupported') : m.fresh(m.sequence(flavor, [], at)),
      ),
    ]),
  ),
  methods: {
    stack: {
      empty,
      size,
      push,
      emplace,
      top: cell([list], (_call, of) => end(of, of.length - 1)),
      pop: pure([list], (of) => take(of, of.length - 1)),
    },
    queue: {
      empty,
      size,
      push,
      emplace,
      front: cell([list], (_call, of) => end(of, 0)),
      back: cell([list], (_call, of) => end(of, of.length - 1)),
      pop: pure([list], (of) => take(of, 0)),
    },
  },
};
