import { entryCell, readOnly, unknownPlace } from '../core/cells';
import { methodOf } from '../core/ancestry';
import type { Machine } from '../core/machine';
import { fieldKey } from '../core/keys';
import type { Box, Place, RecordData } from '../core/values';
import type { Span } from '../syntax';
import type { Native } from './native';
import { target } from './pointers';
import { show } from './show';

/** `a.b` */
export function member(m: Machine, native: Native, reference: Box, name: string, at: Span): Place {
  const object = target(m, reference);
  const { data } = object;
  if (data.t === 'unknown') return unknownPlace(m, data, { t: 'str', v: `.${name}` }, at);
  if (data.t === 'module' || data.t === 'builtin') {
    const known =
      native.library.names.get(`${data.name}.${name}`) ??
      m.fail(at, `what ${data.name}.${name} does is not known here`);
    return readOnly(m, name, m.fresh(known), at);
  }
  if (data.t === 'class') {
    const method = methodOf(data, [name]);
    if (method) return readOnly(m, name, m.fresh(method), at);
    const shared = native.sharedMembers ? data.shared.entries.get(fieldKey(name)) : undefined;
    if (shared) return readOnly(m, name, m.fresh(shared.box.data), at);
  }
  const isOwn =
    data.t === 'record' && data.type && (data.entries.has(`s${name}`) || methodOf(data.type, [name]) !== undefined);
  const method = isOwn ? undefined : native.library.method(reference, native.kindsOf(m, reference), name);
  if (name === 'constructor of this' && data.t === 'record' && data.type) {
    const other = methodOf(data.type, [data.type.declaration.name]) ?? m.fail(at, 'there is no such constructor');
    return readOnly(m, name, m.fresh({ ...other, self: object }), at);
  }
  if (data.t === 'record' && data.type && !method) return fieldCell(m, data, object, name, at);
  if (method) return readOnly(m, name, m.fresh(method), at);
  return m.fail(at, `what .${name} of ${show(data)} does is not known here`);
}

function fieldCell(m: Machine, data: RecordData, object: Box, name: string, at: Span): Place {
  return entryCell(m, data, { t: 'str', v: name }, at, () => {
    const method = data.type && methodOf(data.type, [name]);
    return method ? m.fresh({ ...method, self: object }) : m.fail(at, `there is no field ${name}`);
  });
}
