import type { Machine } from '../core/machine';
import { keyOfData } from '../core/keys';
import type { Box, Data, Place } from '../core/values';
import type { Span } from '../syntax';
import { asInt } from './integers';
import { target } from './pointers';

/** The number that a box holds or points to. */
export function integer(m: Machine, box: Box, at: Span): number {
  const data = m.inspect(target(m, box), at);
  return Number(asInt(data) ?? m.fail(at, `${m.dialect.show(data)} is no integer`));
}

export function int(m: Machine, v: number | bigint): Box {
  return m.fresh({ t: 'int', v: BigInt(v) });
}

/** Two cells exchange what they hold. */
export function swap(a: Place, b: Place): void {
  const first = a.read();
  const second = b.read();
  a.write(second);
  b.write(first);
}

/** Order of numbers, texts and truth values by the language's own comparison. */
export function compareBoxes(m: Machine, a: Box, b: Box, at: Span): number {
  if (m.dialect.compare(m, '<', a, b, at)) return -1;
  return m.dialect.compare(m, '<', b, a, at) ? 1 : 0;
}

/** The order that a function tells which only says what comes before what. */
export function orderBy<T>(isBefore: (a: T, b: T) => boolean): (a: T, b: T) => number {
  return (a, b) => {
    if (isBefore(a, b)) return -1;
    return isBefore(b, a) ? 1 : 0;
  };
}

/** Whether two values cannot be told apart by what they are: which of them comes first nobody can see. */
export function isSameValue(a: Data, b: Data): boolean {
  if (a === b) return true;
  if (a.t === 'sequence' && b.t === 'sequence')
    return a.cells.length === b.cells.length && a.cells.every(({ raw }, at) => isSame(raw, b.cells[at]));
  if (a.t === 'record' && b.t === 'record') {
    const isValue = a.flavor === 'struct' && a.type === b.type && a.entries.size === b.entries.size;
    return isValue && [...a.entries].every(([key, { box }]) => isSame(box.raw, b.entries.get(key)?.box));
  }
  const key = keyOfData(a);
  return key !== undefined && a.t === b.t && key === keyOfData(b);
}

function isSame(a: Data, b: Box | undefined): boolean {
  return b !== undefined && isSameValue(a, b.raw);
}

/**
 * Boxes in order.
 *
 * @param tie why equal ones are refused, where the language leaves their order open and they are not the same value;
 *   undefined for a stable sort
 */
export function sorted(
  m: Machine,
  boxes: readonly Box[],
  order: (a: Box, b: Box) => number,
  tie: string | undefined,
  at: Span,
): Box[] {
  return [...boxes].sort((a, b) => {
    const result = order(a, b);
    if (result === 0 && tie !== undefined && !isSameValue(a.raw, b.raw)) m.fail(at, tie);
    return result;
  });
}
