import type { Entry, Part } from '../../core/library/library';
import { many, optional, or } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import type { Box } from '../../core/values';
import { splice } from '../../core/cells';
import { textOrder } from '../comparing';
import { hashOf } from '../orders';
import { builtText, textOf } from '../texts';
import { formatted } from '../format';
import { all, box, character, i32, int, missing, row, text } from './parameters';

const OUTSIDE = 'StringIndexOutOfBoundsException';

/** What can be asked for as a plain text; signs that mean more in a pattern are refused. */
function plainPattern(pattern: string): string | RegExp {
  if (pattern === '\\s+') return /[ \t\n\v\f\r]+/;
  if (pattern === '\\s*,\\s*') return /[ \t\n\v\f\r]*,[ \t\n\v\f\r]*/;
  const plain = pattern.replaceAll(/\\([^\w\s])/g, '\u0000$1');
  if (/(?<!\u0000)[\\[\](){}.*+?^$|]/.test(plain)) return refuse('this pattern is not followed', 'unsupported');
  return plain.replaceAll('\u0000', '');
}

function split(s: string, pattern: string, limit: number): string[] {
  if (s === '') return [''];
  const by = plainPattern(pattern);
  if (limit > 0) return refuse('split with a limit is not followed', 'unsupported');
  const parts = s.split(by);
  if (limit === 0) while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  // What matches at the beginning leaves nothing before it.
  return parts.length === 1 && parts[0] === '' ? [] : parts;
}

const TEXTS: Readonly<Record<string, Entry>> = {
  length: pure([text], (s) => i32(s.length)),
  charAt: using([text, int], (call, s, at) =>
    at >= 0 && at < s.length ? character(s.charCodeAt(at)) : missing(call, `index ${at}, length ${s.length}`, OUTSIDE),
  ),
  isEmpty: pure([text], (s) => s === ''),
  isBlank: pure([text], (s) => s.trim() === ''),
  substring: using([text, int, optional(int)], (call, s, from, to = s.length) =>
    from >= 0 && from <= to && to <= s.length
      ? s.slice(from, to)
      : missing(call, `begin ${from}, end ${to}, length ${s.length}`, OUTSIDE),
  ),
  indexOf: using([text, box, or(int, 0)], (call, s, what, from) => i32(s.indexOf(letters(call, what), from))),
  lastIndexOf: using([text, box], (call, s, what) => i32(s.lastIndexOf(letters(call, what)))),
  contains: using([text, box], (call, s, what) => s.includes(letters(call, what))),
  startsWith: pure([text, text, or(int, 0)], (s, what, from) => s.startsWith(what, from)),
  endsWith: pure([text, text], (s, what) => s.endsWith(what)),
  equals: using([text, box], ({ m, at }, s, other) => {
    const data = m.inspect(other, at);
    return data.t === 'str' && data.v === s;
  }),
  equalsIgnoreCase: pure(
    [text, text],
    (s, other) => s.toUpperCase().toLowerCase() === other.toUpperCase().toLowerCase(),
  ),
  compareTo: pure([text, text], (s, other) => i32(textOrder(s, other))),
  compareToIgnoreCase: pure([text, text], (s, other) =>
    i32(textOrder(s.toUpperCase().toLowerCase(), other.toUpperCase().toLowerCase())),
  ),
  hashCode: pure([text], (v) => i32(hashOf({ t: 'str', v }) ?? 0)),
  toString: using([box], (_call, s) => s),
  toUpperCase: pure([text], (s) => s.toUpperCase()),
  toLowerCase: pure([text], (s) => s.toLowerCase()),
  trim: pure([text], (s) => s.replaceAll(/^[\0- ]+|[\0- ]+$/g, '')),
  strip: pure([text], (s) => s.trim()),
  concat: pure([text, text], (s, other) => s + other),
  repeat: pure([text, int], (s, times) =>
    s.length * times <= 100_000 ? s.repeat(times) : refuse('this text is too long', 'bounds'),
  ),
  replace: using([text, box, box], (call, s, what, by) => s.replaceAll(letters(call, what), () => letters(call, by))),
  replaceAll: pure([text, text, text], (s, pattern, by) =>
    /[$\\]/.test(by)
      ? refuse('this replacement is not followed', 'unsupported')
      : s.replaceAll(global(plainPattern(pattern)), () => by),
  ),
  split: using([text, text, or(int, 0)], ({ m, at }, s, pattern, limit) =>
    m.sequence(
      'array',
      split(s, pattern, limit).map((v) => m.fresh({ t: 'str', v })),
      at,
      'String',
    ),
  ),
  toCharArray: using([text], ({ m, at }, s) => m.sequence('array', characters(m, s), at, 'u16')),
  chars: using([text], ({ m }, s) => {
    let next = 0;
    return {
      t: 'iterator',
      kind: 'i32',
      next: () => (next < s.length ? m.fresh(i32(s.charCodeAt(next++))) : undefined),
    };
  }),
  intern: using([box], (_call, s) => s),
  formatted: using([text, many(box)], ({ m, at }, form, given) => formatted(m, form, given, at)),
};

function global(pattern: string | RegExp): string | RegExp {
  return typeof pattern === 'string' ? pattern : new RegExp(pattern.source, 'g');
}

type CallOf = Parameters<typeof text.read>[0];

/** A character or a text as a text. */
function letters(call: CallOf, given: Box): string {
  const data = call.m.inspect(given, call.at);
  if (data.t === 'int') return String.fromCodePoint(Number(data.v));
  return textOf(call.m, given, call.at) ?? call.m.fail(call.at, 'this text is not known');
}

function characters(m: CallOf['m'], s: string): Box[] {
  return [...Array(s.length).keys()].map((index) => m.fresh(character(s.charCodeAt(index))));
}

/** Of a `StringBuilder`, which has a cell for each character. */
const BUILDERS: Readonly<Record<string, Entry>> = {
  append: using([box, row, box], (call, self, to, what) => put(call, self, to.cells.length, what)),
  insert: using([box, row, int, box], (call, self, to, index, what) =>
    index >= 0 && index <= to.cells.length
      ? put(call, self, index, what)
      : missing(call, `offset ${index}, length ${to.cells.length}`, OUTSIDE),
  ),
};

function put(call: CallOf, self: Box, index: number, what: Box): Box {
  const { m, at } = call;
  const data = m.inspect(what, at);
  const isLetter = data.t === 'int' && data.type === 'u16';
  const isArray = data.t === 'sequence' && data.type === 'u16';
  const s = isLetter || isArray ? '' : letters2(call, what);
  const boxes = isLetter ? [what] : isArray ? data.cells : characters(m, s);
  if (self.data.t === 'sequence') splice(m, self.data, index, 0, boxes, at);
  return self;
}

function letters2(call: CallOf, what: Box): string {
  return textOf(call.m, what, call.at) ?? call.m.fail(call.at, 'this text is not known');
}

/** A method whose object is given twice: as what it is, and to be given back. */
function twice(entry: Entry): Entry {
  return {
    run: (call) => {
      const [self, ...rest] = call.args.positional;
      return entry.run(self ? { ...call, args: { ...call.args, positional: [self, self, ...rest] } } : call);
    },
  };
}

const BUILDER: Readonly<Record<string, Entry>> = {
  append: twice(BUILDERS['append'] as Entry),
  insert: twice(BUILDERS['insert'] as Entry),
  length: pure([row], (of) => i32(of.cells.length)),
  isEmpty: pure([row], (of) => of.cells.length === 0),
  charAt: using(
    [row, int],
    (call, of, at) => of.cells[at] ?? missing(call, `index ${at}, length ${of.cells.length}`, OUTSIDE),
  ),
  setCharAt: using([row, int, box], (call, to, index, what) => {
    if (!to.cells[index]) missing(call, `index ${index}, length ${to.cells.length}`, OUTSIDE);
    to.cells[index] = call.m.recorder.put(call.m.typed('u16', what, call.at), to.owner, call.at);
  }),
  deleteCharAt: twice(
    using([box, row, int], (call, self, to, index) => {
      if (!to.cells[index]) missing(call, `index ${index}, length ${to.cells.length}`, OUTSIDE);
      splice(call.m, to, index, 1, [], call.at);
      return self;
    }),
  ),
  delete: twice(
    using([box, row, int, int], (call, self, to, from, end) => {
      const last = Math.min(end, to.cells.length);
      if (from < 0 || from > last) missing(call, `start ${from}, end ${end}, length ${to.cells.length}`, OUTSIDE);
      splice(call.m, to, from, last - from, [], call.at);
      return self;
    }),
  ),
  reverse: twice(
    using([box, row], ({ m, at }, self, to) => {
      splice(m, to, 0, to.cells.length, [...to.cells].reverse(), at);
      return self;
    }),
  ),
  setLength: using([row, int], (call, to, length) => {
    if (length > to.cells.length) return refuse('a builder that is made longer is not followed', 'unsupported');
    splice(call.m, to, length, to.cells.length - length, [], call.at);
    return undefined;
  }),
  toString: pure([row], (of) => builtText(of.cells) ?? refuse('this text is not known', 'unsupported')),
  indexOf: pure([row, text], (of, what) => i32((builtText(of.cells) ?? '').indexOf(what))),
  substring: using([row, int, optional(int)], (call, of, from, to = of.cells.length) =>
    from >= 0 && from <= to && to <= of.cells.length
      ? (builtText(of.cells.slice(from, to)) ?? '')
      : missing(call, `start ${from}, end ${to}, length ${of.cells.length}`, OUTSIDE),
  ),
};

const newBuilder: Entry = using([optional(box)], (call, given) => {
  const { m, at } = call;
  const isText = given && (given.data.t === 'str' || given.data.t === 'sequence');
  return m.sequence('builder', isText ? characters(m, letters2(call, given)) : [], at, 'u16');
});

const fromCharacters: Entry = using([box, optional(int), optional(int)], (call, given, from = 0, count) => {
  const { m, at } = call;
  const data = m.inspect(given, at);
  if (data.t === 'str') return { t: 'str', v: data.v };
  if (data.t === 'sequence') {
    const cells = data.cells.slice(from, count === undefined ? undefined : from + count);
    return builtText(cells) ?? m.fail(at, 'this text is not known');
  }
  return m.fail(at, `a text of ${m.dialect.show(data)} is not followed`);
});

export const texts: Part = {
  functions: {
    'StringBuilder.new': newBuilder,
    'StringBuffer.new': newBuilder,
    'String.new': {
      run: (call) => (call.args.positional.length === 0 ? call.m.fresh({ t: 'str', v: '' }) : fromCharacters.run(call)),
    },
    'String.valueOf': using([box, optional(int), optional(int)], (call, given, from, count) =>
      given.data.t === 'sequence' && given.data.type === 'u16'
        ? fromCharacters.run({ ...call, args: { ...call.args, positional: call.args.positional } })
        : from === undefined && count === undefined
          ? call.m.dialect.text(call.m, [given], call.at)
          : call.m.fail(call.at, 'this text is not followed'),
    ),
    'String.copyValueOf': fromCharacters,
    'String.join': using([text, box, many(box)], (call, sign, first, rest) => {
      const isMany = rest.length === 0 && first.data.t !== 'str';
      const parts = (isMany ? all.read(call, first, 1) : [first, ...rest]).map((each) => letters2(call, each));
      return parts.join(sign);
    }),
    'String.format': using([text, many(box)], ({ m, at }, form, given) => formatted(m, form, given, at)),
  },
  methods: { text: TEXTS, builder: BUILDER },
  modules: ['String', 'StringBuilder', 'StringBuffer', 'CharSequence'],
};
