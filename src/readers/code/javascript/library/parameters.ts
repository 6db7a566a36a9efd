import type { Parameter } from '../../core/library/table';
import { toNumber, toText } from '../operators';

/** What anything is as a number. */
export const number: Parameter<number> = { read: ({ m, at }, given) => toNumber(m, m.inspect(given, at), at) };

/** What anything is as a text. */
export const text: Parameter<string> = { read: ({ m, at }, given) => toText(m, m.inspect(given, at), at) };

/** An argument as the integer that methods of arrays make of it; undefined where it is not given, or is `undefined`. */
export const integer: Parameter<number | undefined> = {
  read: ({ m, at }, given) => {
    const data = m.inspect(given, at);
    if (data.t === 'nothing' && data.name === 'undefined') return undefined;
    return Math.trunc(toNumber(m, data, at)) || 0;
  },
  otherwise: () => undefined,
};

/** A position that may count from the end, cut to `0..length`. */
export function position(index: number | undefined, otherwise: number, length: number): number {
  const at = index ?? otherwise;
  return at < 0 ? Math.max(0, length + at) : Math.min(at, length);
}
