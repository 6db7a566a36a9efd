import type { Machine } from '../core/machine';
import type { Box } from '../core/values';
import type { Span } from '../syntax';
import { asInt, convert, isIntType, nearest, single } from './integers';
import type { Native } from './native';

export function cast(m: Machine, native: Native, type: string, box: Box, at: Span): Box {
  if (type === 'bool' && native.numbersAreConditions && box.data.t === 'int')
    return m.recorder.guise(box, { t: 'bool', v: box.data.v !== 0n });
  const known = box.data.t === 'unknown';
  const isSingle = type === 'float' || type === 'f32';
  if (isSingle && box.data.t === 'num' && box.data.type === 'f32') return box;
  const v = isSingle ? (box.data.t === 'num' ? box.data.v : Number(asInt(box.data) ?? NaN)) : NaN;
  if (!Number.isNaN(v)) return m.recorder.guise(box, single(v));
  if (type === 'f64' && box.data.t === 'num' && box.data.type)
    return m.recorder.guise(box, { t: 'num', v: box.data.v });
  if (known || (!isIntType(type) && type !== 'f64')) return box;
  if (native.saturates && box.data.t === 'num' && isIntType(type)) return m.fresh(nearest(box.data.v, type));
  if (type === 'f64' && box.data.t === 'int' && box.data.v > 1n << 53n) m.fail(at, 'this number has no exact double');
  return convert(m, type, box);
}
