/** A field of q elements, which are the numbers 0 to q − 1; 0 and 1 are themselves. */
export interface Field {
  q: number;
  add: (a: number, b: number) => number;
  multiply: (a: number, b: number) => number;
  inverse: (a: number) => number;
  /** Its powers are all elements but 0. */
  primitive: number;
  /** A basis over the field of p elements. */
  basis: readonly number[];
}

/** The field of q elements; undefined when q is no power of a prime. */
export function field(q: number): Field | undefined {
  const p = smallestPrime(q);
  let n = 0;
  let rest = q;
  for (; p > 0 && rest % p === 0; n++) rest /= p;
  if (q < 2 || rest !== 1) return undefined;
  const digits = (a: number) => Array.from({ length: n }, (_, k) => Math.floor(a / p ** k) % p);
  const number = (of: readonly number[]) => of.reduce((sum, digit, k) => sum + digit * p ** k, 0);
  const add = (a: number, b: number) => {
    const other = digits(b);
    return number(digits(a).map((digit, k) => (digit + (other[k] ?? 0)) % p));
  };
  // x · a modulo a polynomial of degree n, whose lower coefficients are those of `low`, negated.
  const timesX = (a: number, low: readonly number[]) => {
    const all = digits(a);
    const top = all.at(-1) ?? 0;
    return number([0, ...all.slice(0, -1)].map((digit, k) => (digit + top * (low[k] ?? 0)) % p));
  };
  if (n === 1) {
    const multiply = (a: number, b: number) => (a * b) % p;
    return complete(q, add, multiply, [1]);
  }
  // The first polynomial modulo which the powers of x are all elements but 0: then it is irreducible, and x primitive.
  for (let code = 1; code < q; code++) {
    const low = digits(code);
    const powers = [1];
    for (let next = timesX(1, low); next !== 1 && powers.length < q && next !== 0; next = timesX(next, low))
      powers.push(next);
    if (powers.length !== q - 1 || new Set(powers).size !== q - 1) continue;
    const log = new Map(powers.map((power, k) => [power, k]));
    const multiply = (a: number, b: number) =>
      a === 0 || b === 0 ? 0 : (powers[((log.get(a) ?? 0) + (log.get(b) ?? 0)) % (q - 1)] ?? 0);
    return complete(
      q,
      add,
      multiply,
      Array.from({ length: n }, (_, k) => p ** k),
    );
  }
  return undefined;
}

function complete(q: number, add: Field['add'], multiply: Field['multiply'], basis: readonly number[]): Field {
  const orderOf = (a: number) => {
    let order = 1;
    for (let power = a; power !== 1 && order < q; power = multiply(power, a)) order++;
    return order;
  };
  const elements = Array.from({ length: q }, (_, k) => k);
  const primitive = elements.find((a) => a > 0 && orderOf(a) === q - 1) ?? 1;
  const inverse = (a: number) => elements.find((b) => multiply(a, b) === 1) ?? 0;
  return { q, add, multiply, inverse, primitive, basis };
}

export function smallestPrime(n: number): number {
  for (let p = 2; p * p <= n; p++) if (n % p === 0) return p;
  return n;
}
