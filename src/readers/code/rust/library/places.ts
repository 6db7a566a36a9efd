import type { Part } from '../../core/library/library';
import { box, text } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import type { Machine } from '../../core/machine';
import type { Data } from '../../core/values';
import { innermost, target } from '../../native/pointers';
import { swap } from '../../native/functions';
import { variable } from '../../native/parameters';
import type { Span } from '../../syntax';
import { NOTHING } from './parameters';

/** What `mem::take` leaves behind: the value that the type has by itself. */
function emptied(m: Machine, data: Data, at: Span): Data {
  if (data.t === 'sequence' && data.flavor === 'vec') return m.sequence('vec', [], at, data.type);
  if (data.t === 'int') return { ...data, v: 0n };
  return refuse('what stands in its place then is not known here: use mem::replace', 'unsupported');
}

const exchanged = pure([variable, variable], swap);

const replaced = using([variable, box], (_call, place, given) => {
  const old = place.read();
  place.write(given);
  return old;
});

/** What changes a variable through a reference to it. */
export const places: Part = {
  functions: {
    'mem::swap': exchanged,
    swap: exchanged,
    'mem::replace': replaced,
    replace: replaced,
    'mem::take': using([variable], ({ m, at }, place) => {
      const old = place.read();
      if (old.data.t !== 'nothing') place.write(m.fresh(emptied(m, old.data, at)));
      return old;
    }),
    /** `light.next()` of a method that says `*self = …`. */
    'method by place': using([box, text], ({ m, at }, given, label) => {
      const method = m.dialect.member(m, target(m, given), label, at).read();
      const isOwn = method.data.t === 'function' && method.data.self !== undefined;
      return isOwn ? m.fresh({ ...method.data, self: innermost(given) }) : method;
    }),
    /** `option.take()`. */
    'option taken': using([variable], ({ m }, place) => {
      const old = place.read();
      if (old.data.t === 'reference') return refuse('taking from behind two references is not followed', 'unsupported');
      if (old.data.t !== 'nothing') place.write(m.fresh(NOTHING));
      return old;
    }),
  },
};
