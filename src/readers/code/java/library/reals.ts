import type { Entry, Part } from '../../core/library/library';
import { pure, using } from '../../core/library/table';
import { compared } from '../comparing';
import { thrown } from '../throwing';
import { extreme } from './mathematics';
import { box, f64, i32, real, text } from './parameters';

const NO_ARGUMENTS = { positional: [], keywords: new Map<string, never>() };

const REALS: Readonly<Record<string, Entry>> = {
  'Double.compare': using([box, box], ({ m, at }, a, b) => {
    const [x, y] = [
      m.fresh(f64(real.read({ m, at, args: NO_ARGUMENTS }, a, 0))),
      m.fresh(f64(real.read({ m, at, args: NO_ARGUMENTS }, b, 1))),
    ];
    return i32(compared(m, x, y, at));
  }),
  'Double.isNaN': pure([real], (v) => Number.isNaN(v)),
  'Double.isInfinite': pure([real], (v) => Math.abs(v) === Infinity),
  'Double.isFinite': pure([real], (v) => Number.isFinite(v)),
  'Double.parseDouble': using([text], ({ m, at }, s) => {
    const isGood = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[dDfF]?\s*$/.test(s);
    if (!isGood) throw thrown(m, 'NumberFormatException', `For input string: "${s}"`, at);
    return f64(Number(s.trim().replace(/[dDfF]$/, '')));
  }),
  'Double.valueOf': using([box], ({ m, at }, given) => m.dialect.cast?.(m, 'Double', given, at) ?? given),
  'Double.toString': using([real], ({ m, at }, v) => m.dialect.text(m, [m.fresh(f64(v))], at)),
  'Double.sum': pure([real, real], (a, b) => f64(a + b)),
  'Double.max': extreme((a, b) => a > b),
  'Double.min': extreme((a, b) => a < b),
};

export const reals: Part = {
  functions: REALS,
  constants: {
    'Double.MAX_VALUE': f64(Number.MAX_VALUE),
    'Double.MIN_VALUE': f64(Number.MIN_VALUE),
    'Double.POSITIVE_INFINITY': f64(Infinity),
    'Double.NEGATIVE_INFINITY': f64(-Infinity),
    'Double.NaN': f64(NaN),
  },
  modules: ['Double'],
};
