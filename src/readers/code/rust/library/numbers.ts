import type { Entry, Part } from '../../core/library/library';
import { pure, refuse } from '../../core/library/table';
import type { Data } from '../../core/values';
import { bounded, wrap } from '../../native/integers';
import { count } from '../../native/parameters';
import { float, NOTHING, whole } from './parameters';

type Int = Data & { t: 'int' };

const OPERATORS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
};

/** The type that decides where a result no longer fits; a number whose type only rustc knows has none here. */
function typeOf(a: Int, b?: Int): string {
  return (
    a.type ??
    b?.type ??
    refuse('the type of this number is not known here: write it behind the number, as in 1u8', 'unsupported')
  );
}

const widths = Object.fromEntries(
  Object.entries(OPERATORS).flatMap(([name, run]): [string, Entry][] => [
    [
      `wrapping_${name}`,
      pure([whole, whole], (a, b) => ({ t: 'int', v: wrap(run(a.v, b.v), typeOf(a, b)), type: typeOf(a, b) })),
    ],
    [
      `saturating_${name}`,
      pure([whole, whole], (a, b) => ({ t: 'int', v: bounded(run(a.v, b.v), typeOf(a, b)), type: typeOf(a, b) })),
    ],
    [
      `checked_${name}`,
      pure([whole, whole], (a, b) => {
        const type = typeOf(a, b);
        const v = run(a.v, b.v);
        return wrap(v, type) === v ? { t: 'int', v, type } : NOTHING;
      }),
    ],
  ]),
);

/** A result of the type of the number that it was made of; one that does not fit is a panic. */
function like(a: Int, v: bigint): Data {
  const { type } = a;
  if (wrap(v, type ?? 'i32') !== v) return refuse(`this overflows ${type ?? 'i32'}`);
  return { t: 'int', v, ...(type !== undefined && { type }) };
}

const EXACT: Readonly<Record<string, (v: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  abs: Math.abs,
  sqrt: Math.sqrt,
  /** Away from zero at the half. */
  round: (v) => Math.sign(v) * Math.round(Math.abs(v)),
};

export const numbers: Part = {
  methods: {
    int: {
      ...widths,
      abs: pure([whole], (a) => like(a, a.v < 0n ? -a.v : a.v)),
      pow: pure([whole, count], (a, by) => like(a, by < 4096 ? a.v ** BigInt(by) : refuse('this power is too large'))),
      abs_diff: pure([whole, whole], (a, b) => {
        const type = typeOf(a, b).replace('i', 'u');
        return { t: 'int', v: a.v > b.v ? a.v - b.v : b.v - a.v, type };
      }),
      rem_euclid: pure([whole, whole], (a, b) => {
        if (b.v === 0n) return refuse('division by zero');
        const size = b.v < 0n ? -b.v : b.v;
        return like(a, ((a.v % size) + size) % size);
      }),
      signum: pure([whole], (a) => like(a, a.v < 0n ? -1n : a.v > 0n ? 1n : 0n)),
      is_power_of_two: pure([whole], ({ v }) => v > 0n && (v & (v - 1n)) === 0n),
      next_power_of_two: pure([whole], (a) => {
        let power = 1n;
        while (power < a.v) power <<= 1n;
        return like(a, power);
      }),
      count_ones: pure([whole], (a) => {
        if (a.v < 0n) return refuse('the ones of a negative number are not followed', 'unsupported');
        return { t: 'int', v: BigInt(a.v.toString(2).replaceAll('0', '').length), type: 'u32' };
      }),
    },
    float: {
      ...Object.fromEntries(
        Object.entries(EXACT).map(([name, run]): [string, Entry] => [
          name,
          pure([float], (v) => ({ t: 'num', v: run(v) })),
        ]),
      ),
      // What lies near a whole number could be on its other side by the last digit.
      log2: pure([float], (v) => {
        const log = Math.log2(v);
        const isNear = Math.abs(log - Math.round(log)) < 1e-9 && 2 ** Math.round(log) !== v;
        return isNear
          ? refuse('the last digit of this logarithm is not known here', 'unsupported')
          : { t: 'num', v: log };
      }),
    },
  },
};
