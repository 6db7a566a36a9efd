import { splice } from '../core/cells';
import type { Bounds } from '../core/dialect';
import type { Machine } from '../core/machine';
import { fieldKey, keyOfData } from '../core/keys';
import type { Box, Data, RecordData } from '../core/values';
import type { Span } from '../syntax';
import { holderOf, refuseFrozen } from './attributes';
import { asInt } from './numbers';
import { indices } from './slices';
import { special } from './special';

/** `del a[i]`, `del a[1:3]`, `del a.b` */
export function remove(m: Machine, object: Box, key: Box | Bounds, at: Span): void {
  const data = m.container(object, at);
  if ('data' in key && special(m, object, '__delitem__', [key], at)) return;
  if (data.t === 'sequence' && data.flavor !== 'tuple') {
    const length = data.cells.length;
    if ('data' in key) {
      const index = asInt(m.inspect(key, at)) ?? m.fail(at, 'lists are indexed by integers');
      const position = index < 0n ? Number(index) + length : Number(index);
      if (position < 0 || position >= length)
        m.raise(at, 'IndexError', `index ${index} is out of range: the length is ${length}`);
      splice(m, data, position, 1, [], at);
    } else {
      const gone = new Set(indices(m, length, key, at).picked);
      data.cells = data.cells.filter((_, index) => !gone.has(index));
      m.recorder.shift(data.owner);
    }
    return;
  }
  if (data.t === 'record' && 'data' in key) {
    if (data.flavor === 'instance') {
      removeAttribute(m, data, m.inspect(key, at), at);
      return;
    }
    const text = keyOfData(m.inspect(key, at));
    if (text === undefined || !data.entries.delete(text)) m.raise(at, 'KeyError', 'there is no such key');
    m.recorder.shift(data.owner);
    return;
  }
  m.fail(at, 'this cannot be deleted');
}

function removeAttribute(m: Machine, data: RecordData, key: Data, at: Span): void {
  const name = key.t === 'str' ? key.v : '';
  refuseFrozen(m, data, name, at);
  if (holderOf(data.type, name)) m.fail(at, 'deleting what a class has, too, is not followed');
  if (!data.entries.delete(fieldKey(name))) m.raise(at, 'AttributeError', `there is no attribute ${name}`);
  m.recorder.shift(data.owner);
}
