import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';
import type { Span } from '../syntax';
import { asInt } from './numbers';
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

/**
 * `a | b`, `a & b`, `a ^ b` of flags of one class, or with a number where these count as numbers; undefined where these are
 * none.
 */
export function joinedFlags(m: Machine, operator: string, left: Data, right: Data, at: Span): Box | undefined {
  const flags = flagsOf(left) ?? flagsOf(right);
  if (!flags || !['|', '&', '^'].includes(operator)) return undefined;
  const [a, b] = [numberIn(flags, left), numberIn(flags, right)];
  if (a === undefined || b === undefined) return undefined;
  const value = operator === '|' ? a | b : operator === '&' ? a & b : a ^ b;
  if ((value & ~singles(m, flags, at)) !== 0n) m.fail(at, 'flags that have no name of their own are not followed');
  return flagOf(m, flags, value, at);
}

function numberIn(flags: Enumeration, data: Data): bigint | undefined {
  const own = flagsOf(data);
  if (own) return own === flags ? valueOf(data) : undefined;
  return flags.like ? asInt(data) : undefined;
}

/** `~a`: the flags that are not set; undefined where it is none. */
export function otherFlags(m: Machine, data: Data, at: Span): Box | undefined {
  const flags = flagsOf(data);
  if (flags?.like) m.fail(at, 'what ~ makes of an IntFlag depends on the version of Python: write it with ^');
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
