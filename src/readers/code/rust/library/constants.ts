import type { Part } from '../../core/library/library';
import type { Data } from '../../core/values';
import { NOTHING } from './parameters';

/** Values of `Ordering`, as `cmp` gives them. */
const ORDERINGS = ['Less', 'Equal', 'Greater'].map((name, index): [string, Data] => [
  `Ordering::${name}`,
  { t: 'int', v: BigInt(index - 1) },
]);

const TYPES: [string, string][] = [
  ...[8, 16, 32, 64, 128].flatMap((bits) => [`i${bits}`, `u${bits}`]).map((type): [string, string] => [type, type]),
  ['usize', 'u64'],
  ['isize', 'i64'],
];

/** `i32::MAX`, `u8::MIN`. */
const ENDS = TYPES.flatMap(([name, type]): [string, Data][] => {
  const bits = BigInt(type.slice(1));
  const isSigned = type.startsWith('i');
  return [
    [`${name}::MAX`, { t: 'int', v: (1n << (isSigned ? bits - 1n : bits)) - 1n, type }],
    [`${name}::MIN`, { t: 'int', v: isSigned ? -(1n << (bits - 1n)) : 0n, type }],
  ];
});

export const constants: Part = { constants: { ...Object.fromEntries([...ORDERINGS, ...ENDS]), None: NOTHING } };
