import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Moments } from './moments';

/** Scores that are linear in a state: that of class `c` is `bias[c] + Σᵢ weights[c·width + i]·x[i]`. */
export interface LinearProbe {
  width: number;
  classes: number;
  /** `classes × width` */
  weights: Float64Array;
  bias: Float64Array;
}

/** Added to the diagonal of the covariance, as a share of its mean. */
const RIDGE = 1e-3;

/**
 * Linear discriminant analysis with a ridge, in closed form (Hastie, Tibshirani, Friedman, The Elements of Statistical
 * Learning, 4.3 and 18.3.1). With `p_c` the share of class `c`, `M_c` its mean less the mean of all, and
 * `S = C − Σ_c p_c M_c M_cᵀ` the covariance within classes, the score of a class is
 * `M_cᵀ (S + λI)⁻¹ (x − mean) − ½ M_cᵀ (S + λI)⁻¹ M_c + log p_c`. The ridge `λ` is a share of the mean variance, so that
 * a probe does not depend on the scale of a layer.
 *
 * Not ridge regression onto the indicators of the classes: that hides classes which lie between others (4.2 there), and
 * S5 has 120 of them in as few as 64 dimensions (docs/decisions/representation.md).
 */
export function fitProbe(moments: Moments): LinearProbe {
  const { width, classes, classCounts, classSums } = moments;
  const mean = moments.mean();
  const total = moments.covariance();
  let labelled = 0;
  for (const count of classCounts) labelled += count;
  const centred = new Matrix(width, classes);
  const within = new Matrix(total.map((row) => Array.from(row)));
  let trace = 0;
  for (let i = 0; i < width; i++) trace += within.get(i, i);
  for (let c = 0; c < classes; c++) {
    const count = classCounts[c] ?? 0;
    if (count === 0) continue;
    const share = count / labelled;
    const column = Float64Array.from(
      { length: width },
      (_, i) => (classSums[c * width + i] ?? 0) / count - (mean[i] ?? 0),
    );
    column.forEach((value, i) => centred.set(i, c, value));
    for (let i = 0; i < width; i++) {
      // The product first: in another order the two halves of the matrix would differ in their last bit.
      for (let j = 0; j < width; j++) {
        within.set(i, j, within.get(i, j) - share * ((column[i] ?? 0) * (column[j] ?? 0)));
      }
    }
  }
  // A layer that is the same everywhere has no variance at all, and still gets a probe: one that guesses.
  const ridge = (RIDGE * trace) / width || 1;
  for (let i = 0; i < width; i++) within.set(i, i, within.get(i, i) + ridge);
  const solved = new CholeskyDecomposition(within).solve(centred);
  const weights = new Float64Array(classes * width);
  const bias = new Float64Array(classes).fill(-Infinity);
  for (let c = 0; c < classes; c++) {
    const count = classCounts[c] ?? 0;
    if (count === 0) continue;
    let constant = Math.log(count / labelled);
    for (let i = 0; i < width; i++) {
      const weight = solved.get(i, c);
      weights[c * width + i] = weight;
      constant -= weight * ((mean[i] ?? 0) + centred.get(i, c) / 2);
    }
    bias[c] = constant;
  }
  return { width, classes, weights, bias };
}

/** What a probe reads from one state. */
export interface Reading {
  predicted: number;
  /** Score of `truth` less the best other one; `NaN` where the probe knows no such class. */
  margin: number;
  /** Of `truth` under the model of the discriminant: its share of the sum of all `exp(score)`; `NaN` where the probe knows no such class. */
  probability: number;
}

/**
 * @param data holds the state in `[at, at + probe.width)`
 * @param truth the true class; -1 for none
 * @returns undefined when the state is not finite
 */
export function readState(probe: LinearProbe, data: Float32Array, at: number, truth: number): Reading | undefined {
  const { width, classes, weights, bias } = probe;
  for (let i = 0; i < width; i++) if (!Number.isFinite(data[at + i])) return undefined;
  let [predicted, best, second, own] = [-1, -Infinity, -Infinity, NaN];
  // Of all exp(score − best).
  let sum = 0;
  for (let c = 0; c < classes; c++) {
    let score = bias[c] ?? 0;
    // Never seen among the states that the probe was fitted on.
    if (score === -Infinity) continue;
    for (let i = 0, from = c * width; i < width; i++) score += (weights[from + i] ?? 0) * (data[at + i] ?? 0);
    if (c === truth) own = score;
    sum = score > best ? sum * Math.exp(best - score) + 1 : sum + Math.exp(score - best);
    if (score > best) [predicted, second, best] = [c, best, score];
    else if (score > second) second = score;
  }
  return { predicted, margin: own - (predicted === truth ? second : best), probability: Math.exp(own - best) / sum };
}
