import type { Machine } from '../core/machine';
import type { Box, Data, RecordData } from '../core/values';
import type { Span } from '../syntax';

/** How often something was put into what holds others, or taken out of it: whoever goes through it then is told. */
const versions = new WeakMap<object, number>();

export function restructured(data: object): void {
  versions.set(data, versionOf(data) + 1);
}

export function versionOf(data: object): number {
  return versions.get(data) ?? 0;
}

/** How often a key of a map was given another value. */
const values = new WeakMap<object, number>();

export function revalued(map: object): void {
  values.set(map, (values.get(map) ?? 0) + 1);
}

interface Seen {
  map: RecordData;
  isCurrent: () => boolean;
}

/** What a map gives as a collection is a copy here, which is what Java gives as long as the map stays as it was. */
const seen = new WeakMap<object, Seen>();

/** @param withValues it shows values of the map, not keys alone */
export function viewOf(map: RecordData, copy: Data, withValues: boolean): Data {
  const [version, value] = [versionOf(map), values.get(map)];
  const isCurrent = () => versionOf(map) === version && (!withValues || values.get(map) === value);
  seen.set(copy, { map, isCurrent });
  return copy;
}

/** An entry of a map shows the value that its key has there. */
export function entryOf(map: RecordData, key: string, copy: Box): Box {
  const value = map.entries.get(key)?.box;
  seen.set(copy.raw, { map, isCurrent: () => map.entries.get(key)?.box === value });
  return copy;
}

/** The map that shows itself as this collection, or has this entry. */
export function mapOf(data: object): RecordData | undefined {
  return seen.get(data)?.map;
}

/** @throws Unreadable where a map has changed since it was shown as this */
export function checkView(m: Machine, data: Data, at: Span): void {
  const known = seen.get(data);
  if (!known || known.isCurrent()) return;
  m.fail(at, 'what a map has shown of itself is not followed after it has changed: ask the map for it again');
}
