import type { Call } from '../../core/library/library';
import type { Machine } from '../../core/machine';
import type { Data, RecordData } from '../../core/values';

/** No error. */
export const NIL: Data = { t: 'nothing', name: 'nil' };

/** An error of the library, of which is asked whether it is there, and no more. */
export function failed(m: Machine, what: string): Data {
  const made: RecordData = m.record('error');
  m.setEntry(made, { t: 'str', v: 'what' }, m.fresh({ t: 'str', v: what }), { start: 0, end: 0 });
  return made;
}

/** What a function gives with whether it went wrong. */
export function pair({ m, at }: Pick<Call, 'm' | 'at'>, value: Data, error: Data): Data {
  return m.sequence('tuple', [m.fresh(value), m.fresh(error)], at);
}
