import type { Span } from '../syntax';
import { ofIntegers, ofReals } from '../core/arithmetic';
import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';

/** Integers of fixed width, by the names that Rust gives them. */
interface Width {
  bits: number;
  signed: boolean;
}

const WIDTHS: ReadonlyMap<string, Width> = new Map(
  [8, 16, 32, 64, 128].flatMap((bits): [string, Width][] => [
    [`i${bits}`, { bits, signed: true }],
    [`u${bits}`, { bits, signed: false }],
  ]),
);

export function isIntType(type: string): boolean {
  return WIDTHS.has(type);
}

export function asInt(data: Data): bigint | undefined {
  if (data.t === 'int') return data.v;
  if (data.t === 'bool') return data.v ? 1n : 0n;
  return undefined;
}

export function wrap(value: bigint, type: string): bigint {
  const width = WIDTHS.get(type);
  if (!width) return value;
  return width.signed ? BigInt.asIntN(width.bits, value) : BigInt.asUintN(width.bits, value);
}

/** The number of a type that is nearest to another one. */
export function bounded(v: bigint, type: string): bigint {
  const { bits, signed } = WIDTHS.get(type) ?? { bits: 64, signed: true };
  const high = (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
  const low = signed ? -high - 1n : 0n;
  if (v < low) return low;
  return v > high ? high : v;
}

/** A floating-point number as an integer: cut off, at most the largest and at least the smallest; 0 for NaN. */
export function nearest(v: number, type: string): Data {
  const whole = Number.isNaN(v) ? 0 : Math.trunc(Math.min(Math.max(v, -(2 ** 200)), 2 ** 200));
  return { t: 'int', v: bounded(BigInt(whole), type), type };
}

/** A value put where `type` is declared; the value stays the same thing wherever it fits. */
export function convert(m: Machine, type: string, box: Box): Box {
  const { data } = box;
  if (isIntType(type)) {
    if (data.t === 'int') {
      const v = wrap(data.v, type);
      if (v === data.v) return data.type === type && !data.open ? box : m.recorder.guise(box, { t: 'int', v, type });
      return m.fresh({ t: 'int', v, type });
    }
    if (data.t === 'num' && Number.isFinite(data.v))
      return m.fresh({ t: 'int', v: wrap(BigInt(Math.trunc(data.v)), type), type });
    if (data.t === 'bool') return m.recorder.guise(box, { t: 'int', v: data.v ? 1n : 0n, type });
  }
  const whole = type === 'f64' ? asInt(data) : undefined;
  if (whole !== undefined) return m.recorder.guise(box, { t: 'num', v: Number(whole) });
  return box;
}

/**
 * What happens when a result does not fit: `wraps` for unsigned numbers of C, for all of Java and Go; else it is an
 * error here, as it is undefined in C and a panic in Rust.
 */
export interface Arithmetic {
  /** The type of numbers without one. */
  natural: string;
  wraps: (type: string) => boolean;
  /** Narrow types are widened to the natural one (C, C++). */
  promotes?: boolean;
}

export function calculate(m: Machine, rules: Arithmetic, operator: string, left: Data, right: Data, at: Span): Data {
  const a = asInt(left);
  const b = asInt(right);
  if (a !== undefined && b !== undefined) {
    const typed = [left, right].filter((data) => data.t === 'int' && data.type !== undefined);
    const fixed = typed.filter((data) => data.t === 'int' && !data.open);
    const types = (fixed.length > 0 ? fixed : typed).flatMap((data) => typeOf(data) ?? []);
    const type = operator === '<<' || operator === '>>' ? typeOf(left) : widest(types, rules);
    return fit(m, rules, raw(m, operator, a, b, type ?? rules.natural, at), type, at);
  }
  const x = left.t === 'num' ? left.v : Number(a ?? NaN);
  const y = right.t === 'num' ? right.v : Number(b ?? NaN);
  if ((left.t === 'num' || a !== undefined) && (right.t === 'num' || b !== undefined)) {
    const v = ofReals(operator, x, y);
    if (v !== undefined) return isSingle([left, right], rules) ? single(v) : { t: 'num', v };
  }
  return m.fail(at, `${operator} between ${m.dialect.show(left)} and ${m.dialect.show(right)} is not followed`);
}

/** A number of single precision. */
export function single(v: number): Data {
  return { t: 'num', v: Math.fround(v), type: 'f32' };
}

/** Where types are mixed the wider one counts; where they are not, the others are constants that have no type yet. */
function isSingle(sides: readonly Data[], { promotes }: Arithmetic): boolean {
  const reals = sides.filter((data) => data.t === 'num');
  const singles = reals.filter((data) => data.type === 'f32');
  return singles.length > 0 && (!promotes || singles.length === reals.length);
}

function typeOf(data: Data): string | undefined {
  return data.t === 'int' ? data.type : undefined;
}

/** Of two types the wider wins, the unsigned one at equal width. */
function widest(types: readonly string[], { natural, promotes }: Arithmetic): string | undefined {
  let best: string | undefined;
  for (const type of types) {
    const width = WIDTHS.get(type);
    const known = best === undefined ? undefined : WIDTHS.get(best);
    if (!width) continue;
    if (!known || width.bits > known.bits || (width.bits === known.bits && !width.signed)) best = type;
  }
  const floor = WIDTHS.get(natural)?.bits ?? 0;
  return best !== undefined && promotes && (WIDTHS.get(best)?.bits ?? 0) < floor ? natural : best;
}

function fit(m: Machine, rules: Arithmetic, value: bigint, type: string | undefined, at: Span): Data {
  const wanted = type ?? rules.natural;
  const v = wrap(value, wanted);
  if (v !== value && !rules.wraps(wanted)) m.fail(at, `this overflows ${wanted}`);
  return { t: 'int', v, ...(type !== undefined && { type }) };
}

function raw(m: Machine, operator: string, a: bigint, b: bigint, type: string, at: Span): bigint {
  if (operator === '<<' || operator === '>>') {
    const bits = BigInt(WIDTHS.get(type)?.bits ?? 32);
    if (b < 0n || b >= bits) m.fail(at, 'this shift is wider than the number');
    return operator === '<<' ? wrap(a << b, type) : a >> b;
  }
  if (b === 0n && (operator === '/' || operator === '%')) m.fail(at, 'division by zero');
  return ofIntegers(operator, a, b) ?? m.fail(at, `${operator} is not followed`);
}
