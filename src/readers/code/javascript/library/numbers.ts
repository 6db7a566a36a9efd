import { greatest, least } from '../../../../lists/extremes';
import type { Entry, Part } from '../../core/library/library';
import { many, optional, or, value } from '../../core/library/parameters';
import { pure, using } from '../../core/library/table';
import { number } from './parameters';

const MATH: Readonly<Record<string, (a: number, b: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
  trunc: Math.trunc,
  abs: Math.abs,
  sign: Math.sign,
  sqrt: Math.sqrt,
  pow: Math.pow,
  imul: Math.imul,
};

const mathematics = Object.fromEntries(
  Object.entries(MATH).map(([name, calculate]): [string, Entry] => [
    `Math.${name}`,
    pure([or(number, NaN), or(number, NaN)], (a, b) => ({ t: 'num', v: calculate(a, b) })),
  ]),
);

export const numbers: Part = {
  functions: {
    ...mathematics,
    // `Math.max(...a)` gives a number, not the element of `a`.
    'Math.max': pure([many(number)], (values) => ({ t: 'num', v: greatest(values) })),
    'Math.min': pure([many(number)], (values) => ({ t: 'num', v: least(values) })),
    Number: pure([optional(number)], (v = 0) => ({ t: 'num', v })),
    'Number.isInteger': using([optional(value)], (_call, data) => data?.t === 'num' && Number.isInteger(data.v)),
  },
  modules: ['Math'],
  constants: { NaN: { t: 'num', v: NaN }, Infinity: { t: 'num', v: Infinity } },
};
