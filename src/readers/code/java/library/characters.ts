import type { Entry, Part } from '../../core/library/library';
import { pure, refuse, using, type Parameter } from '../../core/library/table';
import type { Int } from '../../core/scalars';
import { plainOf } from '../boxes';
import { converted } from '../numbers';
import { box, character, i32, prefixed } from './parameters';

const code: Parameter<number> = {
  read: ({ m, at }, given) =>
    Number(
      converted(m, plainOf(m.inspect(given, at) as Int), 'u16', at).t === 'int' ? (m.inspect(given, at) as Int).v : 0n,
    ),
};

function test(is: (letter: string) => boolean): Entry {
  return pure([code], (at) => is(String.fromCodePoint(at)));
}

/** Upper or lower case of a letter, where that is one letter. */
function cased(change: (letter: string) => string): Entry {
  return using([box], (call, given) => {
    const at = code.read(call, given, 0);
    const made = change(String.fromCharCode(at));
    return character(made.length === 1 ? made.charCodeAt(0) : at);
  });
}

const CHARACTERS: Readonly<Record<string, Entry>> = {
  isDigit: test((letter) => /\p{Nd}/u.test(letter)),
  isLetter: test((letter) => /\p{L}/u.test(letter)),
  isAlphabetic: test((letter) => /\p{Alphabetic}/u.test(letter)),
  isLetterOrDigit: test((letter) => /[\p{L}\p{Nd}]/u.test(letter)),
  isUpperCase: test((letter) => /\p{Uppercase}/u.test(letter)),
  isLowerCase: test((letter) => /\p{Lowercase}/u.test(letter)),
  isWhitespace: test((letter) => /[\t-\r\x1c-\x1f]|(?![\u00a0\u2007\u202f])[\p{Zs}\p{Zl}\p{Zp}]/u.test(letter)),
  toUpperCase: cased((letter) => letter.toUpperCase()),
  toLowerCase: cased((letter) => letter.toLowerCase()),
  toString: pure([code], (at) => String.fromCharCode(at)),
  valueOf: using([box], (_call, given) => given),
  getNumericValue: pure([code], (at) => {
    const letter = String.fromCharCode(at).toLowerCase();
    if (!/^[0-9a-z]$/.test(letter)) return refuse('the numeric value of this character is not followed', 'unsupported');
    return i32(parseInt(letter, 36));
  }),
  compare: pure([code, code], (a, b) => i32(a - b)),
  hashCode: pure([code], (at) => i32(at)),
};

export const characters: Part = {
  functions: prefixed('Character', CHARACTERS),
  constants: { 'Character.MAX_VALUE': character(65535), 'Character.MIN_VALUE': character(0) },
  modules: ['Character'],
};
