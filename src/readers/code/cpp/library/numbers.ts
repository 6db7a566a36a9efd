import type { Part } from '../../core/library/library';
import { value } from '../../core/library/parameters';
import { pure, refuse } from '../../core/library/table';
import type { Data } from '../../core/values';
import { asInt } from '../../native/integers';
import { show } from '../../native/show';
import { withStd } from './pointers';

function real(data: Data): number {
  return data.t === 'num' ? data.v : Number(asInt(data) ?? refuse(`${show(data)} is no number`));
}

function num(v: number): Data {
  return { t: 'num', v };
}

/** Functions of doubles whose result is the same on every machine, because it is the nearest double there is. */
const EXACT: Readonly<Record<string, (x: number) => number>> = {
  sqrt: Math.sqrt,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  fabs: Math.abs,
};

function power(base: Data, exponent: Data): Data {
  const [x, y] = [real(base), real(exponent)];
  const isExact = Number.isInteger(x) && Number.isInteger(y) && y >= 0 && Math.abs(x ** y) <= 2 ** 53;
  return isExact
    ? num(x ** y)
    : refuse('pow is followed where its result is a whole number that a double holds', 'unsupported');
}

/** Logarithms differ between machines in their last digit, which counts where one comes out next to a whole number. */
function logarithm(of: number, base: 'e' | '2' | '10'): Data {
  if (!(of > 0 && Number.isFinite(of))) return refuse('there is no logarithm of this number', 'unsupported');
  const v = { e: Math.log, '2': Math.log2, '10': Math.log10 }[base](of);
  const near = Math.round(v);
  if (Math.abs(v - near) > 1e-9 * Math.max(1, Math.abs(v))) return num(v);
  if (of === 1) return num(0);
  return base === '2' && 2 ** near === of
    ? num(near)
    : refuse('whether this logarithm is a whole number depends on the machine', 'unsupported');
}

function absolute(data: Data): Data {
  const whole = asInt(data);
  if (whole === undefined) return data.t === 'num' ? num(Math.abs(data.v)) : refuse(`${show(data)} is no number`);
  const type = data.t === 'int' ? (data.type ?? 'i32') : 'i32';
  const v = whole < 0n ? -whole : whole;
  if (v > 2n ** (type === 'i64' ? 63n : 31n) - 1n) refuse(`this overflows ${type}`);
  return { t: 'int', v, type };
}

export const numbers: Part = {
  ...withStd({
    ...Object.fromEntries(Object.entries(EXACT).map(([name, f]) => [name, pure([value], (x) => num(f(real(x))))])),
    pow: pure([value, value], power),
    log: pure([value], (x) => logarithm(real(x), 'e')),
    log2: pure([value], (x) => logarithm(real(x), '2')),
    log10: pure([value], (x) => logarithm(real(x), '10')),
    abs: pure([value], absolute),
    labs: pure([value], absolute),
  }),
  constants: {
    INT_MAX: { t: 'int', v: 2n ** 31n - 1n, type: 'i32' },
    INT_MIN: { t: 'int', v: -(2n ** 31n), type: 'i32' },
    UINT_MAX: { t: 'int', v: 2n ** 32n - 1n, type: 'u32' },
    LONG_MAX: { t: 'int', v: 2n ** 63n - 1n, type: 'i64' },
    LONG_MIN: { t: 'int', v: -(2n ** 63n), type: 'i64' },
    EXIT_FAILURE: { t: 'int', v: 1n, type: 'i32' },
    EXIT_SUCCESS: { t: 'int', v: 0n, type: 'i32' },
  },
};
