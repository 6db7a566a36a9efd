import { greatest, least } from '../../../../lists/extremes';
import type { Entry, Part } from '../../core/library/library';
import { many, optional, or, value } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import type { Data } from '../../core/values';
import { integer, number, text } from './parameters';

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

function num(v: number): Data {
  return { t: 'num', v };
}

/**
 * Logarithms and their like may differ between engines in their last digit, which matters where one comes out next to a
 * whole number: what is done with it is to round it.
 */
const approximate = (
  name: string,
  calculate: (of: number) => number,
  isExact: (of: number, v: number) => boolean,
): Entry =>
  pure([or(number, NaN)], (of) => {
    const v = calculate(of);
    const near = Math.round(v);
    const isNear = Math.abs(v - near) <= 1e-9 * Math.max(1, Math.abs(v));
    if (!Number.isFinite(v) || !isNear) return num(v);
    return isExact(of, near)
      ? num(near)
      : refuse(`whether Math.${name} is a whole number here depends on the engine`, 'unsupported');
  });

function fixed(of: number, digits = 0): string {
  return digits < 0 || digits > 100 ? refuse('toFixed takes 0 to 100 digits') : of.toFixed(digits);
}

function inBase(of: number, base = 10): string {
  if (base < 2 || base > 36) return refuse('toString takes a base from 2 to 36');
  if (base !== 10 && !Number.isInteger(of)) return refuse('fractions in another base are not followed', 'unsupported');
  return of.toString(base);
}

const parsed = pure([or(text, 'undefined'), integer], (of, base = 0) => num(parseInt(of, base)));
const parsedFloat = pure([or(text, 'undefined')], (of) => num(parseFloat(of)));

export const numbers: Part = {
  functions: {
    ...mathematics,
    // `Math.max(...a)` gives a number, not the element of `a`.
    'Math.max': pure([many(number)], (values) => ({ t: 'num', v: greatest(values) })),
    'Math.min': pure([many(number)], (values) => ({ t: 'num', v: least(values) })),
    'Math.log2': approximate('log2', Math.log2, (of, near) => 2 ** near === of),
    'Math.log10': approximate('log10', Math.log10, (of, near) => near >= 0 && near <= 22 && 10 ** near === of),
    'Math.log': approximate('log', Math.log, (of) => of === 1),
    parseInt: parsed,
    'Number.parseInt': parsed,
    parseFloat: parsedFloat,
    'Number.parseFloat': parsedFloat,
    isNaN: pure([or(number, NaN)], Number.isNaN),
    isFinite: pure([or(number, NaN)], Number.isFinite),
    'Number.isNaN': using([optional(value)], (_call, data) => data?.t === 'num' && Number.isNaN(data.v)),
    'Number.isFinite': using([optional(value)], (_call, data) => data?.t === 'num' && Number.isFinite(data.v)),
    'Number.isSafeInteger': using(
      [optional(value)],
      (_call, data) => data?.t === 'num' && Number.isSafeInteger(data.v),
    ),
    Number: pure([optional(number)], (v = 0) => ({ t: 'num', v })),
    'Number.isInteger': using([optional(value)], (_call, data) => data?.t === 'num' && Number.isInteger(data.v)),
  },
  methods: {
    number: {
      toString: pure([number, integer], inBase),
      toFixed: pure([number, integer], fixed),
      valueOf: pure([number], num),
    },
  },
  modules: ['Math'],
  constants: {
    'Number.MAX_SAFE_INTEGER': num(Number.MAX_SAFE_INTEGER),
    'Number.MIN_SAFE_INTEGER': num(Number.MIN_SAFE_INTEGER),
    'Number.MAX_VALUE': num(Number.MAX_VALUE),
    'Number.MIN_VALUE': num(Number.MIN_VALUE),
    'Number.EPSILON': num(Number.EPSILON),
    'Number.POSITIVE_INFINITY': num(Infinity),
    'Number.NEGATIVE_INFINITY': num(-Infinity),
    'Math.PI': num(Math.PI),
    'Math.E': num(Math.E),
    NaN: { t: 'num', v: NaN },
    Infinity: { t: 'num', v: Infinity },
  },
};
