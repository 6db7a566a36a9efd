import type { Machine } from '../core/machine';
import { keyOfData } from '../core/keys';
import type { Box, Data, RecordData } from '../core/values';
import type { Span } from '../syntax';
import { compared, comparing } from './comparing';

interface Entry {
  key: Data;
  box: Box;
}

/** How many buckets a hash table has; it never has fewer again. */
const capacities = new WeakMap<RecordData, number>();
/** What compares the keys of a tree, or the things in a heap, where their own order does not. */
const comparators = new WeakMap<object, Box>();

export function setComparator(data: object, comparator: Box | undefined): void {
  if (comparator && comparator.data.t !== 'nothing') comparators.set(data, comparator);
}

export function comparatorOf(data: object): Box | undefined {
  return comparators.get(data);
}

/** The number of buckets that is asked for. */
export function setCapacity(data: RecordData, wanted: number): void {
  let size = 1;
  while (size < wanted) size *= 2;
  capacities.set(data, size);
}

/** A hash table has grown: it has at most three things for four buckets. */
export function grown(data: RecordData): void {
  let size = capacities.get(data) ?? 16;
  while (data.entries.size > size * 0.75) size *= 2;
  capacities.set(data, size);
}

/** Where in its bucket a key stands: `put` adds at the end, `merge` and its kin at the beginning. */
const places = new WeakMap<RecordData, Map<string, number>>();
let counted = 0;

export function placed(data: RecordData, key: string, isFirst: boolean): void {
  let known = places.get(data);
  if (!known) places.set(data, (known = new Map<string, number>()));
  counted++;
  known.set(key, isFirst ? -counted : counted);
}

/** Buckets with more things than these become trees, in which the order is another. */
const MOST_IN_BUCKET = 7;

/** The order in which `HashMap` and `HashSet` are gone through: that of the buckets, in each the eldest first. */
function hashOrder(m: Machine, data: RecordData, entries: readonly Entry[], at: Span): Entry[] {
  if (entries.length < 2) return [...entries];
  if (data.flavor.startsWith('fixed'))
    return m.fail(at, 'in which order these are gone through is another in each run of the Java machine');
  const size = capacities.get(data) ?? 16;
  const buckets = new Map<number, Entry[]>();
  for (const entry of entries) {
    const code = hashOf(entry.key);
    if (code === undefined)
      return m.fail(at, 'in which order these are gone through is up to the Java machine: use a list or a TreeMap');
    const bucket = (code ^ (code >>> 16)) & (size - 1);
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), entry]);
  }
  for (const bucket of buckets.values())
    if (bucket.length > MOST_IN_BUCKET) m.fail(at, 'the order of so many keys of one hash code is not followed');
  const placeOf = ({ key }: Entry): number => places.get(data)?.get(keyOfData(key) ?? '') ?? 0;
  return [...buckets].sort(([a], [b]) => a - b).flatMap(([, bucket]) => bucket.sort((a, b) => placeOf(a) - placeOf(b)));
}

export function treeOrder(m: Machine, data: RecordData, entries: readonly Entry[], at: Span): Entry[] {
  const by = comparators.get(data);
  const keys = new Map(entries.map((entry) => [entry, m.fresh(entry.key)]));
  const key = (entry: Entry): Box => keys.get(entry) ?? m.fresh(entry.key);
  const order = by ? comparing(m, by, at) : (a: Box, b: Box) => compared(m, a, b, at);
  return [...entries].sort((a, b) => order(key(a), key(b)));
}

/** What stands in a map or a set, in Java's order. */
export function entriesOf(m: Machine, data: RecordData, at: Span): Entry[] {
  const all = [...data.entries.values()];
  if (data.flavor.startsWith('linked')) return all;
  return data.flavor.startsWith('tree') ? treeOrder(m, data, all, at) : hashOrder(m, data, all, at);
}

/** `hashCode()`, as a 32-bit integer; undefined where it says where in memory something is. */
export function hashOf(data: Data): number | undefined {
  switch (data.t) {
    case 'int':
      return data.type === 'i64'
        ? Number(BigInt.asIntN(32, data.v ^ (BigInt.asUintN(64, data.v) >> 32n)))
        : Number(data.v);
    case 'num': {
      const bytes = new DataView(new ArrayBuffer(8));
      if (data.type === 'f32') {
        bytes.setFloat32(0, data.v);
        return bytes.getInt32(0);
      }
      bytes.setFloat64(0, data.v);
      return bytes.getInt32(0) ^ bytes.getInt32(4);
    }
    case 'bool':
      return data.v ? 1231 : 1237;
    case 'str': {
      let code = 0;
      for (let index = 0; index < data.v.length; index++) code = (Math.imul(code, 31) + data.v.charCodeAt(index)) | 0;
      return code;
    }
    case 'nothing':
      return 0;
    default:
      return undefined;
  }
}
