import type { Entry, Part } from '../../core/library/library';
import { many, optional, value } from '../../core/library/parameters';
import { pure, raise, refuse, type Parameter, using } from '../../core/library/table';
import type { Data } from '../../core/values';
import { arithmetic, asInt, asNumber, int } from '../numbers';
import { show } from '../show';
import { decimally } from './decimals';
import { int as integer } from './parameters';

const number: Parameter<number> = {
  read: ({ m, at }, given) => {
    const data = m.inspect(given, at);
    return asNumber(data) ?? m.fail(at, `${show(data)} is no number`);
  },
};

function num(v: number): Data {
  return { t: 'num', v };
}

/** `math.ceil` and its like: whole numbers stay as they are, also those that no float holds. */
const rounding = (round: (v: number) => number): Entry =>
  pure([value], (data) => {
    const whole = asInt(data);
    if (whole !== undefined) return int(whole);
    if (data.t !== 'num') return refuse(`${show(data)} is no number`);
    return Number.isFinite(data.v) ? int(round(data.v)) : refuse(`${show(data)} is no whole number`);
  });

/** Python rounds halves to even numbers. */
function halfEven(v: number): number {
  const below = Math.floor(v);
  if (v - below !== 0.5) return Math.round(v);
  return below % 2 === 0 ? below : below + 1;
}

function rounded(data: Data, digits: Data | undefined): Data {
  const whole = asInt(data);
  if (digits && digits.t !== 'nothing')
    return roundedTo(data, asInt(digits) ?? refuse(`${show(digits)} is no integer`));
  if (whole !== undefined) return int(whole);
  if (data.t !== 'num' || !Number.isFinite(data.v)) return refuse(`${show(data)} cannot be rounded`);
  return int(halfEven(data.v));
}

/** Digits after the point, before it where they are less than zero. */
function roundedTo(data: Data, digits: bigint): Data {
  const whole = asInt(data);
  if (digits < -MOST_DIGITS || digits > MOST_DIGITS)
    return refuse('rounding to so many digits is not followed', 'bounds');
  if (whole !== undefined) return int(digits >= 0n ? whole : decimally(whole, 1n, Number(digits)).whole);
  if (data.t !== 'num') return refuse(`${show(data)} cannot be rounded`);
  if (!Number.isFinite(data.v) || data.v === 0) return data;
  return num(decimal(data.v, Number(digits)));
}

const MOST_DIGITS = 300n;

/** A float is what it is to the last binary digit: so it is rounded, and not what is shown of it. */
function decimal(v: number, digits: number): number {
  let [over, under] = [Math.abs(v), 1n];
  while (!Number.isInteger(over)) {
    over *= 2;
    under *= 2n;
  }
  const { quotient } = decimally(BigInt(over), under, digits);
  return Number(`${v < 0 ? '-' : ''}${quotient}e${-digits}`);
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

function lcm(a: bigint, b: bigint): bigint {
  const product = a * b;
  return product === 0n ? 0n : (product < 0n ? -product : product) / gcd(a, b);
}

function factorial(of: bigint): bigint {
  if (of < 0n) return raise('ValueError', 'there is no factorial of a negative number');
  if (of > 1000n) return refuse('this factorial is too large', 'bounds');
  let product = 1n;
  for (let factor = 2n; factor <= of; factor++) product *= factor;
  return product;
}

/** The whole part of a square root, by Newton's method. */
function isqrt(of: bigint): bigint {
  if (of < 0n) return raise('ValueError', 'there is no square root of a negative number');
  let root = BigInt(Math.floor(Math.sqrt(Number(of))));
  if (root === 0n) return 0n;
  for (;;) {
    const next = (root + of / root) / 2n;
    if (next === root || next === root + 1n) break;
    root = next;
  }
  while (root * root > of) root--;
  while ((root + 1n) * (root + 1n) <= of) root++;
  return root;
}

/**
 * Logarithms differ between machines in their last digit. That matters where one comes out next to a whole number, for
 * what is done with it is to round it; only powers of two are sure to come out whole.
 */
function logarithm(of: number, base: number | undefined): Data {
  if (of <= 0 || (base !== undefined && base <= 0)) return raise('ValueError', 'there is no logarithm of this number');
  if (base === 1) return refuse('division by zero');
  const v = base === undefined ? Math.log(of) : base === 2 ? Math.log2(of) : Math.log(of) / Math.log(base);
  const near = Math.round(v);
  if (Math.abs(v - near) > 1e-9 * Math.max(1, Math.abs(v))) return num(v);
  if (of === 1) return num(0);
  return base === 2 && 2 ** near === of
    ? num(near)
    : refuse('whether this logarithm is a whole number depends on the machine', 'unsupported');
}

function power(a: bigint, b: bigint, by: bigint): bigint {
  if (by === 0n) return refuse('pow by zero');
  if (b < 0n) return refuse('inverses are not followed', 'unsupported');
  let result = 1n;
  for (let base = a % by, rest = b; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * base) % by;
    base = (base * base) % by;
  }
  const mod = result % by;
  return mod !== 0n && mod < 0n !== by < 0n ? mod + by : mod;
}

function toFloat(data: Data | undefined): Data {
  if (!data) return num(0);
  const known = asNumber(data);
  if (known !== undefined) return num(known);
  if (data.t !== 'str') return refuse(`float of ${show(data)} is not followed`, 'unsupported');
  const text = data.v.trim();
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return num(Number(text));
  const infinite = /^([+-]?)inf(inity)?$/i.exec(text);
  if (infinite) return num(infinite[1] === '-' ? -Infinity : Infinity);
  if (isNoNumber(text)) return raise('ValueError', `${show(data)} is no number`);
  return refuse(`float of ${show(data)} is not followed`, 'unsupported');
}

/** Texts of ASCII's printable letters that are no number of Python's; of others it is not known. */
function isNoNumber(text: string): boolean {
  return (
    /^[ -~]*$/.test(text) &&
    !/^[+-]?(?:nan|inf(?:inity)?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d[\d_]*)?)$/i.test(text)
  );
}

/** So is a text of a float to `int`. */
function isNoInteger(text: string): boolean {
  return /^[ -~]*$/.test(text) && !/^[+-]?\d[\d_]*$/.test(text);
}

/** `int('ff', 16)`. */
function inBase(data: Data, base: bigint): Data {
  const digits = data.t === 'str' ? data.v.trim().toLowerCase() : refuse('int with a base takes a text');
  const [, sign = '', prefix, own = ''] = /^([+-]?)(0b|0o|0x)?([0-9a-z]+)$/.exec(digits) ?? [];
  const bare =
    prefix !== undefined && { '0b': 2n, '0o': 8n, '0x': 16n }[prefix] === base ? own : `${prefix ?? ''}${own}`;
  let v = 0n;
  for (const digit of bare || raise('ValueError', `${show(data)} is no integer`)) {
    const of = BigInt(parseInt(digit, 36));
    v = of < base ? v * base + of : raise('ValueError', `${show(data)} is no integer in base ${base}`);
  }
  return int(sign === '-' ? -v : v);
}

function toInt(data: Data): Data {
  const whole = asInt(data);
  if (whole !== undefined) return int(whole);
  if (data.t === 'num' && Number.isFinite(data.v)) return int(BigInt(Math.trunc(data.v)));
  if (data.t === 'str' && /^\s*[+-]?\d{1,100}\s*$/.test(data.v)) return int(BigInt(data.v.trim().replace(/^\+/, '')));
  if (data.t === 'str' && isNoInteger(data.v.trim())) return raise('ValueError', `${show(data)} is no integer`);
  return refuse(`int of ${show(data)} is not followed`, 'unsupported');
}

function absolute(data: Data): Data {
  const whole = asInt(data);
  if (whole !== undefined) return int(whole < 0n ? -whole : whole);
  const number = asNumber(data);
  if (number === undefined) return refuse(`abs of ${show(data)} is not followed`, 'unsupported');
  return { t: 'num', v: Math.abs(number) };
}

/** Bits of a number, its sign left out. */
function bits(v: bigint): string {
  return v === 0n ? '' : (v < 0n ? -v : v).toString(2);
}

export const numbers: Part = {
  functions: {
    int: pure([optional(value), optional(integer)], (data, base) => {
      if (!data) return int(0);
      return base === undefined ? toInt(data) : inBase(data, base);
    }),
    float: pure([optional(value)], toFloat),
    round: pure([value, optional(value)], rounded),
    pow: using([value, value, optional(integer)], ({ m, at }, a, b, by) => {
      if (by === undefined) return arithmetic(m, '**', a, b, at) ?? refuse('pow takes numbers');
      const [x, y] = [asInt(a), asInt(b)];
      return x === undefined || y === undefined ? refuse('pow takes integers') : int(power(x, y, by));
    }),
    'math.ceil': rounding(Math.ceil),
    'math.floor': rounding(Math.floor),
    'math.trunc': rounding(Math.trunc),
    'math.sqrt': pure([number], (of) =>
      of < 0 ? raise('ValueError', 'there is no square root of a negative number') : num(Math.sqrt(of)),
    ),
    'math.fabs': pure([number], (of) => num(Math.abs(of))),
    'math.log': pure([number, optional(number)], logarithm),
    'math.log2': pure([number], (of) => logarithm(of, 2)),
    'math.log10': pure([number], (of) => logarithm(of, 10)),
    'math.isqrt': pure([integer], (of) => int(isqrt(of))),
    'math.gcd': pure([many(integer)], (all) => int(all.reduce(gcd, 0n))),
    'math.lcm': pure([many(integer)], (all) => int(all.reduce(lcm, 1n))),
    'math.factorial': pure([integer], (of) => int(factorial(of))),
    'math.isnan': pure([number], (of) => Number.isNaN(of)),
    'math.isinf': pure([number], (of) => of === Infinity || of === -Infinity),
    abs: pure([value], absolute),
    divmod: using([value, value], ({ m, at }, a, b) => {
      const parts = ['//', '%'].map(
        (operator) => arithmetic(m, operator, a, b, at) ?? refuse('divmod takes two numbers'),
      );
      return m.sequence(
        'tuple',
        parts.map((part) => m.fresh(part)),
        at,
      );
    }),
    bool: using(
      [many({ read: (_call, given) => given })],
      ({ m, at }, [given]) => given !== undefined && m.test(given, at),
    ),
  },
  methods: {
    int: {
      bit_length: pure([integer], (v) => int(BigInt(bits(v).length))),
      bit_count: pure([integer], (v) => int(BigInt(bits(v).replaceAll('0', '').length))),
      conjugate: pure([integer], int),
    },
    float: { is_integer: pure([number], (v) => Number.isInteger(v)) },
  },
  modules: ['math', 'random'],
  constants: {
    'math.pi': num(Math.PI),
    'math.e': num(Math.E),
    'math.inf': num(Infinity),
    'math.nan': num(NaN),
  },
};
