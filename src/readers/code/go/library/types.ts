import type { Call, Entry, Part } from '../../core/library/library';
import { box, many, optional, text, truth } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import type { Box, ClassData, Data } from '../../core/values';
import { target } from '../../native/pointers';
import { zeroOf } from '../../native/zeros';

/** What is known of the type of values: of numbers of the text that have none, only that they are whole. */
interface Seen {
  types: Set<string>;
  classes: Set<ClassData>;
  isOpen: boolean;
  isUnknown: boolean;
}

/** Looks at what stands `depth` lists deep. */
function look(call: Call, seen: Seen, depth: bigint, given: Box): void {
  const { data } = target(call.m, given);
  if (depth > 0n) {
    if (data.t === 'view' || data.t === 'sequence') {
      const base = data.t === 'view' ? data.base : data;
      const cells = data.t === 'view' ? base.cells.slice(data.from, data.to) : base.cells;
      if (depth === 1n && base.type !== undefined) seen.types.add(base.type);
      else for (const cell of cells) look(call, seen, depth - 1n, cell);
    } else if (data.t !== 'nothing') seen.isUnknown = true;
  } else if (given.data.t === 'reference') seen.isUnknown = true;
  else if (data.t === 'int') {
    if (data.type === undefined) seen.isOpen = true;
    else seen.types.add(data.type);
  } else if (data.t === 'num') seen.types.add('f64');
  else if (data.t === 'str') seen.types.add('string');
  else if (data.t === 'bool') seen.types.add('bool');
  else if (data.t === 'record' && data.type) seen.classes.add(data.type);
  else seen.isUnknown = true;
}

/** The type that a type parameter stands for: a function that converts to it, and gives its zero without a value. */
const typeOf = using([text, truth, many(box)], (call, label, isBare, pairs): Box | Data => {
  const seen: Seen = { types: new Set(), classes: new Set(), isOpen: false, isUnknown: false };
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    const [deep, given] = [pairs[index]?.data, pairs[index + 1]];
    if (deep?.t === 'int' && given) look(call, seen, deep.v, given);
  }
  // Of a type that no value tells nothing is known, neither its zero.
  if (pairs.length === 0) return { t: 'builtin', name: 'zero of an open type' };
  const [type = 'i64', ...others] = seen.types;
  const [known] = seen.classes;
  const isOwn = others.length === 0 && ['i64', 'string', 'bool'].includes(type);
  if (!isOwn && (isBare || seen.isOpen))
    return refuse(
      `whole numbers of the text become ${type} here, which is not followed: write ${label}(1)`,
      'unsupported',
    );
  const isClear = !seen.isUnknown && others.length === 0 && seen.types.size + seen.classes.size < 2;
  if (isClear && known && !seen.isOpen) return known;
  return isClear && !known && (seen.types.size > 0 || seen.isOpen)
    ? { t: 'builtin', name: `type ${type}` }
    : call.m.unknown(label);
});

const NAMES = ['f64', 'string', 'bool', ...[8, 16, 32, 64].flatMap((bits) => [`i${bits}`, `u${bits}`])];

const conversion = (type: string): Entry =>
  using([optional(box)], ({ m, at }, given) => {
    if (!given) return zeroOf(m, type, at) ?? refuse(`the zero of ${type} is not known here`, 'unsupported');
    const { data } = target(m, given);
    const isText = data.t === 'str' || (data.t === 'unknown' && data.isText);
    const isNumber = data.t === 'int' || data.t === 'num';
    if (type === 'string' ? !isText : type === 'bool' ? data.t !== 'bool' : !isNumber)
      return refuse(`this conversion to ${type} is not followed`, 'unsupported');
    return m.dialect.cast?.(m, type, given, at) ?? given;
  });

export const types: Part = {
  functions: {
    'type of': typeOf,
    /** A type that a structure leaves open: of its zero nothing is known, and nothing is converted to it. */
    'open type': using([text], (): Data => ({ t: 'builtin', name: 'zero of an open type' })),
    'zero of an open type': using([optional(box)], ({ m }, given) =>
      given
        ? refuse('conversions to an open type are not followed', 'unsupported')
        : m.unknown('the zero of an open type'),
    ),
    'structure alone': using([box], (_call, { data }) =>
      data.t === 'class' ? undefined : refuse('this is made for int, string, bool and structures', 'unsupported'),
    ),
    'open zero': using([text], ({ m }, label) => m.unknown(label)),
    ...Object.fromEntries(NAMES.map((type): [string, Entry] => [`type ${type}`, conversion(type)])),
    /** `v, ok := m[key]`. */
    'looked up': using([box, box], ({ m, at }, of, key) => {
      const { data } = target(m, of);
      if (data.t !== 'record') return refuse('two values are given only by a map');
      const place = m.dialect.element(m, of, key, at);
      const isThere = Boolean(place.peek?.());
      const value = isThere ? place.read() : zeroOf(m, data.flavor.replace(/^map of /, ''), at);
      if (!value) return refuse('what a key that is not there gives is not known here', 'unsupported');
      return m.sequence('tuple', [value, m.fresh({ t: 'bool', v: isThere })], at);
    }),
  },
};
