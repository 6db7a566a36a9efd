import type { Machine } from '../core/machine';
import { isContainer } from '../core/keys';
import { RecordData, type Box, type Data } from '../core/values';
import { target } from '../native/pointers';

/** What belongs to all who have an `Rc` of it. */
const shared = new WeakSet<Data>();

/** `Rc::new(x)`: a thing that is not copied where it is put, nor by `clone`; of what has no parts only the value counts. */
export function share(m: Machine, value: Box): Box {
  const { data } = value;
  if (!isContainer(data)) return value;
  const isStructure = data.t === 'record' && data.flavor === 'struct';
  const own = isStructure ? new RecordData('instance', data.owner, data.entries, data.type) : data;
  shared.add(own);
  return own === data ? value : m.fresh(own);
}

/** The `Rc` that a value is, or refers to; undefined where it is none. */
export function sharedBy(m: Machine, given: Box): Box | undefined {
  const box = target(m, given);
  return shared.has(box.data) ? box : undefined;
}
