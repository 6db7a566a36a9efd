import type { Entry, Part } from '../../core/library/library';
import { pure, using } from '../../core/library/table';
import { compared, equal } from '../comparing';
import { hashOf } from '../orders';
import { box, i32, real, text } from './parameters';

/** Of numbers in their boxes. */
const METHODS: Readonly<Record<string, Entry>> = {
  compareTo: using([box, box], ({ m, at }, a, b) => i32(compared(m, a, b, at))),
  compare: using([box, box], ({ m, at }, a, b) => i32(compared(m, a, b, at))),
  equals: using([box, box], ({ m, at }, a, b) => equal(m, a, b, at)),
  hashCode: using([box], ({ m, at }, a) => i32(hashOf(m.inspect(a, at)) ?? 0)),
  toString: using([box], ({ m, at }, a) => m.dialect.text(m, [a], at)),
  ...Object.fromEntries(
    Object.entries({
      intValue: 'i32',
      longValue: 'i64',
      doubleValue: 'f64',
      floatValue: 'f32',
      shortValue: 'i16',
      byteValue: 'i8',
      charValue: 'u16',
    }).map(([name, type]): [string, Entry] => [
      name,
      using([box], ({ m, at }, a) => m.dialect.cast?.(m, type, a, at) ?? a),
    ]),
  ),
  isNaN: pure([real], (v) => Number.isNaN(v)),
};

const TRUTHS: Readonly<Record<string, Entry>> = {
  compareTo: METHODS['compareTo'] as Entry,
  equals: METHODS['equals'] as Entry,
  hashCode: METHODS['hashCode'] as Entry,
  toString: using([box], ({ m, at }, a) => m.dialect.text(m, [a], at)),
  booleanValue: using([box], (_call, a) => a),
};

export const numbers: Part = {
  functions: {
    'Boolean.parseBoolean': pure([text], (s) => s.toLowerCase() === 'true'),
    'Boolean.valueOf': using([box], (_call, a) => a),
    'Boolean.compare': using([box, box], ({ m, at }, a, b) => i32(compared(m, a, b, at))),
    'Boolean.toString': using([box], ({ m, at }, a) => m.dialect.text(m, [a], at)),
    'Short.valueOf': using([box], ({ m, at }, a) => m.dialect.cast?.(m, 'Short', a, at) ?? a),
    'Byte.valueOf': using([box], ({ m, at }, a) => m.dialect.cast?.(m, 'Byte', a, at) ?? a),
    'Float.valueOf': using([box], ({ m, at }, a) => m.dialect.cast?.(m, 'Float', a, at) ?? a),
  },
  methods: { number: METHODS, character: METHODS, truth: TRUTHS },
  constants: {
    'Short.MAX_VALUE': { t: 'int', v: 32767n, type: 'i16' },
    'Short.MIN_VALUE': { t: 'int', v: -32768n, type: 'i16' },
    'Byte.MAX_VALUE': { t: 'int', v: 127n, type: 'i8' },
    'Byte.MIN_VALUE': { t: 'int', v: -128n, type: 'i8' },
    'Float.MAX_VALUE': { t: 'num', v: Math.fround(3.4028234663852886e38), type: 'f32' },
    'Boolean.TRUE': { t: 'bool', v: true },
    'Boolean.FALSE': { t: 'bool', v: false },
  },
  modules: ['Float', 'Short', 'Byte', 'Boolean', 'Number'],
};
