import type { Dialect } from '../core/dialect';
import type { Machine } from '../core/machine';
import { cast } from './casts';
import { addressed, copied, pointed, refilled } from './copies';
import { element } from './elements';
import { iterate } from './iteration';
import { member } from './members';
import type { Native } from './native';
import { checkSet, binary, compare, unary } from './operators';
import { slice } from './parts';
import { cellName, show } from './show';

export function nativeDialect(native: Native): Dialect<Machine> {
  return {
    builtin: (name) => native.library.names.get(name),
    apply: native.library.apply,
    truthy: (m, data, at) => {
      if (data.t === 'bool') return data.v;
      checkSet(m, data, at);
      if (native.numbersAreConditions) {
        if (data.t === 'int') return data.v !== 0n;
        if (data.t === 'nothing') return false;
        if (data.t === 'reference' || data.t === 'sequence') return true;
        // A structure that is known by its pointers.
        if (data.t === 'record' && data.flavor === 'instance') return true;
      }
      return m.fail(at, `${m.dialect.show(data)} is no truth value`);
    },
    unary: (m, operator, operand, at) => unary(m, native, operator, operand, at),
    binary: (m, operator, left, right, at) => binary(m, native, operator, left, right, at),
    compare: (m, operator, left, right, at) => compare(m, native, operator, left, right, at),
    element: (m, object, index, at) => element(m, native, object, index, at),
    slice,
    member: (m, object, name, at) => member(m, native, object, name, at),
    iterate: (m, of, how, at) => iterate(m, native, of, how, at),
    show,
    cellName,
    text: (m, parts) => {
      for (const { home } of parts) if (home) home.inspected = true;
      return m.unknownText('a formatted text').data;
    },
    absent: { t: 'nothing', name: 'nothing' },
    logicalGivesOperand: false,
    restFlavor: 'array',
    starFlavor: 'array',
    looseArguments: false,
    constructors: (className) => [className],
    instanceFlavor: 'instance',
    bindsThis: true,
    isAlias: (type) => type === '&',
    isPointer: (type) => type.startsWith('*'),
    addressed,
    pointed,
    cast: (m, type, box, at) => cast(m, native, type, box, at),
    copied: (m, box, at) => copied(m, native.copied, box, at),
    refill: (m, old, value, at) => refilled(m, native.copied, old, value, at),
    ...(native.initial && { initial: native.initial }),
    ...native.options,
  };
}
