import { entryCell, readOnly, sequenceCell, unknownPlace } from '../core/cells';
import type { Machine } from '../core/machine';
import { keyOfData } from '../core/keys';
import type { Box, Data, Place, RecordData } from '../core/values';
import type { Span } from '../syntax';
import { memberByName } from './enums';
import { rangeLength } from './iteration';
import { counters, factories } from './missing';
import { asInt, int } from './numbers';
import { show } from './show';
import { item } from './special';

/** An index of an element that was used already: all are counted from the same end, so that one tells of all. */
function someIndex({ entries }: Data & { t: 'unknown' }): bigint | undefined {
  for (const { key } of entries.values()) {
    const number = asInt(key);
    if (number !== undefined) return number;
  }
  return undefined;
}

/** `a[i]` */
export function element(m: Machine, object: Box, index: Box, at: Span): Place {
  const data = object.data;
  const key = m.inspect(index, at);
  if (data.t === 'unknown') {
    const number = asInt(key);
    // Whether a[-1] is also a[3] depends on a length that is not known.
    if (number !== undefined) {
      const other = someIndex(data);
      if (other !== undefined && other < 0n !== number < 0n)
        m.fail(at, `which place of ${data.name} this is depends on its length, which is not known here`);
    }
    return unknownPlace(m, data, key, at);
  }
  // `Generic[T]` is the class; what it is of moves nothing.
  if (data.t === 'class') return readOnly(m, 'a class', memberByName(m, data, index, at) ?? object, at);
  const own = item(m, object, index, at);
  if (own) return own;
  if (data.t === 'record' && data.flavor === 'dict')
    return entryCell(m, data, key, at, () => missing(m, data, key, at));
  const position = asInt(key);
  if (data.t === 'sequence' && position !== undefined) {
    const length = data.cells.length;
    const at0 = position < 0n ? position + BigInt(length) : position;
    if (at0 < 0n || at0 >= BigInt(length))
      m.raise(at, 'IndexError', `index ${position} is out of range: the length is ${length}`);
    if (data.flavor === 'tuple')
      return readOnly(m, 'a tuple', data.cells[Number(at0)] ?? m.fail(at, 'no such item'), at);
    return sequenceCell(m, data, Number(at0), at);
  }
  if (data.t === 'str' && position !== undefined) {
    const characters = [...data.v];
    const character = characters.at(Number(position));
    if (character === undefined) m.raise(at, 'IndexError', `index ${position} is out of range`);
    return readOnly(m, 'a text', m.fresh({ t: 'str', v: character }), at);
  }
  if (data.t === 'range' && position !== undefined) {
    const all = rangeLength(data);
    const at0 = position < 0n ? position + all : position;
    if (at0 < 0n || at0 >= all) m.raise(at, 'IndexError', `index ${position} is out of range`);
    return readOnly(m, 'a range', m.fresh(int(data.start + at0 * data.step)), at);
  }
  return m.fail(at, `${show(data)} has no element ${show(key)}`);
}

/** What a dictionary gives under a key that is missing: dictionaries with a default keep it. */
function missing(m: Machine, of: RecordData, key: Data, at: Span): Box {
  if (counters.has(of)) return m.fresh(int(0));
  const make = factories.get(of) ?? m.raise(at, 'KeyError', `there is no key ${show(key)}`);
  m.setEntry(of, key, make(), at);
  return of.entries.get(keyOfData(key) ?? '')?.box ?? m.fail(at, `${show(key)} cannot be a key`);
}
