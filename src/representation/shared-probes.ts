import { inverse, Matrix } from 'ml-matrix';
import { factorOf, solveAll, type Factor } from './cholesky';
import { RIDGE, type LinearProbe } from './linear-probe';
import type { Moments } from './moments';

/** One way to label the states of a layer: of each class how many states it has, and their sum (`classes × width`). */
export interface Labelling {
  counts: Float64Array;
  sums: Float64Array;
}

/** Share of a layer's size that rounding explains. */
const NO_VARIANCE = 1e-10;
/** Classes that hold no more states than this are not told apart: one state is its own mean, and fits anything. */
const FEWEST = 2;

/**
 * Probes of one layer for several labellings of the same states: linear discriminant analysis, as `fitProbe`, but the matrix of
 * all states is factored once. With `A = C + λI`, of each labelling `M` the means of its classes less that of all and `P` their
 * shares, the covariance within classes is `A − M P Mᵀ`, whose inverse times `M` is `A⁻¹ M (P⁻¹ − Mᵀ A⁻¹ M)⁻¹ P⁻¹`
 * (Woodbury 1950).
 *
 * @param moments of the states, whatever their labels
 */
export function fitShared(moments: Moments, labellings: readonly Labelling[]): LinearProbe[] {
  const { width } = moments;
  const mean = moments.mean();
  const rows = moments.covariance();
  const trace = rows.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  // A layer that is the same everywhere has no variance but for rounding, and still gets a probe: one that guesses.
  const size = mean.reduce((sum, value) => sum + value * value, 0);
  const ridge = trace > NO_VARIANCE * size ? (RIDGE * trace) / width : 1;
  for (const [i, row] of rows.entries()) row[i] = (row[i] ?? 0) + ridge;
  const factor = factorOf(rows);
  return labellings.map(({ counts, sums }) => fitOne({ width, mean, factor, counts, sums }));
}

interface Fitting extends Labelling {
  width: number;
  mean: Float64Array;
  factor: Factor;
}

function fitOne({ width, mean, factor, counts, sums }: Fitting): LinearProbe {
  const classes = counts.length;
  const weights = new Float64Array(classes * width);
  const bias = new Float64Array(classes).fill(-Infinity);
  const seen = [...counts.keys()].filter((c) => (counts[c] ?? 0) >= FEWEST);
  const labelled = counts.reduce((sum, count) => sum + count, 0);
  const shares = seen.map((c) => (counts[c] ?? 0) / labelled);
  const centred = seen.map((c) =>
    sums.subarray(c * width, (c + 1) * width).map((sum, i) => sum / (counts[c] ?? 1) - (mean[i] ?? 0)),
  );
  if (seen.length === 0) return { width, classes, weights, bias };
  const solved = solveAll(factor, centred);
  const inner = solved.map((one, i) =>
    centred.map((other, j) => (i === j ? 1 / (shares[i] ?? 1) : 0) - dot(one, other)),
  );
  const mixed = inverse(new Matrix(inner)).to2DArray();
  for (const [at, c] of seen.entries()) {
    const row = weights.subarray(c * width, (c + 1) * width);
    for (const [from, one] of solved.entries()) {
      const by = (mixed[from]?.[at] ?? 0) / (shares[at] ?? 1);
      for (let i = 0; i < width; i++) row[i] = (row[i] ?? 0) + by * (one[i] ?? 0);
    }
    const column = centred[at] ?? new Float64Array(width);
    let constant = Math.log(shares[at] ?? 1);
    for (let i = 0; i < width; i++) constant -= (row[i] ?? 0) * ((mean[i] ?? 0) + (column[i] ?? 0) / 2);
    bias[c] = constant;
  }
  return { width, classes, weights, bias };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
