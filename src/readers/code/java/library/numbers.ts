import type { Call, Entry, Part } from '../../core/library/library';
import { or } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import type { Int, Num } from '../../core/scalars';
import type { Data } from '../../core/values';
import { plainOf } from '../boxes';
import { compared, equal } from '../comparing';
import { hashOf } from '../orders';
import { calculate, converted, near, negative } from '../numbers';
import { thrown } from '../throwing';
import { box, character, f64, i32, i64, int, long, number, real, text } from './parameters';

const wide = (data: Int | Num): string =>
  data.t === 'num' ? (data.type ?? 'f64') : data.type === 'i64' ? 'i64' : 'i32';
const ORDER = ['i32', 'i64', 'f32', 'f64'];

/** The larger or the smaller of two numbers, as one of the wider type. */
function extreme(isBetter: (a: number | bigint, b: number | bigint) => boolean): Entry {
  return using([box, box], (call, left, right) => {
    const { m, at } = call;
    const [a, b] = [number.read(call, left, 0), number.read(call, right, 1)];
    if (a.t === 'num' || b.t === 'num') {
      const [x, y] = [Number(a.v), Number(b.v)];
      if (Number.isNaN(x) || Number.isNaN(y)) return f64(NaN);
      if (x === 0 && y === 0) return refuse('of two zeros the sign counts here, which is not followed', 'unsupported');
    }
    const type = ORDER[Math.max(ORDER.indexOf(wide(a)), ORDER.indexOf(wide(b)))] ?? 'i32';
    const chosen = isBetter(b.v, a.v) ? right : left;
    const data = chosen === right ? b : a;
    const made = converted(m, plainOf(data), type, at);
    return made === data ? chosen : m.recorder.guise(chosen, made);
  });
}

function exact(operator: string, bits: 32 | 64): Entry {
  return using([number, number], ({ m, at }, a, b) => {
    const [x, y] = [BigInt(a.v), BigInt(b.v)];
    const v = operator === '+' ? x + y : operator === '-' ? x - y : x * y;
    const isLong = bits === 64 && (a.type === 'i64' || b.type === 'i64');
    if (BigInt.asIntN(isLong ? 64 : 32, v) !== v)
      throw thrown(m, 'ArithmeticException', isLong ? 'long overflow' : 'integer overflow', at);
    return isLong ? i64(v) : i32(v);
  });
}

/** `floorDiv` and `floorMod`. */
function floored(part: 'div' | 'mod'): Entry {
  return using([number, number], ({ m, at }, a, b) => {
    const [x, y] = [BigInt(a.v), BigInt(b.v)];
    if (y === 0n) throw thrown(m, 'ArithmeticException', '/ by zero', at);
    const mod = ((x % y) + y) % y;
    const isLong = a.type === 'i64' || (b.type === 'i64' && part === 'div');
    const v = part === 'mod' ? mod : (x - mod) / y;
    return isLong || b.type === 'i64' ? i64(v) : i32(v);
  });
}

function power(base: number, exponent: number): Data {
  const isWhole = Number.isInteger(base) && Number.isInteger(exponent) && exponent >= 0 && exponent < 1100;
  if (isWhole) {
    const exactly = BigInt(base) ** BigInt(exponent);
    if (exactly <= 1n << 53n && exactly >= -(1n << 53n)) return f64(Number(exactly));
  }
  return near(base ** exponent);
}

function rounded(v: number): bigint {
  if (Number.isNaN(v)) return 0n;
  const whole = Math.floor(v);
  const up = v - whole >= 0.5 ? whole + 1 : whole;
  const limit = 2 ** 63;
  if (up >= limit) return (1n << 63n) - 1n;
  return up <= -limit ? -(1n << 63n) : BigInt(up);
}

const MATH: Readonly<Record<string, Entry>> = {
  max: extreme((a, b) => a > b),
  min: extreme((a, b) => a < b),
  abs: using([number], ({ m, at }, a) => {
    if (a.t === 'num') return { t: 'num', v: Math.abs(a.v), ...(a.type && { type: a.type }) };
    return a.v < 0n ? negative(plainOf(a)) : converted(m, plainOf(a), wide(a), at);
  }),
  floor: pure([real], (v) => f64(Math.floor(v))),
  ceil: pure([real], (v) => f64(Math.ceil(v))),
  rint: pure([real], (v) => f64(Math.abs(v % 1) === 0.5 ? 2 * Math.round(v / 2) : Math.round(v))),
  round: pure([number], (a) => (a.t === 'num' && a.type === 'f32' ? wholeOf(rounded(a.v)) : i64(rounded(Number(a.v))))),
  sqrt: pure([real], (v) => f64(Math.sqrt(v))),
  signum: pure([real], (v) => f64(Math.sign(v))),
  pow: pure([real, real], power),
  log: pure([real], (v) => (v === 1 ? f64(0) : near(Math.log(v)))),
  // Exact for powers of ten, as the documentation says.
  log10: pure([real], (v) => (/^10*$/.test(String(v)) ? f64(String(v).length - 1) : near(Math.log10(v)))),
  exp: pure([real], (v) => (v === 0 ? f64(1) : near(Math.exp(v)))),
  cbrt: pure([real], (v) => near(Math.cbrt(v))),
  sin: pure([real], (v) => near(Math.sin(v))),
  cos: pure([real], (v) => near(Math.cos(v))),
  tan: pure([real], (v) => near(Math.tan(v))),
  atan2: pure([real, real], (y, x) => near(Math.atan2(y, x))),
  hypot: pure([real, real], (x, y) => near(Math.hypot(x, y))),
  toRadians: pure([real], (v) => near((v / 180) * Math.PI)),
  floorDiv: floored('div'),
  floorMod: floored('mod'),
  addExact: exact('+', 64),
  subtractExact: exact('-', 64),
  multiplyExact: exact('*', 64),
  toIntExact: using([long], ({ m, at }, v) => {
    if (BigInt.asIntN(32, v) !== v) throw thrown(m, 'ArithmeticException', 'integer overflow', at);
    return i32(v);
  }),
  random: pure([], () => refuse('random numbers are not known: take values that are written', 'unknown-value')),
};

function wholeOf(v: bigint): Data {
  return i32(v > 2147483647n ? 2147483647n : v < -2147483648n ? -2147483648n : v);
}

/** `parseInt` and its like: digits in some base, with a sign. */
function parsed(call: Call, written: string, base: number, bits: number): bigint {
  const digits = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base);
  const isGood = new RegExp(`^[-+]?[${digits}]+$`, 'i').test(written);
  const bad = (): never => {
    throw thrown(call.m, 'NumberFormatException', `For input string: "${written}"`, call.at);
  };
  if (!isGood) return bad();
  let v = 0n;
  for (const sign of written.toLowerCase().replace(/^[-+]/, '')) v = v * BigInt(base) + BigInt(digits.indexOf(sign));
  if (written.startsWith('-')) v = -v;
  return BigInt.asIntN(bits, v) === v ? v : bad();
}

function inBase(v: bigint, bits: number, base: number): string {
  return BigInt.asUintN(bits, v).toString(base);
}

function count(v: bigint, bits: number): number {
  return BigInt.asUintN(bits, v).toString(2).replaceAll('0', '').length;
}

function wholes(name: string, bits: 32 | 64): Readonly<Record<string, Entry>> {
  const one = bits === 32 ? i32 : i64;
  const value = long;
  const own = (v: bigint): bigint => BigInt.asUintN(bits, v);
  return {
    [`${name}.parse${bits === 32 ? 'Int' : 'Long'}`]: using([text, or(int, 10)], (call, s, base) =>
      one(parsed(call, s, base, bits)),
    ),
    [`${name}.valueOf`]: using([box], (call, given) => {
      const data = call.m.inspect(given, call.at);
      if (data.t === 'str') return { ...(one(parsed(call, data.v, 10, bits)) as Int), boxed: true };
      return call.m.dialect.cast?.(call.m, name, given, call.at) ?? given;
    }),
    [`${name}.compare`]: using([box, box], ({ m, at }, a, b) =>
      i32(sign(m.dialect.compare(m, '<', a, b, at), m.dialect.compare(m, '>', a, b, at))),
    ),
    [`${name}.toString`]: pure([value, or(int, 10)], (v, base) => v.toString(base)),
    [`${name}.toBinaryString`]: pure([value], (v) => inBase(v, bits, 2)),
    [`${name}.toHexString`]: pure([value], (v) => inBase(v, bits, 16)),
    [`${name}.toOctalString`]: pure([value], (v) => inBase(v, bits, 8)),
    [`${name}.bitCount`]: pure([value], (v) => i32(count(v, bits))),
    [`${name}.signum`]: pure([value], (v) => i32(v < 0n ? -1 : v > 0n ? 1 : 0)),
    [`${name}.numberOfLeadingZeros`]: pure([value], (v) =>
      i32(own(v) === 0n ? bits : bits - own(v).toString(2).length),
    ),
    [`${name}.numberOfTrailingZeros`]: pure([value], (v) =>
      i32(own(v) === 0n ? bits : (/0*$/.exec(own(v).toString(2))?.[0].length ?? 0)),
    ),
    [`${name}.highestOneBit`]: pure([value], (v) =>
      one(own(v) === 0n ? 0n : 1n << BigInt(own(v).toString(2).length - 1)),
    ),
    [`${name}.lowestOneBit`]: pure([value], (v) => one(v & -v)),
    [`${name}.reverse`]: pure([value], (v) =>
      one(BigInt(`0b${[...own(v).toString(2).padStart(bits, '0')].reverse().join('')}`)),
    ),
    [`${name}.hashCode`]: pure([value], (v) => i32(hashOf(one(v)) ?? 0)),
    [`${name}.max`]: extreme((a, b) => a > b),
    [`${name}.min`]: extreme((a, b) => a < b),
    [`${name}.sum`]: using([box, box], ({ m, at }, a, b) =>
      calculate(m, '+', plainOf(m.inspect(a, at) as Int), plainOf(m.inspect(b, at) as Int), at),
    ),
  };
}

function sign(isLess: boolean, isMore: boolean): number {
  return isLess ? -1 : Number(isMore);
}

const code: typeof int = {
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

const REALS: Readonly<Record<string, Entry>> = {
  'Double.compare': using([box, box], ({ m, at }, a, b) => {
    const [x, y] = [
      m.fresh(f64(real.read({ m, at, args: NO_ARGUMENTS }, a, 0))),
      m.fresh(f64(real.read({ m, at, args: NO_ARGUMENTS }, b, 1))),
    ];
    return i32(compared(m, x, y, at));
  }),
  'Double.isNaN': pure([real], (v) => Number.isNaN(v)),
  'Double.isInfinite': pure([real], (v) => Math.abs(v) === Infinity),
  'Double.isFinite': pure([real], (v) => Number.isFinite(v)),
  'Double.parseDouble': using([text], ({ m, at }, s) => {
    const isGood = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[dDfF]?\s*$/.test(s);
    if (!isGood) throw thrown(m, 'NumberFormatException', `For input string: "${s}"`, at);
    return f64(Number(s.trim().replace(/[dDfF]$/, '')));
  }),
  'Double.valueOf': using([box], ({ m, at }, given) => m.dialect.cast?.(m, 'Double', given, at) ?? given),
  'Double.toString': using([real], ({ m, at }, v) => m.dialect.text(m, [m.fresh(f64(v))], at)),
  'Double.sum': pure([real, real], (a, b) => f64(a + b)),
  'Double.max': extreme((a, b) => a > b),
  'Double.min': extreme((a, b) => a < b),
};

const NO_ARGUMENTS = { positional: [], keywords: new Map<string, never>() };

/** Of numbers in their boxes. */
const METHODS: Readonly<Record<string, Entry>> = {
  compareTo: using([box, box], ({ m, at }, a, b) => i32(compared(m, a, b, at))),
  compare: using([box, box], ({ m, at }, a, b) => i32(compared(m, a, b, at))),
  equals: using([box, box], ({ m, at }, a, b) => equal(m, a, b, at)),
  hashCode: using([box], ({ m, at }, a) => i32(hashOf(m.inspect(a, at)) ?? 0)),
  toString: using([box], ({ m, at }, a) => m.dialect.text(m, [a], at)),
  ...Object.fromEntries(
    Object.entries({
      intValue: 'i32',
      longValue: 'i64',
      doubleValue: 'f64',
      floatValue: 'f32',
      shortValue: 'i16',
      byteValue: 'i8',
      charValue: 'u16',
    }).map(([name, type]): [string, Entry] => [
      name,
      using([box], ({ m, at }, a) => m.dialect.cast?.(m, type, a, at) ?? a),
    ]),
  ),
  isNaN: pure([real], (v) => Number.isNaN(v)),
};

const TRUTHS: Readonly<Record<string, Entry>> = {
  compareTo: METHODS['compareTo'] as Entry,
  equals: METHODS['equals'] as Entry,
  hashCode: METHODS['hashCode'] as Entry,
  toString: using([box], ({ m, at }, a) => m.dialect.text(m, [a], at)),
  booleanValue: using([box], (_call, a) => a),
};

const prefixed = (name: string, entries: Readonly<Record<string, Entry>>): Record<string, Entry> =>
  Object.fromEntries(Object.entries(entries).map(([own, entry]) => [`${name}.${own}`, entry]));

export const numbers: Part = {
  functions: {
    ...prefixed('Math', MATH),
    ...prefixed('StrictMath', MATH),
    ...wholes('Integer', 32),
    ...wholes('Long', 64),
    ...prefixed('Character', CHARACTERS),
    ...REALS,
    'Boolean.parseBoolean': pure([text], (s) => s.toLowerCase() === 'true'),
    'Boolean.valueOf': using([box], (_call, a) => a),
    'Boolean.compare': using([box, box], ({ m, at }, a, b) => i32(compared(m, a, b, at))),
    'Boolean.toString': using([box], ({ m, at }, a) => m.dialect.text(m, [a], at)),
    'Short.valueOf': using([box], ({ m, at }, a) => m.dialect.cast?.(m, 'Short', a, at) ?? a),
    'Byte.valueOf': using([box], ({ m, at }, a) => m.dialect.cast?.(m, 'Byte', a, at) ?? a),
    'Float.valueOf': using([box], ({ m, at }, a) => m.dialect.cast?.(m, 'Float', a, at) ?? a),
  },
  methods: { number: METHODS, character: METHODS, truth: TRUTHS },
  constants: {
    'Integer.MAX_VALUE': i32(2147483647),
    'Integer.MIN_VALUE': i32(-2147483648),
    'Integer.SIZE': i32(32),
    'Integer.BYTES': i32(4),
    'Long.MAX_VALUE': i64((1n << 63n) - 1n),
    'Long.MIN_VALUE': i64(-(1n << 63n)),
    'Long.SIZE': i32(64),
    'Short.MAX_VALUE': { t: 'int', v: 32767n, type: 'i16' },
    'Short.MIN_VALUE': { t: 'int', v: -32768n, type: 'i16' },
    'Byte.MAX_VALUE': { t: 'int', v: 127n, type: 'i8' },
    'Byte.MIN_VALUE': { t: 'int', v: -128n, type: 'i8' },
    'Character.MAX_VALUE': character(65535),
    'Character.MIN_VALUE': character(0),
    'Double.MAX_VALUE': f64(Number.MAX_VALUE),
    'Double.MIN_VALUE': f64(Number.MIN_VALUE),
    'Double.POSITIVE_INFINITY': f64(Infinity),
    'Double.NEGATIVE_INFINITY': f64(-Infinity),
    'Double.NaN': f64(NaN),
    'Float.MAX_VALUE': { t: 'num', v: Math.fround(3.4028234663852886e38), type: 'f32' },
    'Math.PI': f64(Math.PI),
    'Math.E': f64(Math.E),
    'Boolean.TRUE': { t: 'bool', v: true },
    'Boolean.FALSE': { t: 'bool', v: false },
  },
  modules: [
    'Math',
    'StrictMath',
    'Integer',
    'Long',
    'Character',
    'Double',
    'Float',
    'Short',
    'Byte',
    'Boolean',
    'Number',
  ],
};
