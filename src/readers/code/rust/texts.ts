import type { Machine } from '../core/machine';
import type { Box } from '../core/values';
import { target } from '../native/pointers';
import { isIntType, wrap } from '../native/integers';
import type { Span } from '../syntax';

/** A letter as a number, a number as a letter, letters as a text; undefined for all other conversions. */
export function convertedText(m: Machine, type: string, given: Box, at: Span): Box | undefined {
  const { data } = target(m, given);
  if (isIntType(type) && data.t === 'str') {
    const [point, more] = [...data.v];
    if (point === undefined || more !== undefined) return m.fail(at, `${m.dialect.show(data)} is no letter`);
    return m.fresh({ t: 'int', v: wrap(BigInt(point.codePointAt(0) ?? 0), type), type });
  }
  if (type === 'char' && data.t === 'int') return m.fresh({ t: 'str', v: String.fromCodePoint(Number(data.v)) });
  if (type !== 'String' || data.t !== 'sequence') return undefined;
  const parts = data.cells.map((one) => m.inspect(target(m, one), at));
  const v = parts.map((one) => (one.t === 'str' ? one.v : m.fail(at, 'this makes no text'))).join('');
  return m.fresh({ t: 'str', v });
}
