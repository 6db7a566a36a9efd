import { readOnly } from '../core/cells';
import type { Bounds } from '../core/dialect';
import type { Machine } from '../core/machine';
import type { Box, Place } from '../core/values';
import type { Span } from '../syntax';
import { asInt } from './integers';
import { bytesOf, textOfBytes } from './letters';
import { target } from './pointers';
import { show } from './show';

/** A part of an array or slice, which shares its cells. */
export function slice(m: Machine, object: Box, bounds: Bounds, at: Span): Place {
  const { data } = target(m, object);
  if (data.t === 'str') return partOfText(m, data.v, bounds, at);
  const whole =
    data.t === 'view' ? data : data.t === 'sequence' ? { base: data, from: 0, to: data.cells.length } : undefined;
  if (!whole) return m.fail(at, `${show(data)} has no parts that are followed`);
  const number = (box: Box | undefined, otherwise: number): number => {
    if (!box) return otherwise;
    return Number(asInt(m.inspect(target(m, box), at)) ?? m.fail(at, 'bounds are integers'));
  };
  const length = whole.to - whole.from;
  const low = number(bounds.low, 0);
  const high = number(bounds.high, length) + (bounds.inclusive ? 1 : 0);
  if (low < 0 || high < low || high > length)
    m.fail(at, `the part ${low}..${high} is out of range: the length is ${length}`);
  const box = m.fresh({ t: 'view', base: whole.base, from: whole.from + low, to: whole.from + high });
  return readOnly(m, 'a part', box, at);
}

function partOfText(m: Machine, text: string, bounds: Bounds, at: Span): Place {
  const bytes = bytesOf(text);
  const number = (box: Box | undefined, otherwise: number): number =>
    box ? Number(asInt(m.inspect(target(m, box), at)) ?? m.fail(at, 'bounds are integers')) : otherwise;
  const low = number(bounds.low, 0);
  const high = number(bounds.high, bytes.length) + (bounds.inclusive ? 1 : 0);
  if (low < 0 || high < low || high > bytes.length)
    m.fail(at, `the part ${low}..${high} is out of range: the length is ${bytes.length}`);
  const v =
    textOfBytes(bytes.slice(low, high)) ?? m.fail(at, 'a part that begins or ends within a letter is not followed');
  return readOnly(m, 'a part', m.fresh({ t: 'str', v }), at);
}
