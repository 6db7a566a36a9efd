import type { Machine } from '../core/machine';
import type { Box } from '../core/values';
import type { Span } from '../syntax';
import { boxed, isBoxed, plainOf } from './boxes';
import { converted } from './numbers';
import { thrown } from './throwing';

/** Types whose values are no objects, and what is no type of its own. */
const PLAIN = /^([iuf]\d+|boolean|void|var|)$|\]$/;
const BOXES: Readonly<Record<string, string>> = {
  Byte: 'i8',
  Short: 'i16',
  Long: 'i64',
  Float: 'f32',
  Double: 'f64',
  Character: 'u16',
  Integer: 'i32',
};

export function cast(m: Machine, type: string, box: Box, at: Span): Box {
  const { data } = box;
  if (!PLAIN.test(type)) {
    const wanted = BOXES[type];
    const isLiteral = wanted !== undefined && (data.t === 'int' || data.t === 'num') && !isBoxed(data);
    // A number that is written goes into the box of what it is put into: `Byte b = 1`.
    return boxed(m, isLiteral ? cast(m, wanted, box, at) : box);
  }
  if (!/^[iuf]\d+$/.test(type)) {
    if (type === 'boolean' && data.t === 'nothing')
      throw thrown(m, 'NullPointerException', 'null is no truth value', at);
    return box;
  }
  if (data.t === 'nothing') throw thrown(m, 'NullPointerException', 'null is no number', at);
  if (data.t !== 'int' && data.t !== 'num') return box;
  const made = converted(m, plainOf(data), type, at);
  if (made === data) return box;
  // A value that fits stays the thing that it was.
  return Number(made.t === 'int' || made.t === 'num' ? made.v : NaN) === Number(data.v)
    ? m.recorder.guise(box, made)
    : m.fresh(made);
}
