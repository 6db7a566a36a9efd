/** A number of a field: a fraction in lowest terms with a positive denominator; of a prime field the denominator is 1. */
export interface Num {
  readonly over: bigint;
  readonly under: bigint;
}

/** A field whose numbers are written as fractions. */
export interface Field {
  zero: Num;
  /** `12` or `3/4`; undefined where the denominator is zero. */
  of: (text: string) => Num | undefined;
  add: (a: Num, b: Num) => Num;
  multiply: (a: Num, b: Num) => Num;
  negative: (a: Num) => Num;
  /** Of a number that is not zero. */
  inverse: (a: Num) => Num;
  isZero: (a: Num) => boolean;
  text: (a: Num) => string;
}

type Make = (over: bigint, under: bigint) => Num;

function fieldBy(make: Make, isZero: (over: bigint) => boolean): Field {
  return {
    zero: make(0n, 1n),
    of: (text) => {
      const [over = '0', under = '1'] = text.split('/');
      return isZero(BigInt(under)) ? undefined : make(BigInt(over), BigInt(under));
    },
    add: (a, b) => make(a.over * b.under + b.over * a.under, a.under * b.under),
    multiply: (a, b) => make(a.over * b.over, a.under * b.under),
    negative: ({ over, under }) => make(-over, under),
    inverse: ({ over, under }) => make(under, over),
    isZero: ({ over }) => over === 0n,
    text: ({ over, under }) => (under === 1n ? String(over) : `${over}/${under}`),
  };
}

/** The rational numbers, exact. */
export const RATIONALS: Field = fieldBy(
  (over, under) => {
    const divisor = greatestCommonDivisor(over, under) * (under < 0n ? -1n : 1n);
    return { over: over / divisor, under: under / divisor };
  },
  (over) => over === 0n,
);

/** The numbers 0 to `prime` − 1. */
export function modulo(prime: number): Field {
  const p = BigInt(prime);
  const reduced = (value: bigint): bigint => ((value % p) + p) % p;
  return fieldBy(
    (over, under) => ({
      over: under === 1n ? reduced(over) : reduced(over * power(reduced(under), p - 2n, p)),
      under: 1n,
    }),
    (over) => reduced(over) === 0n,
  );
}

/** The inverse of a number that is not zero is its power p − 2 (Fermat). */
function power(base: bigint, exponent: bigint, p: bigint): bigint {
  let [result, square] = [1n, base];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % p;
    square = (square * square) % p;
  }
  return result % p;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y > 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
