import { ofIntegers, ofReals } from '../core/arithmetic';
import type { Machine } from '../core/machine';
import type { Int, Num } from '../core/scalars';
import type { Data } from '../core/values';
import { isIntType, wrap } from '../native/integers';
import type { Span } from '../syntax';
import { thrown } from './throwing';

/** Java's arithmetic: `int` at least, wrapping; `float` and `double` as they are rounded. */

/** A number whose last digits are up to the library of the machine: logarithms, sines. */
type Near = Num & { near?: true };

export function isNear(data: Data): boolean {
  return data.t === 'num' && (data as Near).near === true;
}

export function near(v: number): Num {
  const made: Near = { t: 'num', v, near: true };
  return made;
}

function isNumber(data: Data): data is Int | Num {
  return data.t === 'int' || data.t === 'num';
}

export function calculate(m: Machine, operator: string, left: Data, right: Data, at: Span): Data {
  if (!isNumber(left) || !isNumber(right))
    return m.fail(at, `${operator} between ${m.dialect.show(left)} and ${m.dialect.show(right)} is not followed`);
  if (left.t === 'int' && right.t === 'int') {
    const isShift = operator === '<<' || operator === '>>' || operator === '>>>';
    const isLong = left.type === 'i64' || (!isShift && right.type === 'i64');
    const type = isLong ? 'i64' : 'i32';
    return { t: 'int', v: wrap(whole(m, operator, left.v, right.v, isLong ? 64 : 32, at), type), type };
  }
  const [a, b] = [Number(left.v), Number(right.v)];
  const v = ofReals(operator, a, b) ?? m.fail(at, `${operator} is not followed`);
  const isSingle = [left, right].every((one) => one.t === 'int' || one.type === 'f32');
  if (isSingle) return { t: 'num', v: Math.fround(v), type: 'f32' };
  return isNear(left) || isNear(right) ? near(v) : { t: 'num', v };
}

function whole(m: Machine, operator: string, a: bigint, b: bigint, bits: number, at: Span): bigint {
  const places = b & BigInt(bits - 1);
  if (operator === '<<') return a << places;
  if (operator === '>>') return a >> places;
  if (operator === '>>>') return BigInt.asUintN(bits, a) >> places;
  if (b === 0n && (operator === '/' || operator === '%')) throw thrown(m, 'ArithmeticException', '/ by zero', at);
  return ofIntegers(operator, a, b) ?? m.fail(at, `${operator} is not followed`);
}

export function negative(data: Int | Num): Data {
  if (data.t === 'num') return { ...data, v: -data.v };
  const type = data.type === 'i64' ? 'i64' : 'i32';
  return { t: 'int', v: wrap(-data.v, type), type };
}

export function complement(data: Int): Data {
  return { t: 'int', v: -data.v - 1n, type: data.type === 'i64' ? 'i64' : 'i32' };
}

/** A number as one of another type; the same thing where it is one already. */
export function converted(m: Machine, data: Int | Num, type: string, at: Span): Data {
  if (isIntType(type)) {
    if (data.t === 'int') return data.type === type ? data : { t: 'int', v: wrap(data.v, type), type };
    if (isNear(data)) certain(m, data.v, at);
    return { t: 'int', v: cut(data.v, type), type };
  }
  const v = Number(data.v);
  if (type === 'f32') {
    const single = data.t === 'int' ? singleOf(data.v) : Math.fround(v);
    return data.t === 'num' && data.type === 'f32' ? data : { t: 'num', v: single, type: 'f32' };
  }
  if (data.t === 'num' && data.type === undefined) return data;
  return { t: 'num', v };
}

/** A `long` is rounded once: by way of a `double` it would be twice. */
function singleOf(v: bigint): number {
  const size = v < 0n ? -v : v;
  if (size <= 1n << 53n) return Math.fround(Number(v));
  const bits = BigInt(size.toString(2).length - 30);
  const rest = size & ((1n << bits) - 1n);
  const kept = ((size >> bits) << bits) | (rest === 0n ? 0n : 1n << (bits - 1n));
  return Math.fround(Number(v < 0n ? -kept : kept));
}

/** Cut off, at most the largest `int` or `long` and at least the smallest; narrow types take the low bits of that. */
function cut(v: number, type: string): bigint {
  const bits = type === 'i64' ? 64 : 32;
  const [low, high] = [-(1n << BigInt(bits - 1)), (1n << BigInt(bits - 1)) - 1n];
  if (Number.isNaN(v)) return 0n;
  if (v <= Number(low)) return wrap(low, type);
  if (v >= Number(high)) return wrap(high, type);
  return wrap(BigInt(Math.trunc(v)), type);
}

const CERTAIN = 1e-9;

/** Which whole number it is near is certain where none is at hand. */
export function certain(m: Machine, v: number, at: Span): void {
  if (Number.isFinite(v) && Math.abs(v - Math.round(v)) < CERTAIN * Math.max(1, Math.abs(v)))
    m.fail(at, 'this depends on the last digits of a logarithm or the like, which are up to the Java machine');
}

/** As Java writes it. */
export function realText(data: Num): string | undefined {
  const { v } = data;
  if (Number.isNaN(v)) return 'NaN';
  if (!Number.isFinite(v)) return v > 0 ? 'Infinity' : '-Infinity';
  if (v === 0) return Object.is(v, -0) ? '-0.0' : '0.0';
  const size = Math.abs(v);
  const [digits = '', power = '0'] = shortest(size, data.type === 'f32').split('e');
  const exponent = Number(power);
  const plain = digits.replace('.', '');
  const sign = v < 0 ? '-' : '';
  // Older Java machines write more digits than are needed of some.
  if ((size < 1e-3 || size >= 1e7) && plain.length > (data.type === 'f32' ? 6 : 9)) return undefined;
  if (size < 1e-3 || size >= 1e7) return `${sign}${plain[0] ?? ''}.${plain.slice(1) || '0'}E${exponent}`;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${plain}`;
  const padded = plain.padEnd(exponent + 1, '0');
  return `${sign}${padded.slice(0, exponent + 1)}.${padded.slice(exponent + 1) || '0'}`;
}

/** The fewest digits that tell a number from others of its type. */
function shortest(v: number, isSingle: boolean): string {
  if (isSingle)
    for (let digits = 0; digits < 9; digits++)
      if (Math.fround(Number(v.toExponential(digits))) === v) return v.toExponential(digits);
  return v.toExponential();
}
