import type { Machine } from '../core/machine';
import type { Int, Num } from '../core/scalars';
import type { Box, Data } from '../core/values';
import type { Span } from '../syntax';

/**
 * Numbers in boxes (`Integer`, `Long`, `Double`, whatever stands in a list): objects, which `==` tells apart by which
 * object they are. The data of a box is that object: it is made where a number is put into a box, and moves with it.
 */
export type Boxed = (Int | Num) & { boxed: true };

export function isBoxed(data: Data): data is Boxed {
  return (data.t === 'int' || data.t === 'num') && data.boxed === true;
}

/** A number as an object; what is one already stays the one that it is. */
export function boxed(m: Machine, box: Box): Box {
  const { data } = box;
  return (data.t === 'int' || data.t === 'num') && !isBoxed(data)
    ? m.recorder.guise(box, { ...data, boxed: true })
    : box;
}

export function plainOf(data: Int | Num): Int | Num {
  if (!isBoxed(data)) return data;
  const plain: Int | Num = { ...data };
  delete plain.boxed;
  return plain;
}

export function unboxed(m: Machine, box: Box): Box {
  const { data } = box;
  return isBoxed(data) ? m.recorder.guise(box, plainOf(data)) : box;
}

/** Whole numbers in one byte have one box each; whether others are shared is up to the machine that runs the program. */
export function isSame(m: Machine, a: Boxed, b: Boxed, at: Span): boolean {
  if (a === b) return true;
  if (a.v !== b.v) return false;
  if (a.t === 'int' && a.v >= -128n && a.v <= 127n) return true;
  return m.fail(
    at,
    `${m.dialect.show(a)} stands in two boxes here, and == asks whether they are one object, which is up to the Java machine: compare with .equals`,
  );
}
