import type { Entry, Part } from '../../core/library/library';
import { pure, refuse, type Parameter } from '../../core/library/table';
import type { Data } from '../../core/values';
import { target } from '../../native/pointers';

/** A `float64`, or a number of the text that becomes one. */
const float: Parameter<number> = {
  read: ({ m, at }, box) => {
    const data = m.inspect(target(m, box), at);
    if (data.t === 'num') return data.v;
    return data.t === 'int' ? Number(data.v) : refuse(`${m.dialect.show(data)} is no number`);
  },
};

const num = (v: number): Data => ({ t: 'num', v });

const ONE: Readonly<Record<string, (v: number) => number>> = {
  Floor: Math.floor,
  Ceil: Math.ceil,
  Trunc: Math.trunc,
  Abs: Math.abs,
  Sqrt: Math.sqrt,
  /** Away from zero at the half. */
  Round: (v) => Math.sign(v) * Math.round(Math.abs(v)),
};

/** Powers of whole numbers, as long as they are exact; the last digit of others differs between machines. */
function power(base: number, by: number): number {
  let v = 1;
  if (!Number.isInteger(base) || !Number.isInteger(by) || by < 0 || by > 1024)
    return refuse('the last digit of this power is not known here', 'unsupported');
  for (let index = 0; index < by; index++) v *= base;
  return Number.isSafeInteger(v) ? v : refuse('the last digit of this power is not known here', 'unsupported');
}

const SIGNED = [8, 16, 32, 64].flatMap((bits): [string, bigint][] => [
  [`math.MaxInt${bits}`, (1n << BigInt(bits - 1)) - 1n],
  [`math.MinInt${bits}`, -(1n << BigInt(bits - 1))],
  [`math.MaxUint${bits}`, (1n << BigInt(bits)) - 1n],
]);

export const mathematics: Part = {
  functions: {
    ...Object.fromEntries(
      Object.entries(ONE).map(([name, run]): [string, Entry] => [`math.${name}`, pure([float], (v) => num(run(v)))]),
    ),
    'math.Max': pure([float, float], (a, b) => num(Math.max(a, b))),
    'math.Min': pure([float, float], (a, b) => num(Math.min(a, b))),
    'math.Mod': pure([float, float], (a, b) => num(a % b)),
    'math.Pow': pure([float, float], (a, b) => num(power(a, b))),
    'math.Inf': pure([float], (sign) => num(sign >= 0 ? Infinity : -Infinity)),
  },
  constants: {
    ...Object.fromEntries(
      [...SIGNED, ['math.MaxInt', (1n << 63n) - 1n] as const, ['math.MinInt', -(1n << 63n)] as const].map(
        ([name, v]): [string, Data] => [name, { t: 'int', v }],
      ),
    ),
    'math.Pi': num(Math.PI),
    'math.E': num(Math.E),
  },
};
