import { readOnly } from '../../core/cells';
import type { Machine } from '../../core/machine';
import { keyOfData } from '../../core/keys';
import type { Box, Data, Place, RecordData } from '../../core/values';
import { integer } from '../../native/functions';
import { cellUnder, inOrder, isSet } from '../../native/tables';
import type { Span } from '../../syntax';

const ENTRY = 'map entry';

/** Where an iterator of a map or a set stands: at an entry, or behind the last one. */
interface Spot {
  of: RecordData;
  key: Data | undefined;
}
const spots = new WeakMap<Data, Spot>();

/** What `find` and `begin` give: of a set a place that holds the key, of a map its entry. */
export function entryAt(m: Machine, of: RecordData, key: Data, at: Span): Data {
  const made: Data = isSet(of) ? { t: 'reference', place: placeOf(m, of, key, at) } : m.record(ENTRY);
  spots.set(made, { of, key });
  return made;
}

/** What `end` gives. */
export function endOf(of: RecordData): Data {
  const made: Data = { t: 'nothing', name: 'end()' };
  spots.set(made, { of, key: undefined });
  return made;
}

function placeOf(m: Machine, of: RecordData, key: Data, at: Span): Place {
  return cellUnder(m, of, m.fresh(key), at, () => m.fail(at, 'this entry is there no more', 'failure'));
}

/** The key of the entry that an iterator stands at; undefined for what is none. */
export function keyAt(data: Data): Data | undefined {
  return spots.get(data)?.key;
}

/** `it->first`, which is not written, and `it->second`; undefined for other things. */
export function partOfEntry(m: Machine, data: Data, name: string, at: Span): Place | undefined {
  const spot = data.t === 'record' ? spots.get(data) : undefined;
  if (!spot?.key) return undefined;
  if (name === 'first') return readOnly(m, 'the key of an entry', m.fresh(spot.key), at);
  return name === 'second' ? placeOf(m, spot.of, spot.key, at) : undefined;
}

/** `++it`, `it--`; undefined for what is no iterator of a map or a set. */
export function movedOn(m: Machine, operator: string, left: Box, right: Box, at: Span): Box | undefined {
  const spot = spots.get(left.raw);
  if (!spot || (operator !== '+' && operator !== '-')) return undefined;
  const by = integer(m, right, at) * (operator === '+' ? 1 : -1);
  const all = inOrder(m, spot.of, at);
  const { key: own } = spot;
  const here = own ? all.findIndex(({ key }) => keyOfData(key) === keyOfData(own)) : all.length;
  if (here < 0) m.fail(at, 'this entry is there no more', 'failure');
  if (here + by === all.length) return m.fresh(endOf(spot.of));
  const next = all[here + by] ?? m.fail(at, 'this goes out of the map or set', 'failure');
  return m.fresh(entryAt(m, spot.of, next.key, at));
}

/** Whether two iterators stand at one entry; undefined where one of them is none. */
export function isSameEntry(a: Data, b: Data): boolean | undefined {
  const [one, other] = [spots.get(a), spots.get(b)];
  if (!one || !other) return undefined;
  const [mine, theirs] = [one, other].map(({ key }) => key && keyOfData(key));
  return one.of === other.of && mine === theirs;
}

/** What a loop by reference names in turn: keys, which are not written, or entries. */
export function* entriesOf(m: Machine, of: RecordData, at: Span): Generator<Place> {
  for (const { key, box } of inOrder(m, of, at))
    yield readOnly(m, 'an entry', isSet(of) ? box : m.fresh(entryAt(m, of, key, at)), at);
}
