import { readOnly, unknownPlace } from '../core/cells';
import { knownClass } from '../core/known-classes';
import type { Machine } from '../core/machine';
import type { Box, Data, Place } from '../core/values';
import type { Span } from '../syntax';
import { ofClass, ofObject } from './attributes';
import { emptyClass } from './bases';
import { enumClass } from './enums';
import { exceptionClass } from './exceptions';
import { kindsOf, library } from './library';
import { fieldOf, NAMED_TUPLE } from './named-tuples';
import { show } from './show';

/** Classes that are there without being declared. */
export function knownClassOf(m: Machine, name: string): Data | undefined {
  return (
    exceptionClass(m, name) ??
    emptyClass(m, name) ??
    enumClass(m, name) ??
    (name === NAMED_TUPLE ? knownClass(m, name) : undefined)
  );
}

/** `a.b` */
export function member(m: Machine, object: Box, name: string, at: Span): Place {
  const data = object.data;
  if (data.t === 'unknown') return unknownPlace(m, data, { t: 'str', v: `.${name}` }, at);
  if (data.t === 'module') {
    const whole = `${data.name}.${name}`;
    const known = library.names.get(whole) ?? knownClassOf(m, whole);
    if (!known) m.fail(at, `what ${data.name}.${name} does is not known here`);
    return readOnly(m, name, m.fresh(known), at);
  }
  const likeText = data.t === 'record' && data.constant?.like?.t === 'str' ? m.fresh(data.constant.like) : undefined;
  const textMethod = likeText && library.method(likeText, ['text'], name);
  if (textMethod) return readOnly(m, name, m.fresh(textMethod), at);
  if (data.t === 'record' && data.flavor === 'instance') return ofObject(m, object, data, name, at);
  if (data.t === 'builtin' && !data.of && library.names.has(`${data.name}.${name}`))
    return readOnly(m, name, m.fresh(library.names.get(`${data.name}.${name}`) ?? { t: 'module', name }), at);
  if (data.t === 'class' && name === '__setattr__' && data === emptyClass(m, 'object'))
    return readOnly(m, name, m.fresh({ t: 'builtin', name: ' set' }), at);
  if (data.t === 'class') return ofClass(m, data, name, at);
  const field = data.t === 'sequence' ? fieldOf(m, object, data, name, at) : undefined;
  if (field) return field;
  const method = library.method(object, kindsOf(data), name);
  if (!method) return m.fail(at, `what .${name} of ${show(data)} does is not known here`);
  return readOnly(m, name, m.fresh(method), at);
}
