import { append } from '../lists/append';

/** `L` of `L Lᵀ`, as rows and as columns, one behind the other. */
export interface Factor {
  width: number;
  lower: Float64Array;
  upper: Float64Array;
}

/** Right sides that are solved at once: what is read of the factor, which is larger than the processor's caches, serves them all. */
const AT_ONCE = 4;

/**
 * The factor of a symmetric matrix that is positive definite. Sums have the order of `CholeskyDecomposition` of ml-matrix, and so every
 * last bit; that takes ten times as long, for it reads and writes every number through a call.
 *
 * @param rows of which what stands below the diagonal, and on it, is read
 */
export function factorOf(rows: readonly Float64Array[]): Factor {
  const width = rows.length;
  const lower = new Float64Array(width * width);
  for (const [j, own] of rows.entries()) {
    const row = j * width;
    let squares = 0;
    for (let k = 0; k < j; k++) {
      const other = k * width;
      let sum = 0;
      for (let i = 0; i < k; i++) sum += (lower[other + i] ?? 0) * (lower[row + i] ?? 0);
      const value = ((own[k] ?? 0) - sum) / (lower[other + k] ?? 1);
      lower[row + k] = value;
      squares += value * value;
    }
    lower[row + j] = Math.sqrt(Math.max((own[j] ?? 0) - squares, 0));
  }
  const upper = new Float64Array(width * width);
  for (let i = 0; i < width; i++) for (let k = 0; k <= i; k++) upper[k * width + i] = lower[i * width + k] ?? 0;
  return { width, lower, upper };
}

/** `x` with `L Lᵀ x = b`, for every `b`; each as it would be alone, to the bit. */
export function solveAll(factor: Factor, all: readonly Float64Array[]): Float64Array[] {
  const solved: Float64Array[] = [];
  for (let first = 0; first < all.length; first += AT_ONCE)
    append(solved, solveSome(factor, all.slice(first, first + AT_ONCE)));
  return solved;
}

/** Of four right sides, or fewer, number by number beside each other. */
function solveSome({ width, lower, upper }: Factor, some: readonly Float64Array[]): Float64Array[] {
  const x = new Float64Array(AT_ONCE * width);
  for (const [at, b] of some.entries()) for (let i = 0; i < width; i++) x[AT_ONCE * i + at] = b[i] ?? 0;
  for (let i = 0; i < width; i++) subtract(x, lower, { width, i, from: 0, to: i });
  for (let i = width - 1; i >= 0; i--) subtract(x, upper, { width, i, from: i + 1, to: width });
  return some.map((_, at) => Float64Array.from({ length: width }, (__, i) => x[AT_ONCE * i + at] ?? 0));
}

interface Row {
  width: number;
  i: number;
  from: number;
  to: number;
}

/** What a row of the factor leaves of number `i` of each right side, divided by what stands on the diagonal. */
function subtract(x: Float64Array, factor: Float64Array, { width, i, from, to }: Row): void {
  const [row, own] = [i * width, AT_ONCE * i];
  let a = x[own] ?? 0;
  let b = x[own + 1] ?? 0;
  let c = x[own + 2] ?? 0;
  let d = x[own + 3] ?? 0;
  for (let k = from, at = AT_ONCE * from; k < to; k++, at += AT_ONCE) {
    const by = factor[row + k] ?? 0;
    a -= by * (x[at] ?? 0);
    b -= by * (x[at + 1] ?? 0);
    c -= by * (x[at + 2] ?? 0);
    d -= by * (x[at + 3] ?? 0);
  }
  const diagonal = factor[row + i] ?? 1;
  x[own] = a / diagonal;
  x[own + 1] = b / diagonal;
  x[own + 2] = c / diagonal;
  x[own + 3] = d / diagonal;
}
