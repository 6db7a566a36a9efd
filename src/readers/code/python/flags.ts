import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';
import type { Span } from '../syntax';
import { enumerationOf, flagOf, singles, valueOf, type Enumeration } from './enums';

/** Flags that are set together: https://docs.python.org/3/library/enum.html#enum.Flag. */

function flagsOf(data: Data): Enumeration | undefined {
  const found = enumerationOf(data);
  return found?.isFlag && data.t === 'record' ? found : undefined;
}

/** Whether any flag is set; undefined where it is none. */
export function isAnySet(data: Data): boolean | undefined {
  return flagsOf(data) && valueOf(data) !== 0n;
}

/** `a | b`, `a & b`, `a ^ b` of flags of one class; undefined where these are none. */
export function joinedFlags(m: Machine, operator: string, left: Data, right: Data, at: Span): Box | undefined {
  const flags = flagsOf(left);
  if (!flags || flags !== flagsOf(right)) return undefined;
  const [a, b] = [valueOf(left), valueOf(right)];
  const value = operator === '|' ? a | b : operator === '&' ? a & b : operator === '^' ? a ^ b : undefined;
  return value === undefined ? undefined : flagOf(m, flags, value, at);
}

/** `~a`: the flags that are not set; undefined where it is none. */
export function otherFlags(m: Machine, data: Data, at: Span): Box | undefined {
  const flags = flagsOf(data);
  return flags && flagOf(m, flags, singles(m, flags, at) & ~valueOf(data), at);
}

/** `b in a`: all flags of `b` are set in `a`; undefined where these are none. */
export function hasFlags(list: Data, item: Data): boolean | undefined {
  const flags = flagsOf(list);
  if (!flags || flags !== flagsOf(item)) return undefined;
  return (valueOf(item) & valueOf(list)) === valueOf(item);
}

/** The flags that are set in one, from the lowest; undefined where it is none. */
export function setFlags(m: Machine, data: Data, at: Span): Box[] | undefined {
  const flags = flagsOf(data);
  if (!flags) return undefined;
  singles(m, flags, at);
  const parts: Box[] = [];
  for (let bit = 1n; bit <= valueOf(data); bit <<= 1n) if (valueOf(data) & bit) parts.push(flagOf(m, flags, bit, at));
  return parts;
}
