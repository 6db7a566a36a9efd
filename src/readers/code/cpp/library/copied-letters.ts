import type { Call } from '../../core/library/library';
import { box } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import type { Box } from '../../core/values';
import { pointerOf, refill, target } from '../../native/pointers';
import { asInt } from '../../native/integers';
import { bytesOf, letter } from '../../native/letters';
import { count } from '../../native/parameters';
import { withStd } from './pointers';

type Pointer = NonNullable<ReturnType<typeof pointerOf>>;

/** The cells of a text from where something points to, with the zero that ends it. */
function withEnd(call: Call, given: Box): { boxes: Box[]; from?: Pointer } {
  const { m, at } = call;
  const { data } = target(m, given);
  if (data.t === 'str')
    return { boxes: [...bytesOf(data.v), 0].map((code) => m.recorder.fresh(letter(code, 'i8'), true)) };
  const from = pointerOf(given.data) ?? refuse(`${m.dialect.show(given.data)} is no text`);
  const boxes: Box[] = [];
  for (let index = from.index; ; index++) {
    const cell = from.base.cells[index] ?? refuse('this text has no end');
    boxes.push(cell);
    if ((asInt(m.inspect(cell, at)) ?? refuse('this is no text')) === 0n) return { boxes, from };
  }
}

/** Puts letters where something points to, from `skip` cells further on. */
function put(call: Call, to: Box, skip: number, boxes: readonly Box[], from: Pointer | undefined): Box {
  const goal = pointerOf(to.data) ?? refuse('there is no room for letters where this points to');
  const start = goal.index + skip;
  if (start + boxes.length > goal.base.cells.length) refuse('this goes past the end of the array');
  const isOver = from?.base === goal.base && from.index < start + boxes.length && start < from.index + boxes.length;
  if (isOver) refuse('what this does where both overlap is open: use memmove');
  refill(call.m, { base: goal.base, from: start, to: start + boxes.length }, boxes, call.at);
  return to;
}

/** https://en.cppreference.com/w/c/string/byte: what writes letters into an array that is there. */
export const copiedLetters = withStd({
  strcpy: using([box, box], (call, to, given) => {
    const { boxes, from } = withEnd(call, given);
    return put(call, to, 0, boxes, from);
  }),
  strcat: using([box, box], (call, to, given) => {
    const { boxes, from } = withEnd(call, given);
    return put(call, to, withEnd(call, to).boxes.length - 1, boxes, from);
  }),
  // Zeros behind the end of the text; none where it is as long as that, or longer.
  strncpy: using([box, box, count], (call, to, given, most) => {
    const { boxes, from } = withEnd(call, given);
    const zeros = Array.from({ length: Math.max(0, most - boxes.length) }, () =>
      call.m.recorder.fresh(letter(0, 'i8'), true),
    );
    return put(call, to, 0, [...boxes.slice(0, most), ...zeros], from);
  }),
});
