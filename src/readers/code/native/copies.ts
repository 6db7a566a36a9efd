import type { Machine } from '../core/machine';
import { Box, RecordData, type Data, type Place } from '../core/values';
import type { Span } from '../syntax';
import { refill } from './pointers';

/** A structure that is made where its address is taken (`&node{1, nil}`) is shared by its pointers. */
export function addressed(m: Machine, { data }: Box): Box | undefined {
  if (data.t !== 'record' || data.flavor !== 'struct') return undefined;
  return m.fresh(new RecordData('instance', data.owner, data.entries, data.type));
}

/** The structure that a pointer leads to: it is copied where it is put, and its fields are those that the pointer sees. */
export function pointed(m: Machine, pointer: Data): Place | undefined {
  if (pointer.t !== 'record' || pointer.flavor !== 'instance' || !pointer.type) return undefined;
  const whole = new RecordData('struct', pointer.owner, pointer.entries, pointer.type);
  const box = new Box(whole, null, pointer.owner, 0, false);
  const read = (): Box => box;
  const fail = (): never => m.fail(m.frame.now, 'only another structure of its type can be put here');
  return { name: 'this', read, peek: read, write: fail };
}

/** Arrays and structures are copied where they are put; what has just been made is not. */
export function copied(m: Machine, flavors: ReadonlySet<string>, box: Box, at: Span): Box {
  const { data } = box;
  // What has just been made belongs to nobody else.
  if (!box.home) return box;
  if (data.t === 'sequence' && flavors.has(data.flavor)) {
    const cells = data.cells.map((cell) => copied(m, flavors, cell, at));
    return m.fresh(m.sequence(data.flavor, cells, at, data.type));
  }
  if (data.t === 'record' && data.flavor === 'struct') {
    const copy = m.record('struct', data.type);
    // An array is a part of the structure; a pointer to one is not.
    const arrays = new Set(data.type?.declaration.fields.flatMap(({ name, type }) => (type === 'array' ? [name] : [])));
    for (const { key, box: value } of data.entries.values()) {
      const isPart = key.t === 'str' && arrays.has(key.v);
      m.setEntry(copy, key, copied(m, isPart ? new Set([...flavors, 'array']) : flavors, value, at), at);
    }
    return m.fresh(copy);
  }
  return box;
}

/** An array or a structure that is assigned to stays where it is: pointers to its elements see the new ones. */
export function refilled(m: Machine, flavors: ReadonlySet<string>, old: Data, value: Data, at: Span): boolean {
  if (old === value) return true;
  if (old.t === 'sequence' && value.t === 'sequence') {
    const isArray = flavors.has(old.flavor) && flavors.has(value.flavor) && old.cells.length === value.cells.length;
    if (!isArray) return false;
    refill(m, { base: old, from: 0, to: old.cells.length }, [...value.cells], at);
    return true;
  }
  if (old.t !== 'record' || value.t !== 'record' || old.flavor !== 'struct' || old.type !== value.type) return false;
  for (const { key, box } of value.entries.values()) m.setEntry(old, key, box, at);
  return true;
}
