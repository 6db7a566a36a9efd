import { entryCell, readOnly, unknownPlace } from '../core/cells';
import type { Machine } from '../core/machine';
import type { Box, Place } from '../core/values';
import type { Span } from '../syntax';
import { asInt } from './integers';
import { bytesOf, letterAt } from './letters';
import type { Native } from './native';
import { cellAt, pointerOf, target } from './pointers';
import { isMap, show } from './show';
import { isNoMap, zeroOf } from './zeros';

/** `a[i]` */
export function element(m: Machine, native: Native, object: Box, index: Box, at: Span): Place {
  const pointed =
    object.data.t === 'reference' && pointerOf(object.data) && asInt(index.data) !== undefined
      ? object
      : target(m, object);
  const data = pointed.data;
  const key = m.inspect(target(m, index), at);
  if (data.t === 'unknown') return unknownPlace(m, data, key.t === 'int' ? { t: 'int', v: key.v } : key, at);
  if (data.t === 'record' && isMap(data.flavor)) {
    const zero = (): Box => zeroOf(m, data.flavor.slice(7), at) ?? m.fail(at, `there is no key ${show(key)}`);
    const cell = entryCell(m, data, key, at, zero);
    return isNoMap(data)
      ? { ...cell, write: () => m.fail(at, 'assignment to an entry in a nil map', 'failure') }
      : cell;
  }
  const position = asInt(key);
  if (position === undefined) return m.fail(at, `${show(data)} has no element ${show(key)}`);
  if (data.t === 'str' && native.letters) {
    const one = letterAt(data.v, Number(position), native.letters);
    if (!one) return m.fail(at, `index ${position} is out of range: the length is ${bytesOf(data.v).length}`);
    return readOnly(m, 'a letter of a text', m.fresh(one), at);
  }
  const inner = data.t === 'reference' ? data.place.read().data : data;
  if (data.t === 'reference' && (inner.t === 'sequence' || inner.t === 'view'))
    return element(m, native, m.fresh(inner), index, at);
  const base = data.t === 'view' ? { base: data.base, index: data.from } : pointerOf(data);
  if (!base) return m.fail(at, `${show(data)} has no elements`);
  const at0 = base.index + Number(position);
  const end = data.t === 'view' ? data.to : base.base.cells.length;
  if (at0 < (data.t === 'view' ? data.from : 0) || at0 >= end)
    return m.fail(at, `index ${position} is out of range: the length is ${end - (data.t === 'view' ? data.from : 0)}`);
  return cellAt(m, base.base, at0, at);
}
