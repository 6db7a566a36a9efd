import type { Call, Entry, Part } from '../../core/library/library';
import { box, callback, many, optional, or } from '../../core/library/parameters';
import { pure, refuse, using, type Parameter } from '../../core/library/table';
import type { Data } from '../../core/values';
import { LIMITS } from '../../core/limits';
import { toText } from '../operators';
import { UNDEFINED } from '../undefined';
import { integer, text } from './parameters';

function num(v: number): Data {
  return { t: 'num', v };
}

/** A text that is given, or `undefined`, which leaves it to the method. */
const given: Parameter<string | undefined> = {
  read: (call, one) => {
    const data = call.m.inspect(one, call.at);
    if (data.t === 'nothing' && data.name === 'undefined') return undefined;
    return data.t === 'str' ? data.v : refuse('regular expressions and other patterns are not followed', 'unsupported');
  },
  otherwise: () => undefined,
};

/** What is looked for: `undefined` is the text `undefined`. */
const wanted: Parameter<string> = {
  read: (call, one, index) => {
    const data = call.m.inspect(one, call.at);
    return data.t === 'record'
      ? refuse('patterns other than texts are not followed', 'unsupported')
      : text.read(call, one, index);
  },
  otherwise: () => 'undefined',
};

function strings(call: Call, parts: readonly string[]): Data {
  return call.m.sequence(
    'array',
    parts.map((v) => call.m.fresh({ t: 'str', v })),
    call.at,
  );
}

function repeated(of: string, count = 0): string {
  if (count < 0) return refuse('a text cannot be repeated so often');
  return of.length * count > LIMITS.size ? refuse('this text is too long', 'bounds') : of.repeat(count);
}

/** By a text, or by what a function makes of what was found. */
const replacing = (all: boolean): Entry =>
  using([text, wanted, optional(box)], (call, of, part, by) => {
    const { m, at } = call;
    const data = by ? m.inspect(by, at) : UNDEFINED;
    const isFunction = data.t === 'function' || data.t === 'builtin';
    const make = (unit: number): string => {
      if (!by || !isFunction) return expanded(toText(m, data, at), part, of, unit);
      const boxes = [m.fresh({ t: 'str', v: part }), m.fresh(num(unit)), m.fresh({ t: 'str', v: of })];
      return toText(m, m.inspect(callback.read(call, by, 2)(boxes), at), at);
    };
    let made = '';
    let from = 0;
    for (let unit = of.indexOf(part); unit >= 0; unit = of.indexOf(part, unit + Math.max(1, part.length))) {
      made += of.slice(from, unit) + make(unit);
      from = unit + part.length;
      if (!all || unit >= of.length) break;
    }
    return made + of.slice(from);
  });

/** `$&` and its like in what is put there. */
function expanded(by: string, part: string, of: string, unit: number): string {
  return by.replace(/\$([$&`'])/g, (_whole, sign: string) => {
    if (sign === '$') return '$';
    if (sign === '&') return part;
    return sign === '`' ? of.slice(0, unit) : of.slice(unit + part.length);
  });
}

/** Texts are compared by their language there; letters of one case in ASCII come out alike in every language. */
function localeCompare(a: string, b: string): number {
  const isPlain = (of: string): boolean => /^(?:[a-z]*|[A-Z]*|[0-9]*)$/.test(of);
  if (!isPlain(a + b)) return refuse('how these texts compare depends on the language of the machine', 'unsupported');
  return a < b ? -1 : a > b ? 1 : 0;
}

const plain = (change: (of: string) => string): Entry => pure([text], change);

const TEXT: Readonly<Record<string, Entry>> = {
  toUpperCase: plain((of) => of.toUpperCase()),
  toLowerCase: plain((of) => of.toLowerCase()),
  trim: plain((of) => of.trim()),
  trimStart: plain((of) => of.trimStart()),
  trimEnd: plain((of) => of.trimEnd()),
  toString: plain((of) => of),
  valueOf: plain((of) => of),
  split: using([text, given, integer], (call, of, by, most) =>
    strings(call, by === undefined ? [of] : of.split(by, most === undefined ? undefined : most >>> 0)),
  ),
  charAt: pure([text, or(integer, 0)], (of, at = 0) => of.charAt(at)),
  charCodeAt: pure([text, or(integer, 0)], (of, at = 0) => num(of.charCodeAt(at))),
  codePointAt: pure([text, or(integer, 0)], (of, at = 0) => {
    const point = of.codePointAt(at);
    return point === undefined ? undefined : num(point);
  }),
  at: pure([text, integer], (of, at = 0) => {
    const character = of.at(at);
    return character === undefined ? undefined : { t: 'str', v: character };
  }),
  slice: pure([text, integer, integer], (of, from, to) => of.slice(from, to)),
  substring: pure([text, integer, integer], (of, from = 0, to) => of.substring(from, to)),
  substr: pure([text, integer, integer], (of, from = 0, count) =>
    of.slice(
      from,
      count === undefined ? undefined : (from < 0 ? Math.max(0, of.length + from) : from) + Math.max(0, count),
    ),
  ),
  indexOf: pure([text, wanted, integer], (of, part, from) => num(of.indexOf(part, from))),
  lastIndexOf: pure([text, wanted, integer], (of, part, from = Infinity) => num(of.lastIndexOf(part, from))),
  includes: pure([text, wanted, integer], (of, part, from) => of.includes(part, from)),
  startsWith: pure([text, wanted, integer], (of, part, from) => of.startsWith(part, from)),
  endsWith: pure([text, wanted, integer], (of, part, to) => of.endsWith(part, to)),
  repeat: pure([text, integer], repeated),
  padStart: pure([text, integer, or(text, ' ')], (of, width = 0, by) =>
    width > LIMITS.size ? refuse('this text is too long', 'bounds') : of.padStart(width, by),
  ),
  padEnd: pure([text, integer, or(text, ' ')], (of, width = 0, by) =>
    width > LIMITS.size ? refuse('this text is too long', 'bounds') : of.padEnd(width, by),
  ),
  concat: pure([text, many(text)], (of, more) => of + more.join('')),
  replace: replacing(false),
  replaceAll: replacing(true),
  localeCompare: pure([text, text], (a, b) => num(localeCompare(a, b))),
};

export const texts: Part = {
  functions: {
    prompt: using([or(text, '')], ({ m, at }, said) => m.input.line(said, at)),
    readline: using([], ({ m, at }) => m.input.line('', at)),
    String: pure([or(text, '')], (of) => of),
    'String.fromCharCode': pure([many(integer)], (codes) =>
      codes.map((code = 0) => String.fromCharCode(code)).join(''),
    ),
    'String.fromCodePoint': pure([many(integer)], (points) =>
      points
        .map((point = 0) => (point < 0 || point > 0x10ffff ? refuse('no such character') : String.fromCodePoint(point)))
        .join(''),
    ),
  },
  methods: { text: TEXT },
};
