import { listIterator, type Next } from '../core/iteration';
import type { Machine } from '../core/machine';
import type { Box, Data, RecordData } from '../core/values';
import type { Span } from '../syntax';
import { show } from './show';

/** The index that a key is. */
export function indexOf(key: Data): number | undefined {
  if (key.t === 'num') return Number.isInteger(key.v) && key.v >= 0 ? key.v : undefined;
  if (key.t === 'str' && /^(0|[1-9]\d{0,9})$/.test(key.v)) return Number(key.v);
  return undefined;
}

/** Keys as JavaScript orders them: those that look like indices first, by size, then by age. */
export function orderedEntries(record: RecordData): { key: Data; box: Box }[] {
  const entries = [...record.entries.values()];
  if (record.flavor === 'map') return entries;
  const index = ({ key }: { key: Data }): number => indexOf(key) ?? Infinity;
  return entries.sort((a, b) => {
    const x = index(a);
    const y = index(b);
    return x === y ? 0 : x - y;
  });
}

/** Goes through what `for … of` and `for … in` go through. */
export function iterate(m: Machine, of: Box, how: string, at: Span): Next {
  const data = m.container(of, at);
  if (how === 'keys') {
    if (data.t === 'sequence') {
      const keys = data.cells.map((_, index) => m.fresh({ t: 'str', v: String(index) }));
      return listIterator(() => keys);
    }
    if (data.t === 'record') {
      const keys = orderedEntries(data).map(({ key }) => m.fresh(key));
      return listIterator(() => keys);
    }
  } else {
    if (data.t === 'sequence') return listIterator(() => data.cells);
    if (data.t === 'iterator') return data.next;
    if (data.t === 'str') {
      const characters = [...data.v].map((v) => m.fresh({ t: 'str', v }));
      return listIterator(() => characters);
    }
    if (data.t === 'record' && data.flavor === 'map') {
      const pairs = [...data.entries.values()].map(({ key, box }) =>
        m.fresh(m.sequence('array', [m.fresh(key), box], at)),
      );
      return listIterator(() => pairs);
    }
  }
  return m.fail(at, `${show(data)} cannot be gone through`);
}

/** What `{ ...value }` takes over: own keys, so of arrays and texts what is in them, of maps and of nothing none. */
export function spreadEntries(m: Machine, { data }: Box): { key: Data; box: Box }[] | undefined {
  const numbered = (boxes: readonly Box[]): { key: Data; box: Box }[] =>
    boxes.map((box, index) => ({ key: { t: 'str', v: String(index) }, box }));
  switch (data.t) {
    case 'record':
      return data.flavor === 'map' || data.flavor === 'set' ? [] : orderedEntries(data);
    case 'sequence':
      return data.flavor === 'holes' ? undefined : numbered(data.cells);
    case 'str':
      return numbered(
        Array.from({ length: data.v.length }, (_, unit) => m.fresh({ t: 'str', v: data.v.charAt(unit) })),
      );
    case 'nothing':
    case 'num':
    case 'bool':
      return [];
    default:
      return undefined;
  }
}
