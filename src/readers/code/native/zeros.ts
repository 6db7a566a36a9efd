import type { Machine } from '../core/machine';
import type { Box, Data, RecordData } from '../core/values';
import type { Span } from '../syntax';
import { isIntType } from './integers';
import { isMap } from './show';

/** The zero value of a basic type of Go, or of a slice of one; undefined for other types. */
export function zeroOf(m: Machine, type: string, at: Span): Box | undefined {
  if (type.startsWith('[]')) return m.fresh(m.sequence('slice', [], at, type.slice(2) || undefined));
  if (isMap(type)) return m.fresh(noMap(m, type));
  if (isIntType(type)) return m.fresh({ t: 'int', v: 0n, type });
  if (type === 'f64') return m.fresh({ t: 'num', v: 0 });
  if (type === 'f32') return m.fresh({ t: 'num', v: 0, type });
  if (type === 'bool') return m.fresh({ t: 'bool', v: false });
  return type === 'string' ? m.fresh({ t: 'str', v: '' }) : undefined;
}

const none = new WeakSet<RecordData>();

/** A map that nobody has made: it can be read, and holds nothing. */
function noMap(m: Machine, flavor: string): RecordData {
  const made = m.record(flavor);
  none.add(made);
  return made;
}

export function isNoMap(data: Data): boolean {
  return data.t === 'record' && none.has(data);
}
