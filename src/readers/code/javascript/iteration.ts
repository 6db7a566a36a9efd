import { listIterator, type Next } from '../core/iteration';
import { isContainer, keyOfData } from '../core/keys';
import type { Box, ClassData, Data, FunctionData, RecordData } from '../core/values';
import { call } from '../core/calls';
import { methodOf } from '../core/ancestry';
import type { Machine } from '../core/machine';
import type { Span } from '../syntax';
import { hasEnumerated } from './prototypes';
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
  if (record.flavor === 'map' || record.flavor === 'set') return entries;
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
      if (hasEnumerated(data.type))
        m.fail(at, 'for … in gives the methods of a prototype, too, which is not followed: use Object.keys');
      const keys = orderedEntries(data).map(({ key }) => key);
      // What is deleted before its turn does not come.
      const there = (key: Data): boolean => data.entries.has(keyOfData(key) ?? '');
      let index = 0;
      return () => {
        for (let key = keys[index++]; key; key = keys[index++]) if (there(key)) return m.fresh(key);
        return undefined;
      };
    }
  } else {
    if (data.t === 'sequence') return listIterator(() => data.cells);
    if (data.t === 'iterator') return data.next;
    if (data.t === 'str') {
      const characters = [...data.v].map((v) => m.fresh({ t: 'str', v }));
      return listIterator(() => characters);
    }
    if (data.t === 'record' && (data.flavor === 'map' || data.flavor === 'set')) return inside(m, data, 'all', at);
    if (data.t === 'record' && data.type) {
      const own = iterated(m, of, data.type, at);
      if (own) return own;
    }
  }
  return m.fail(at, `${show(data)} cannot be gone through`);
}

/**
 * The keys, the values or both of a map or a set, in the order in which they came. What is added meanwhile comes, too:
 * https://tc39.es/ecma262/#sec-createmapiterator, and the entries are a map of this very language.
 */
export function inside(m: Machine, of: RecordData, what: 'keys' | 'values' | 'all', at: Span): Next {
  const entries = of.entries.values();
  return () => {
    const entry = entries.next().value;
    if (!entry) return undefined;
    const { key, box } = entry;
    if (of.flavor === 'set') return box;
    if (what === 'all') return m.fresh(m.sequence('array', [m.fresh(key), box], at));
    return what === 'keys' ? m.fresh(key) : box;
  };
}

/** Goes through an object by its `[Symbol.iterator]`. */
function iterated(m: Machine, of: Box, type: ClassData, at: Span): Next | undefined {
  const method = methodOf(type, ['[Symbol.iterator]']);
  if (!method) return undefined;
  const made = ask(m, of, method, [], at);
  return made.data.t === 'iterator' ? made.data.next : byHand(m, made, at);
}

function ask(m: Machine, self: Box, method: FunctionData, positional: Box[], at: Span): Box {
  return call(m, m.fresh({ ...method, self }), { positional, keywords: new Map() }, at);
}

/** Goes through what has a `next` of its own: https://tc39.es/ecma262/#sec-iterator-interface. */
function byHand(m: Machine, iterator: Box, at: Span): Next {
  const field = (of: Box, name: string): Box => m.dialect.member(m, of, name, at).read();
  const step = field(iterator, 'next').data;
  if (step.t !== 'function') return m.fail(at, 'what goes through this object is not followed');
  let result: Box | undefined;
  const next: Next = (sent) => {
    const given = ask(m, iterator, step, sent ? [sent] : [], at);
    if (!m.test(field(given, 'done'), at)) return field(given, 'value');
    result = field(given, 'value');
    return undefined;
  };
  next.result = () => result;
  next.leave = () => {
    const { data } = field(iterator, 'return');
    if (data.t === 'nothing') return;
    if (data.t !== 'function') return m.fail(at, 'what return of this iterator does is not followed');
    const given = ask(m, iterator, data, [], at);
    if (!isContainer(given.data)) m.fail(at, 'return of an iterator has to give an object');
  };
  return next;
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

/** `...rest` of a pattern of fields: a new object of those that are not named. */
export function otherFields(m: Machine, of: Box, named: ReadonlySet<string>, at: Span): Box {
  const data = m.container(of, at);
  if (data.t !== 'record' || data.flavor === 'map' || data.flavor === 'set')
    return m.fail(at, `the fields of ${show(data)} are not followed`);
  const rest = m.record('object');
  for (const { key, box } of orderedEntries(data)) {
    const name = key.t === 'str' ? key.v : show(key);
    if (!named.has(name) && !name.startsWith('#')) m.setEntry(rest, key, box, at);
  }
  return m.fresh(rest);
}
