import type { Call, Entry, Part } from '../../core/library/library';
import { or } from '../../core/library/parameters';
import { pure, using } from '../../core/library/table';
import type { Int } from '../../core/scalars';
import { plainOf } from '../boxes';
import { calculate } from '../numbers';
import { hashOf } from '../orders';
import { thrown } from '../throwing';
import { extreme } from './mathematics';
import { box, i32, i64, int, long, text } from './parameters';

/** `parseInt` and its like: digits in some base, with a sign. */
function parsed(call: Call, written: string, base: number, bits: number): bigint {
  const digits = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base);
  const isGood = new RegExp(`^[-+]?[${digits}]+$`, 'i').test(written);
  const bad = (): never => {
    throw thrown(call.m, 'NumberFormatException', `For input string: "${written}"`, call.at);
  };
  if (!isGood) return bad();
  let v = 0n;
  for (const sign of written.toLowerCase().replace(/^[-+]/, '')) v = v * BigInt(base) + BigInt(digits.indexOf(sign));
  if (written.startsWith('-')) v = -v;
  return BigInt.asIntN(bits, v) === v ? v : bad();
}

function inBase(v: bigint, bits: number, base: number): string {
  return BigInt.asUintN(bits, v).toString(base);
}

function count(v: bigint, bits: number): number {
  return BigInt.asUintN(bits, v).toString(2).replaceAll('0', '').length;
}

function wholes(name: string, bits: 32 | 64): Readonly<Record<string, Entry>> {
  const one = bits === 32 ? i32 : i64;
  const value = long;
  const own = (v: bigint): bigint => BigInt.asUintN(bits, v);
  return {
    [`${name}.parse${bits === 32 ? 'Int' : 'Long'}`]: using([text, or(int, 10)], (call, s, base) =>
      one(parsed(call, s, base, bits)),
    ),
    [`${name}.valueOf`]: using([box], (call, given) => {
      const data = call.m.inspect(given, call.at);
      if (data.t === 'str') return { ...(one(parsed(call, data.v, 10, bits)) as Int), boxed: true };
      return call.m.dialect.cast?.(call.m, name, given, call.at) ?? given;
    }),
    [`${name}.compare`]: using([box, box], ({ m, at }, a, b) =>
      i32(sign(m.dialect.compare(m, '<', a, b, at), m.dialect.compare(m, '>', a, b, at))),
    ),
    [`${name}.toString`]: pure([value, or(int, 10)], (v, base) => v.toString(base)),
    [`${name}.toBinaryString`]: pure([value], (v) => inBase(v, bits, 2)),
    [`${name}.toHexString`]: pure([value], (v) => inBase(v, bits, 16)),
    [`${name}.toOctalString`]: pure([value], (v) => inBase(v, bits, 8)),
    [`${name}.bitCount`]: pure([value], (v) => i32(count(v, bits))),
    [`${name}.signum`]: pure([value], (v) => i32(v < 0n ? -1 : v > 0n ? 1 : 0)),
    [`${name}.numberOfLeadingZeros`]: pure([value], (v) =>
      i32(own(v) === 0n ? bits : bits - own(v).toString(2).length),
    ),
    [`${name}.numberOfTrailingZeros`]: pure([value], (v) =>
      i32(own(v) === 0n ? bits : (/0*$/.exec(own(v).toString(2))?.[0].length ?? 0)),
    ),
    [`${name}.highestOneBit`]: pure([value], (v) =>
      one(own(v) === 0n ? 0n : 1n << BigInt(own(v).toString(2).length - 1)),
    ),
    [`${name}.lowestOneBit`]: pure([value], (v) => one(v & -v)),
    [`${name}.reverse`]: pure([value], (v) =>
      one(BigInt(`0b${[...own(v).toString(2).padStart(bits, '0')].reverse().join('')}`)),
    ),
    [`${name}.hashCode`]: pure([value], (v) => i32(hashOf(one(v)) ?? 0)),
    [`${name}.max`]: extreme((a, b) => a > b),
    [`${name}.min`]: extreme((a, b) => a < b),
    [`${name}.sum`]: using([box, box], ({ m, at }, a, b) =>
      calculate(m, '+', plainOf(m.inspect(a, at) as Int), plainOf(m.inspect(b, at) as Int), at),
    ),
  };
}

function sign(isLess: boolean, isMore: boolean): number {
  return isLess ? -1 : Number(isMore);
}

export const integers: Part = {
  functions: { ...wholes('Integer', 32), ...wholes('Long', 64) },
  constants: {
    'Integer.MAX_VALUE': i32(2147483647),
    'Integer.MIN_VALUE': i32(-2147483648),
    'Integer.SIZE': i32(32),
    'Integer.BYTES': i32(4),
    'Long.MAX_VALUE': i64((1n << 63n) - 1n),
    'Long.MIN_VALUE': i64(-(1n << 63n)),
    'Long.SIZE': i32(64),
  },
  modules: ['Integer', 'Long'],
};
