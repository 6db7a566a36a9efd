import type { Dialect } from '../core/dialect';
import type { Machine } from '../core/machine';
import { boxed, isBoxed } from './boxes';
import { cast } from './casts';
import { enumCase } from './enums';
import { fit } from './fit';
import { stepsOf } from './iterate';
import { kindsOf } from './kinds';
import { library } from './library';
import { member, plainName } from './members';
import { native } from './native';
import { converted } from './numbers';
import { binary, compare, unary } from './operators';
import { typeOfValue } from './promotion';
import { referred } from './references';
import { cellName, show } from './show';
import { concatenated } from './texts';
import { isOf, thrown, thrownClass, thrownText } from './throwing';

export const dialect: Dialect<Machine> = {
  ...native,
  fit,
  show,
  cellName,
  restIsArray: true,
  self: 'this',
  implicitThis: true,
  classScopes: true,
  targetFirst: () => true,
  builtin: (name) => library.names.get(name) ?? thrownClass(name),
  truthy: (m, data, at) => {
    if (data.t === 'bool') return data.v;
    if (data.t === 'nothing') throw thrown(m, 'NullPointerException', 'null is no truth value', at);
    return m.fail(at, `${show(data)} is no truth value`);
  },
  text: concatenated,
  unary,
  binary,
  compare,
  inPlace: (m, operator, left, right, at) => {
    const { data } = left;
    const box = binary(m, operator, left, right, at);
    if (data.t !== 'int' && data.t !== 'num') return box;
    const type = data.t === 'int' ? (data.type ?? 'i32') : (data.type ?? 'f64');
    const value = box.data.t === 'int' || box.data.t === 'num' ? m.fresh(converted(m, box.data, type, at)) : box;
    return isBoxed(data) ? boxed(m, value) : value;
  },
  element: (m, object, index, at) => {
    const { data } = object;
    const position = m.inspect(index, at);
    if (data.t === 'nothing') throw thrown(m, 'NullPointerException', 'the array is null', at);
    if (data.t === 'sequence' && position.t === 'int') {
      const { length } = data.cells;
      if (position.v < 0n || position.v >= length)
        throw thrown(m, 'ArrayIndexOutOfBoundsException', `Index ${position.v} out of bounds for length ${length}`, at);
    }
    return native.element(m, object, index, at);
  },
  cast,
  member,
  iterate: (m, of, _how, at) => stepsOf(m, of, at),
  thrown: (m, value, at) => {
    const { data } = value;
    return data.t === 'nothing' ? thrown(m, 'NullPointerException', 'what is thrown is null', at).value : value;
  },
  catches: (m, { raw }, { data: kind }, at) => {
    if (kind.t === 'unknown') m.fail(at, `${kind.name} is not known here, so whether it catches this is not`);
    return raw.t === 'record' && kind.t === 'class' && isOf(raw.type, kind);
  },
  uncaught: (_m, { raw }) => thrownText(raw),
  caseOf: enumCase,
  chosen: (m, e, value, scope) => {
    const { data } = value;
    if (data.t !== 'int' && data.t !== 'num') return value;
    const type = typeOfValue(m, e, scope);
    return type === undefined || isBoxed(data) ? value : cast(m, type, value, e.at);
  },
  hasMember: (m, self, name) =>
    kindsOf(m, self).some((kind) => library.method(self, [kind], plainName(name)) !== undefined),
  apply: (m, builtin, args, at) => {
    if (builtin.of?.kind === '::') return { box: referred(m, builtin.of.object, builtin.name, args, at) };
    return library.apply(m, builtin, args, at);
  },
};
