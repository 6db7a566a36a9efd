import type { Part } from '../../core/library/library';
import { many, value } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import type { Data } from '../../core/values';
import { arithmetic, asInt, asNumber, int } from '../numbers';
import { show } from '../show';

function toInt(data: Data): Data {
  const whole = asInt(data);
  if (whole !== undefined) return int(whole);
  if (data.t === 'num' && Number.isFinite(data.v)) return int(BigInt(Math.trunc(data.v)));
  if (data.t === 'str' && /^\s*[+-]?\d{1,100}\s*$/.test(data.v)) return int(BigInt(data.v.trim().replace(/^\+/, '')));
  return refuse(`int of ${show(data)} is not followed`, 'unsupported');
}

function absolute(data: Data): Data {
  const whole = asInt(data);
  if (whole !== undefined) return int(whole < 0n ? -whole : whole);
  const number = asNumber(data);
  if (number === undefined) return refuse(`abs of ${show(data)} is not followed`, 'unsupported');
  return { t: 'num', v: Math.abs(number) };
}

export const numbers: Part = {
  functions: {
    int: pure([value], toInt),
    abs: pure([value], absolute),
    divmod: using([value, value], ({ m, at }, a, b) => {
      const parts = ['//', '%'].map(
        (operator) => arithmetic(m, operator, a, b, at) ?? refuse('divmod takes two numbers'),
      );
      return m.sequence(
        'tuple',
        parts.map((part) => m.fresh(part)),
        at,
      );
    }),
    bool: using(
      [many({ read: (_call, given) => given })],
      ({ m, at }, [given]) => given !== undefined && m.test(given, at),
    ),
  },
  modules: ['math', 'random'],
};
