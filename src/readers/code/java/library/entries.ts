import type { Call } from '../../core/library/library';
import { keyOfData } from '../../core/keys';
import type { Box, Data, RecordData } from '../../core/values';
import { sameKind } from '../comparing';
import { comparatorOf, grown, placed } from '../orders';
import { thrown } from '../throwing';
import { restructured, revalued } from '../views';
import { functional, item } from './parameters';

/** The key under which something stands. */
function keyOf(call: Call, data: RecordData, key: Box): string {
  const held = call.m.inspect(key, call.at);
  if (comparatorOf(data)) {
    const twin = [...data.entries].find(([, entry]) => isSame(call, data, key, entry.key));
    if (twin) return twin[0];
  }
  if (held.t === 'nothing' && data.flavor.endsWith('enum map'))
    call.m.fail(call.at, 'null as a key of an EnumMap is not followed');
  const text = keyOfData(held) ?? call.m.fail(call.at, `${call.m.dialect.show(held)} as a key is not followed`);
  const known = data.entries.get(text);
  if (known && !sameKind(known.key, held)) call.m.fail(call.at, 'keys of two kinds in one map are not followed');
  if (held.t === 'nothing' && data.flavor.startsWith('tree'))
    throw thrown(call.m, 'NullPointerException', 'null is no key of a tree', call.at);
  return text;
}

/** By a comparator keys may be equal that are not the same. */
function isSame(call: Call, data: RecordData, a: Box, b: Data): boolean {
  const { m, at } = call;
  const by = comparatorOf(data);
  const result = by && functional('compare').read(call, by, 0)(a, m.fresh(b)).data;
  return result?.t === 'int' ? result.v === 0n : m.fail(at, 'a comparator gives an int');
}

export function find(call: Call, data: RecordData, key: Box): Box | undefined {
  return data.entries.get(keyOf(call, data, key))?.box;
}

export function put(call: Call, data: RecordData, key: Box, value: Box, isFirst = false): Box | undefined {
  const { m, at } = call;
  if (data.flavor.startsWith('fixed')) throw thrown(m, 'UnsupportedOperationException', 'this cannot be changed', at);
  const text = keyOf(call, data, key);
  const known = data.entries.get(text);
  if (known) revalued(data);
  else {
    restructured(data);
    placed(data, text, isFirst);
  }
  m.noteAccess(data.owner, undefined, 'write');
  m.setEntry(data, known?.key ?? item.read(call, key, 0).data, item.read(call, value, 0), at);
  grown(data);
  return known?.box;
}

export function remove(call: Call, data: RecordData, key: Box): Box | undefined {
  const text = keyOf(call, data, key);
  const known = data.entries.get(text);
  if (!known) return undefined;
  if (data.flavor.startsWith('fixed'))
    throw thrown(call.m, 'UnsupportedOperationException', 'this cannot be changed', call.at);
  restructured(data);
  data.entries.delete(text);
  call.m.noteAccess(data.owner, undefined, 'write');
  call.m.recorder.touch(data.owner);
  return known.box;
}

/** A key and its value, as an object. */
export function entry({ m, at }: Call, key: Box, value: Box): Box {
  const made = m.record('entry');
  m.setEntry(made, { t: 'str', v: 'key' }, key, at);
  m.setEntry(made, { t: 'str', v: 'value' }, value, at);
  return m.fresh(made);
}

export function clear({ m }: Call, data: RecordData): undefined {
  restructured(data);
  data.entries.clear();
  m.recorder.touch(data.owner);
  return undefined;
}

/** Into a set: whether it was not there. */
export function add(call: Call, to: RecordData, one: Box): boolean {
  if (find(call, to, one)) return false;
  put(call, to, one, one);
  return true;
}

/** What nobody can change. */
export function fixed({ m }: Call, { flavor, entries }: RecordData): RecordData {
  const made = m.record(`fixed ${flavor}`);
  for (const [name, one] of entries) made.entries.set(name, one);
  return made;
}
