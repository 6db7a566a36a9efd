import { splice } from '../../core/cells';
import type { Call } from '../../core/library/library';
import type { Box, Sequence } from '../../core/values';
import { equal } from '../comparing';
import { LISTS, cellsIn } from '../kinds';
import { thrown } from '../throwing';
import { checkView, restructured } from '../views';
import { NULL, outside } from './parameters';

/** A list, which may be a part of another one, or stand in front of an array. */
export function cells(call: Call, given: Box): readonly Box[] {
  const data = call.m.container(given, call.at);
  checkView(call.m, data, call.at);
  if (data.t === 'sequence' || data.t === 'view') return cellsIn(data);
  return call.m.fail(call.at, `${call.m.dialect.show(data)} is no list`);
}

export function changed(call: Call, to: Sequence): void {
  if (!LISTS.has(to.flavor))
    throw thrown(call.m, 'UnsupportedOperationException', 'this list cannot be made longer or shorter', call.at);
  restructured(to);
}

export function insert(call: Call, to: Sequence, index: number, boxes: readonly Box[]): void {
  if (index < 0 || index > to.cells.length) outside(call, index, to.cells.length);
  changed(call, to);
  splice(call.m, to, index, 0, boxes, call.at);
}

export function take(call: Call, from: Sequence, index: number): Box {
  const { length } = from.cells;
  if (index < 0 || index >= length) return outside(call, index, length);
  changed(call, from);
  return splice(call.m, from, index, 1, [], call.at)[0] ?? outside(call, index, length);
}

/** What a method gives that finds nothing. */
export function nothing({ m }: Call): Box {
  return m.fresh(NULL);
}

/** Takes out what is said to be out; whether that was anything. */
export function without(call: Call, from: Sequence, isOut: (one: Box) => boolean): boolean {
  const out = from.cells.map(isOut);
  const left = from.cells.filter((_, index) => !out[index]);
  if (left.length === from.cells.length) return false;
  changed(call, from);
  splice(call.m, from, 0, from.cells.length, left, call.at);
  return true;
}

export function indexOf({ m, at }: Call, boxes: readonly Box[], what: Box): number {
  return boxes.findIndex((one) => equal(m, what, one, at));
}
