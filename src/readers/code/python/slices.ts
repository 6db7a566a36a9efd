import { readOnly, splice } from '../core/cells';
import type { Bounds } from '../core/dialect';
import { drain } from '../core/iteration';
import type { Machine } from '../core/machine';
import type { Box, Place } from '../core/values';
import type { Span } from '../syntax';
import { iterate } from './iteration';
import { asInt } from './numbers';
import { show } from './show';

/** The indices that a slice picks, by Python's rules (`slice.indices`). */
export function indices(
  m: Machine,
  length: number,
  bounds: Bounds,
  at: Span,
): { picked: number[]; start: number; step: number } {
  const number = (box: Box | undefined): number | undefined => {
    if (!box) return undefined;
    const data = m.inspect(box, at);
    if (data.t === 'nothing') return undefined;
    const value = asInt(data);
    if (value === undefined) return m.fail(at, 'slices are made by integers');
    return Number(value);
  };
  const step = number(bounds.step) ?? 1;
  if (step === 0) m.fail(at, 'the step of a slice cannot be zero');
  const clamp = (value: number | undefined, otherwise: number): number => {
    if (value === undefined) return otherwise;
    const low = step < 0 ? -1 : 0;
    const high = step < 0 ? length - 1 : length;
    return value < 0 ? Math.max(value + length, low) : Math.min(value, high);
  };
  const start = clamp(number(bounds.low), step < 0 ? length - 1 : 0);
  const stop = clamp(number(bounds.high), step < 0 ? -1 : length);
  const picked: number[] = [];
  for (let index = start; step > 0 ? index < stop : index > stop; index += step) picked.push(index);
  return { picked, start, step };
}

/** `a[low:high:step]` */
export function slice(m: Machine, object: Box, bounds: Bounds, at: Span): Place {
  const data = m.container(object, at);
  if (data.t === 'str') {
    const characters = [...data.v];
    const { picked } = indices(m, characters.length, bounds, at);
    const value = picked.map((index) => characters[index] ?? '').join('');
    return readOnly(m, 'a text', m.fresh({ t: 'str', v: value }), at);
  }
  if (data.t !== 'sequence' || data.flavor === 'deque')
    return m.fail(at, `${show(data)} has no slices that are followed`);
  return {
    name: 'slice',
    read: () => {
      const { picked } = indices(m, data.cells.length, bounds, at);
      return m.fresh(
        m.sequence(
          data.flavor,
          picked.flatMap((index) => data.cells[index] ?? []),
          at,
        ),
      );
    },
    write: (box) => {
      if (data.flavor === 'tuple') m.fail(at, 'a tuple cannot be changed');
      const boxes = drain(m, iterate(m, box, 'values', at), at);
      const { picked, start, step } = indices(m, data.cells.length, bounds, at);
      if (step === 1 && boxes.length !== picked.length) {
        splice(m, data, start, picked.length, boxes, at);
        return;
      }
      if (boxes.length !== picked.length) m.fail(at, `${boxes.length} values for a slice of ${picked.length} places`);
      picked.forEach((index, position) => {
        const value = boxes[position];
        if (value) data.cells[index] = m.recorder.put(value, data.owner, at);
      });
    },
  };
}
