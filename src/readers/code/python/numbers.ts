import type { Span } from '../syntax';
import { ofIntegers, ofReals } from '../core/arithmetic';
import { LIMITS } from '../core/limits';
import type { Machine } from '../core/machine';
import { asPlain } from '../core/constants';
import type { Data } from '../core/values';

/** Python's numbers: `bool` and members of an `IntEnum` are kinds of `int`; `int` has no bound but that of `LIMITS.size`. */
export function asInt(given: Data): bigint | undefined {
  const data = asPlain(given);
  if (data.t === 'int') return data.v;
  if (data.t === 'bool') return data.v ? 1n : 0n;
  return undefined;
}

export function asNumber(data: Data): number | undefined {
  if (data.t === 'num') return data.v;
  const int = asInt(data);
  return int === undefined ? undefined : Number(int);
}

export function int(v: bigint | number): Data {
  return { t: 'int', v: BigInt(v) };
}

function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

export function arithmetic(m: Machine, operator: string, left: Data, right: Data, at: Span): Data | undefined {
  const a = asInt(left);
  const b = asInt(right);
  if (a !== undefined && b !== undefined) {
    if (left.t === 'bool' && right.t === 'bool' && '&|^'.includes(operator)) {
      const v = operator === '&' ? left.v && right.v : operator === '|' ? left.v || right.v : left.v !== right.v;
      return { t: 'bool', v };
    }
    return integers(m, operator, a, b, at);
  }
  const x = asNumber(left);
  const y = asNumber(right);
  if (x === undefined || y === undefined) return undefined;
  return floats(m, operator, x, y, at);
}

function integers(m: Machine, operator: string, a: bigint, b: bigint, at: Span): Data | undefined {
  if (b === 0n && ['/', '//', '%'].includes(operator)) m.raise(at, 'ZeroDivisionError', 'division by zero');
  switch (operator) {
    case '//':
      return int(floorDiv(a, b));
    case '%':
      return int(a - floorDiv(a, b) * b);
    case '/':
      return { t: 'num', v: Number(a) / Number(b) };
    case '**':
      if (b < 0n && a === 0n) m.raise(at, 'ZeroDivisionError', 'zero to a negative power');
      if (b < 0n) return { t: 'num', v: Number(a) ** Number(b) };
      if (b > 4096n) m.fail(at, 'this power is too large');
      return bounded(m, a ** b, at);
    case '<<':
    case '>>':
      if (b < 0n) m.raise(at, 'ValueError', 'negative shift count');
      if (operator === '>>') return int(a >> b);
      if (b > 4096n) m.fail(at, 'this shift is too large');
      return bounded(m, a << b, at);
  }
  const v = ofIntegers(operator, a, b);
  return v === undefined ? undefined : bounded(m, v, at);
}

/** Numbers stay below a few thousand digits, so that no loop of squarings eats the machine. */
function bounded(m: Machine, value: bigint, at: Span): Data {
  const size = value < 0n ? -value : value;
  if (size >> BigInt(LIMITS.size) > 0n) m.fail(at, 'this number is too large');
  return int(value);
}

function floats(m: Machine, operator: string, x: number, y: number, at: Span): Data | undefined {
  if (y === 0 && ['/', '//', '%'].includes(operator)) m.raise(at, 'ZeroDivisionError', 'division by zero');
  switch (operator) {
    case '//':
      return { t: 'num', v: floatDivided(x, y).quotient };
    case '%':
      return { t: 'num', v: floatDivided(x, y).rest };
    case '**':
      if (x === 0 && y < 0) m.raise(at, 'ZeroDivisionError', 'division by zero');
      if (x < 0 && !Number.isInteger(y)) m.fail(at, 'complex numbers are not followed');
      return { t: 'num', v: x ** y };
  }
  const v = ofReals(operator, x, y);
  return v === undefined ? undefined : { t: 'num', v };
}

/** As CPython divides: the rest is exact and has the sign of `y`, and the quotient goes with it (`1.0 // 0.1` is 9). */
function floatDivided(x: number, y: number): { quotient: number; rest: number } {
  let rest = x % y;
  let quotient = (x - rest) / y;
  if (rest === 0) rest = y < 0 ? -0 : 0;
  else if (y < 0 !== rest < 0) {
    rest += y;
    quotient -= 1;
  }
  if (quotient === 0) return { quotient: x / y < 0 ? -0 : 0, rest };
  const below = Math.floor(quotient);
  return { quotient: quotient - below > 0.5 ? below + 1 : below, rest };
}
