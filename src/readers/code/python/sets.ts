import type { Machine } from '../core/machine';
import { keyOfData } from '../core/keys';
import type { Box, RecordData } from '../core/values';
import type { Span } from '../syntax';
import { show } from './show';

export function elements(of: RecordData): Box[] {
  return [...of.entries.values()].map((one) => one.box);
}

function keyOf(m: Machine, one: Box, at: Span): string {
  const data = m.inspect(one, at);
  return keyOfData(data) ?? m.fail(at, `${show(data)} in a set is not followed`);
}

/** An element that is there stays; an equal one is not put in its place. */
export function add(m: Machine, to: RecordData, one: Box, at: Span): void {
  if (!to.entries.has(keyOf(m, one, at))) m.setEntry(to, m.inspect(one, at), one, at);
}

export function takeOut(m: Machine, from: RecordData, one: Box, at: Span): boolean {
  const isThere = from.entries.delete(keyOf(m, one, at));
  m.recorder.shift(from.owner);
  return isThere;
}

export function setOf(m: Machine, boxes: readonly Box[], at: Span): RecordData {
  const made = m.record('set');
  for (const one of boxes) add(m, made, one, at);
  return made;
}

/** `a | b`, `a & b`, `a - b` and `a ^ b`; undefined for other operators. */
export function combined(m: Machine, operator: string, a: RecordData, b: RecordData, at: Span): RecordData | undefined {
  const without = (from: RecordData, other: RecordData): Box[] =>
    [...from.entries].filter(([key]) => !other.entries.has(key)).map(([, one]) => one.box);
  switch (operator) {
    case '|':
      return setOf(m, [...elements(a), ...elements(b)], at);
    case '&':
      return setOf(
        m,
        [...a.entries].filter(([key]) => b.entries.has(key)).map(([, one]) => one.box),
        at,
      );
    case '-':
      return setOf(m, without(a, b), at);
    case '^':
      return setOf(m, [...without(a, b), ...without(b, a)], at);
    default:
      return undefined;
  }
}

/** `a |= b` and its like change what `a` is: a set keeps its elements, a dictionary takes the values of the other. */
export function become(m: Machine, of: RecordData, now: RecordData): void {
  for (const key of [...of.entries.keys()]) if (!now.entries.has(key)) of.entries.delete(key);
  m.recorder.shift(of.owner);
  for (const [text, { key, box: one }] of now.entries)
    if (of.flavor !== 'set' || !of.entries.has(text)) m.setEntry(of, key, one, m.frame.now);
}

export function isSubset(a: RecordData, b: RecordData): boolean {
  return [...a.entries.keys()].every((key) => b.entries.has(key));
}
