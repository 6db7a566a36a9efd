import type { Call, Entry, Part } from '../../core/library/library';
import { box, or } from '../../core/library/parameters';
import { pure, refuse, using, type Parameter } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { target } from '../../native/pointers';
import { bytesOf, letter } from '../../native/letters';
import { count } from '../../native/parameters';
import { iterator, NOTHING, usize, whole } from './parameters';

const text: Parameter<string> = {
  read: ({ m, at }, given) => {
    const data = m.inspect(target(m, given), at);
    return data.t === 'str' ? data.v : refuse(`${m.dialect.show(data)} is no text`, 'unsupported');
  },
};

function bytes({ m }: Call, of: string): Box[] {
  return [...bytesOf(of)].map((code) => m.fresh(letter(code, 'u8')));
}

function points({ m }: Call, of: string): Box[] {
  return [...of].map((v) => m.fresh({ t: 'str', v }));
}

/** Kinds of ASCII, and those that are asked of any letter, which are followed in ASCII only. */
const ASCII: Readonly<Record<string, RegExp>> = {
  is_ascii: /[\0-\x7f]/,
  is_ascii_digit: /[0-9]/,
  is_ascii_lowercase: /[a-z]/,
  is_ascii_uppercase: /[A-Z]/,
  is_ascii_alphabetic: /[A-Za-z]/,
  is_ascii_alphanumeric: /[0-9A-Za-z]/,
  is_ascii_whitespace: /[ \t\n\f\r]/,
  is_ascii_punctuation: /[!-/:-@[-`{-~]/,
};
const ANY: Readonly<Record<string, RegExp>> = {
  is_numeric: /[0-9]/,
  is_alphabetic: /[A-Za-z]/,
  is_alphanumeric: /[0-9A-Za-z]/,
  is_lowercase: /[a-z]/,
  is_uppercase: /[A-Z]/,
  is_whitespace: /[ \t-\r]/,
};

function known(one: string): string {
  return /^[\0-\x7f]$/.test(one) ? one : refuse('this is followed for letters of ASCII', 'unsupported');
}

function entries(make: (form: RegExp, isAny: boolean) => Entry): Record<string, Entry> {
  const list = (table: Readonly<Record<string, RegExp>>, isAny: boolean): [string, Entry][] =>
    Object.entries(table).map(([name, form]) => [name, make(form, isAny)]);
  return Object.fromEntries([...list(ASCII, false), ...list(ANY, true)]);
}

/** As `char` and `str` tell it; all letters of a text have to be of the kind (`is_ascii`). */
const ofLetters = entries((form, isAny) =>
  pure([text], (of) => [...of].every((one) => form.test(isAny ? known(one) : one) && one.length === 1)),
);
const ofBytes = entries((form, isAny) =>
  isAny
    ? pure([box], () => refuse('bytes are not asked this', 'unsupported'))
    : pure([whole], ({ v }) => v < 128n && form.test(String.fromCharCode(Number(v)))),
);

function raised(of: string): string {
  return of.replaceAll(/[a-z]/g, (one) => one.toUpperCase());
}

function lowered(of: string): string {
  return of.replaceAll(/[A-Z]/g, (one) => one.toLowerCase());
}

const byteIn =
  (change: (of: string) => string) =>
  (one: Data & { t: 'int' }): Data =>
    one.v < 128n ? letter(change(String.fromCharCode(Number(one.v))).charCodeAt(0), one.type ?? 'u8') : one;

function digit(of: string, radix: number): Data {
  const value = parseInt(known(of), 36);
  return Number.isNaN(value) || value >= radix ? NOTHING : { t: 'int', v: BigInt(value), type: 'u32' };
}

/** What texts are made of. A `char` is a text of one letter. */
export const letters: Part = {
  functions: {
    ' bytes of': using([text], (call, of) => call.m.sequence('array', bytes(call, of), call.at, 'u8')),
    'String::from': pure([text], (of) => of),
    'char::from': pure([whole], ({ v }) => String.fromCodePoint(Number(v))),
    'char::from_digit': pure([count, count], (v, radix) => (v < radix ? { t: 'str', v: v.toString(radix) } : NOTHING)),
  },
  methods: {
    text: {
      ...ofLetters,
      bytes: using([text], (call, of) => iterator(call, bytes(call, of))),
      chars: using([text], (call, of) => iterator(call, points(call, of))),
      char_indices: using([text], (call, of) => {
        let place = 0;
        const pairs = points(call, of).map((one) => {
          const pair = call.m.sequence('tuple', [call.m.fresh(usize(place)), one], call.at);
          place += bytesOf(one.data.t === 'str' ? one.data.v : '').length;
          return call.m.fresh(pair);
        });
        return iterator(call, pairs);
      }),
      as_bytes: using([text], (call, of) => call.m.sequence('array', bytes(call, of), call.at, 'u8')),
      len: pure([text], (of) => usize(bytesOf(of).length)),
      is_empty: pure([text], (of) => of === ''),
      to_string: pure([text], (of) => of),
      as_str: pure([text], (of) => of),
      to_ascii_uppercase: pure([text], raised),
      to_ascii_lowercase: pure([text], lowered),
      to_digit: pure([text, count], digit),
      is_digit: pure([text, or(count, 10)], (of, radix) => digit(of, radix) !== NOTHING),
    },
    int: {
      ...ofBytes,
      to_ascii_uppercase: pure([whole], byteIn(raised)),
      to_ascii_lowercase: pure([whole], byteIn(lowered)),
    },
  },
};
