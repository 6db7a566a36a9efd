import type { Part } from '../../core/library/library';
import { box, optional, text } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import type { Machine } from '../../core/machine';
import type { Box } from '../../core/values';
import { target } from '../../native/pointers';

/** Whether a value is of a type: a basic one by its name, a structure (`struct`) or a pointer to one (`*`) by its class. */
function isOf(m: Machine, given: Box, type: string, known: Box | undefined): boolean {
  const { data } = given;
  if (data.t === 'unknown') return refuse('of what type this is is not known here', 'unsupported');
  switch (type) {
    case 'any':
      return data.t !== 'nothing';
    case 'nil':
      return data.t === 'nothing';
    case 'string':
      return data.t === 'str';
    case 'bool':
      return data.t === 'bool';
    case 'f64':
      return data.t === 'num';
    case '*':
    case 'struct': {
      const isPointer = data.t === 'reference' || (data.t === 'record' && data.flavor === 'instance');
      const held = target(m, given).data;
      return (
        isPointer === (type === '*') && held.t === 'record' && known?.data.t === 'class' && held.type === known.data
      );
    }
    default:
      return data.t === 'int' && (data.type ?? 'i64') === type;
  }
}

export const dynamic: Part = {
  functions: {
    'is of type': using([box, text, optional(box)], ({ m }, given, type, known) => isOf(m, given, type, known)),
    asserted: using([box, text, optional(box)], ({ m }, given, type, known) =>
      isOf(m, given, type, known) ? given : refuse('this panics: the value is of another type'),
    ),
    'asserted pair': using([box, box, text, optional(box)], ({ m, at }, otherwise, given, type, known) => {
      const isOne = isOf(m, given, type, known);
      return m.sequence('tuple', [isOne ? given : otherwise, m.fresh({ t: 'bool', v: isOne })], at);
    }),
  },
};
