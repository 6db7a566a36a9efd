import type { Entry, Part } from '../../core/library/library';
import { pure, refuse, using } from '../../core/library/table';
import type { Int, Num } from '../../core/scalars';
import type { Data } from '../../core/values';
import { plainOf } from '../boxes';
import { converted, near, negative } from '../numbers';
import { thrown } from '../throwing';
import { box, f64, i32, i64, long, number, prefixed, real } from './parameters';

const wide = (data: Int | Num): string =>
  data.t === 'num' ? (data.type ?? 'f64') : data.type === 'i64' ? 'i64' : 'i32';
const ORDER = ['i32', 'i64', 'f32', 'f64'];

/** The larger or the smaller of two numbers, as one of the wider type. */
export function extreme(isBetter: (a: number | bigint, b: number | bigint) => boolean): Entry {
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

export const mathematics: Part = {
  functions: { ...prefixed('Math', MATH), ...prefixed('StrictMath', MATH) },
  constants: { 'Math.PI': f64(Math.PI), 'Math.E': f64(Math.E) },
  modules: ['Math', 'StrictMath'],
};
