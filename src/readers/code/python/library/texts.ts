import type { Call, Entry, Part } from '../../core/library/library';
import { box, items, optional, or, text, unfollowed, value } from '../../core/library/parameters';
import { pure, raise, refuse, type Parameter, using } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { int } from '../numbers';
import { show } from '../show';
import { special } from '../special';
import { format } from './format';
import { int as integer } from './parameters';

function pointOf(character: string): bigint {
  const point = [...character].length === 1 ? character.codePointAt(0) : undefined;
  return BigInt(point ?? refuse('ord takes one character'));
}

function characterOf(point: bigint): string {
  if (point < 0n || point > 0x10ffffn) return refuse('no such character');
  return String.fromCodePoint(Number(point));
}

/** What `str.isspace` takes for blank. */
const BLANK = /[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

const BLANKS = new RegExp(`${BLANK.source}+`);

/** Places are counted in characters, not in UTF-16 units. */
function characters(of: string): number {
  return [...of].length;
}

/** The place in characters of a place in UTF-16 units; -1 stays as it is. */
function place(of: string, unit: number): bigint {
  return unit < 0 ? -1n : BigInt(characters(of.slice(0, unit)));
}

function splitAtBlanks(of: string, most: number): string[] {
  const parts: string[] = [];
  let rest = stripped(of, undefined, 'left');
  while (rest !== '') {
    const end = parts.length === most ? -1 : rest.search(BLANKS);
    parts.push(end < 0 ? rest : rest.slice(0, end));
    rest = end < 0 ? '' : stripped(rest.slice(end), undefined, 'left');
  }
  // Without a bound no blank is left at the end; with one the last part keeps what follows it but for blanks at the end.
  return parts.length > most ? [...parts.slice(0, most), stripped(parts[most] ?? '', undefined, 'right')] : parts;
}

function split(of: string, separator: string | undefined, most: bigint): string[] {
  const bound = most < 0n ? Infinity : Number(most);
  if (separator === undefined) return splitAtBlanks(of, bound);
  if (separator === '') return refuse('an empty separator');
  const parts = of.split(separator);
  return parts.length - 1 <= bound ? parts : [...parts.slice(0, bound), parts.slice(bound).join(separator)];
}

function splitFromRight(of: string, separator: string | undefined, most: bigint): string[] {
  if (most < 0n) return split(of, separator, most);
  if (separator === undefined) return refuse('rsplit at blanks with a bound is not followed', 'unsupported');
  const parts = split(of, separator, -1n);
  const first = Math.max(0, parts.length - 1 - Number(most));
  return [parts.slice(0, first + 1).join(separator), ...parts.slice(first + 1)];
}

function stripped(of: string, given: string | undefined, side: 'left' | 'right' | 'both'): string {
  const all = [...of];
  const set = given === undefined ? undefined : new Set(given);
  const goes = (one: string | undefined): boolean => one !== undefined && (set ? set.has(one) : BLANK.test(one));
  let from = 0;
  let to = all.length;
  if (side !== 'right') while (from < to && goes(all[from])) from++;
  if (side !== 'left') while (to > from && goes(all[to - 1])) to--;
  return all.slice(from, to).join('');
}

/** `s.replace('', '-')` puts it between all characters. */
function replaced(of: string, old: string, by: string, most: bigint): string {
  const bound = most < 0n ? Infinity : Number(most);
  const parts = old === '' ? ['', ...of, ''] : of.split(old);
  return parts.reduce((made, part, index) => made + (index === 0 ? '' : index <= bound ? by : old) + part);
}

function occurrences(of: string, part: string): bigint {
  return BigInt(part === '' ? characters(of) + 1 : of.split(part).length - 1);
}

/** A text, or a tuple of texts. */
const anyOf: Parameter<string[]> = {
  read: (call, given, index) =>
    given.data.t === 'sequence' && given.data.flavor === 'tuple'
      ? given.data.cells.map((cell) => text.read(call, cell, index))
      : [text.read(call, given, index)],
};

/** `None` is none. */
const separator: Parameter<string | undefined> = {
  read: (call, given, index) => (given.data.t === 'nothing' ? undefined : text.read(call, given, index)),
  otherwise: () => undefined,
};

const whole = unfollowed('a part of the text by its places is not followed: take a slice');

/** What a letter or a digit is beyond ASCII depends on the version of Unicode. */
function ascii(of: string): string {
  for (const character of of)
    if (character > '\x7f') return refuse(`what ${character} counts as is not followed`, 'unsupported');
  return of;
}

function asks(test: (of: string) => boolean): Entry {
  return pure([text], (of) => test(ascii(of)));
}

function list(call: Call, parts: readonly string[], flavor = 'list'): Data {
  const boxes = parts.map((v) => call.m.fresh({ t: 'str', v }));
  return call.m.sequence(flavor, boxes, call.at);
}

function capitalized(of: string): string {
  return of.slice(0, 1).toUpperCase() + of.slice(1).toLowerCase();
}

function padded(side: 'left' | 'right' | 'both'): Entry {
  return pure([text, integer, or(text, ' ')], (of, width, by) => {
    if (characters(by) !== 1) refuse('the character to fill with is one character');
    const missing = Math.max(0, Number(width) - characters(of));
    // CPython's rule for an odd number of places.
    const left =
      side === 'left' ? missing : side === 'right' ? 0 : Math.floor(missing / 2) + (missing & Number(width) & 1);
    return by.repeat(left) + of + by.repeat(missing - left);
  });
}

function parted(of: string, at: number, by: string, otherwise: string[]): string[] {
  if (by === '') return refuse('an empty separator');
  return at < 0 ? otherwise : [of.slice(0, at), by, of.slice(at + by.length)];
}

const TEXT: Readonly<Record<string, Entry>> = {
  upper: pure([text], (of) => of.toUpperCase()),
  lower: pure([text], (of) => of.toLowerCase()),
  casefold: pure([text], (of) => ascii(of).toLowerCase()),
  capitalize: pure([text], (of) => capitalized(ascii(of))),
  title: pure([text], (of) => ascii(of).replace(/[a-zA-Z]+/g, capitalized)),
  swapcase: pure([text], (of) =>
    ascii(of).replace(/[a-zA-Z]/g, (one) => (one < 'a' ? one.toLowerCase() : one.toUpperCase())),
  ),
  strip: pure([text, separator], (of, set) => stripped(of, set, 'both')),
  lstrip: pure([text, separator], (of, set) => stripped(of, set, 'left')),
  rstrip: pure([text, separator], (of, set) => stripped(of, set, 'right')),
  split: using([text, { ...separator, keyword: { name: 'sep', only: false } }, bounded()], (call, of, by, most) =>
    list(call, split(of, by, most)),
  ),
  rsplit: using([text, { ...separator, keyword: { name: 'sep', only: false } }, bounded()], (call, of, by, most) =>
    list(call, splitFromRight(of, by, most)),
  ),
  splitlines: using([text], (call, of) => {
    const lines = of.split(/\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]/);
    return list(call, lines.at(-1) === '' ? lines.slice(0, -1) : lines);
  }),
  partition: using([text, text], (call, of, by) => list(call, parted(of, of.indexOf(by), by, [of, '', '']), 'tuple')),
  rpartition: using([text, text], (call, of, by) =>
    list(call, parted(of, of.lastIndexOf(by), by, ['', '', of]), 'tuple'),
  ),
  join: using([text, items], ({ m, at }, of, boxes) => {
    if (boxes.some(({ data }) => data.t === 'unknown')) return m.unknownText('a joined text');
    return boxes.map((one) => textIn({ m, at }, one)).join(of);
  }),
  replace: pure([text, text, text, or(integer, -1n)], replaced),
  startswith: pure([text, anyOf, whole], (of, parts) => parts.some((part) => of.startsWith(part))),
  endswith: pure([text, anyOf, whole], (of, parts) => parts.some((part) => of.endsWith(part))),
  removeprefix: pure([text, text], (of, part) => (of.startsWith(part) ? of.slice(part.length) : of)),
  removesuffix: pure([text, text], (of, part) => (part !== '' && of.endsWith(part) ? of.slice(0, -part.length) : of)),
  find: pure([text, text, whole], (of, part) => int(place(of, of.indexOf(part)))),
  rfind: pure([text, text, whole], (of, part) => int(place(of, of.lastIndexOf(part)))),
  index: pure([text, text, whole], (of, part) => int(found(of, of.indexOf(part)))),
  rindex: pure([text, text, whole], (of, part) => int(found(of, of.lastIndexOf(part)))),
  count: pure([text, text, whole], (of, part) => int(occurrences(of, part))),
  isdigit: asks((of) => /^[0-9]+$/.test(of)),
  isdecimal: asks((of) => /^[0-9]+$/.test(of)),
  isnumeric: asks((of) => /^[0-9]+$/.test(of)),
  isalpha: asks((of) => /^[a-zA-Z]+$/.test(of)),
  isalnum: asks((of) => /^[a-zA-Z0-9]+$/.test(of)),
  isupper: asks((of) => /[A-Z]/.test(of) && !/[a-z]/.test(of)),
  islower: asks((of) => /[a-z]/.test(of) && !/[A-Z]/.test(of)),
  isspace: pure([text], (of) => of !== '' && [...of].every((one) => BLANK.test(one))),
  isidentifier: asks((of) => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(of)),
  format,
  ljust: padded('right'),
  rjust: padded('left'),
  center: padded('both'),
  zfill: pure([text, integer], (of, width) => {
    const sign = /^[+-]/.exec(of)?.[0] ?? '';
    return sign + of.slice(sign.length).padStart(Number(width) - sign.length, '0');
  }),
};

function bounded(): Parameter<bigint> {
  return { ...or(integer, -1n), keyword: { name: 'maxsplit', only: false } };
}

function found(of: string, unit: number): bigint {
  return unit < 0 ? raise('ValueError', 'this is not in the text') : place(of, unit);
}

function textIn({ m, at }: Pick<Call, 'm' | 'at'>, one: Box): string {
  const data = m.inspect(one, at);
  return data.t === 'str' ? data.v : m.fail(at, `join takes texts, and ${show(data)} is none`, 'failure');
}

function based(prefix: string, base: number): Entry {
  return pure([integer], (of) => `${of < 0n ? '-' : ''}${prefix}${(of < 0n ? -of : of).toString(base)}`);
}

export const texts: Part = {
  functions: {
    str: using([optional(box)], ({ m, at }, given) =>
      given ? (special(m, given, '__str__', [], at) ?? m.dialect.text(m, [given], at)) : '',
    ),
    repr: pure([value], (of) =>
      ['int', 'bool', 'nothing'].includes(of.t) ? show(of) : refuse('repr of this is not followed', 'unsupported'),
    ),
    ord: pure([text], (character) => int(pointOf(character))),
    chr: pure([integer], characterOf),
    // A method asked from its type takes the text as its first argument: `map(str.upper, words)`.
    ...Object.fromEntries(Object.entries(TEXT).map(([name, entry]): [string, Entry] => [`str.${name}`, entry])),
    bin: based('0b', 2),
    oct: based('0o', 8),
    hex: based('0x', 16),
  },
  methods: { text: TEXT },
  modules: ['string'],
  constants: {
    'string.ascii_lowercase': { t: 'str', v: 'abcdefghijklmnopqrstuvwxyz' },
    'string.ascii_uppercase': { t: 'str', v: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
    'string.ascii_letters': { t: 'str', v: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ' },
    'string.digits': { t: 'str', v: '0123456789' },
  },
};
