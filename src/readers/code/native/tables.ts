import { entryCell } from '../core/cells';
import type { Parameter } from '../core/library/table';
import type { Machine } from '../core/machine';
import { keyOfData } from '../core/keys';
import type { Box, Data, Place, RecordData } from '../core/values';
import type { Span } from '../syntax';
import { target } from './pointers';
import { compareBoxes } from './functions';
import { isTable } from './show';

/** A map or a set: its flavor says which, and whether its keys have an order. */
export function asTable(data: Data): RecordData | undefined {
  return data.t === 'record' && isTable(data.flavor) ? data : undefined;
}

export const table: Parameter<RecordData> = {
  read: ({ m, at }, given) => {
    const { data } = target(m, given);
    return asTable(data) ?? m.fail(at, `${m.dialect.show(data)} is no map or set`);
  },
};

export function isSet({ flavor }: RecordData): boolean {
  return /\bset\b/.test(flavor);
}

function keyOf(m: Machine, key: Box, at: Span): { data: Data; text: string } {
  const data = m.inspect(target(m, key), at);
  return { data, text: keyOfData(data) ?? m.fail(at, `${m.dialect.show(data)} as a key is not followed`) };
}

export function find(m: Machine, of: RecordData, key: Box, at: Span): Box | undefined {
  const { text } = keyOf(m, key, at);
  m.noteAccess(of.owner, text, 'read');
  return of.entries.get(text)?.box;
}

/** Puts a value under a key; gives the one that was there. */
export function put(m: Machine, to: RecordData, key: Box, value: Box, at: Span): Box | undefined {
  const { data, text } = keyOf(m, key, at);
  const known = to.entries.get(text)?.box;
  m.noteAccess(to.owner, known ? text : undefined, 'write');
  m.setEntry(to, data, value, at);
  return known;
}

/** Adds to a set; false where it was there already. */
export function add(m: Machine, to: RecordData, key: Box, at: Span): boolean {
  if (find(m, to, key, at)) return false;
  put(m, to, key, target(m, key), at);
  return true;
}

export function take(m: Machine, from: RecordData, key: Box, at: Span): Box | undefined {
  const { text } = keyOf(m, key, at);
  const known = from.entries.get(text)?.box;
  if (!known) return undefined;
  from.entries.delete(text);
  m.noteAccess(from.owner, undefined, 'write');
  m.recorder.touch(from.owner);
  return known;
}

export function clear(m: Machine, of: RecordData): void {
  of.entries.clear();
  m.noteAccess(of.owner, undefined, 'write');
  m.recorder.touch(of.owner);
}

/** The cell under a key; `missing` is what is there before anything was put. */
export function cellUnder(m: Machine, of: RecordData, key: Box, at: Span, missing: () => Box): Place {
  return entryCell(m, of, keyOf(m, key, at).data, at, missing);
}

export interface Entry {
  key: Data;
  box: Box;
}

/** All that is in it, in the order of the keys; where the language leaves that open, one that is chosen would be a guess. */
export function inOrder(m: Machine, of: RecordData, at: Span): Entry[] {
  m.noteAccess(of.owner, undefined, 'read');
  const all = [...of.entries.values()].map(({ key, box }) => ({ key, box }));
  if (all.length < 2) return all;
  if (of.flavor.startsWith('un'))
    return m.fail(at, 'the order in which this gives what it holds is left open: take a map or set with an order');
  return all.sort((a, b) => compareBoxes(m, m.fresh(a.key), m.fresh(b.key), at));
}

/** What going through it gives: keys of a set, pairs of a map. */
export function goneThrough(m: Machine, of: RecordData, at: Span): Box[] {
  return inOrder(m, of, at).map(({ key, box }) =>
    isSet(of) ? box : m.fresh(m.sequence('tuple', [m.fresh(key), box], at)),
  );
}

export function copyOf(m: Machine, of: RecordData, at: Span): RecordData {
  const copy = m.record(of.flavor);
  for (const { key, box } of of.entries.values()) m.setEntry(copy, key, m.dialect.copied?.(m, box, at) ?? box, at);
  return copy;
}
