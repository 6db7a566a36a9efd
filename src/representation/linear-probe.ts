import { factorOf, solveAll } from './cholesky';
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
export const RIDGE = 1e-3;

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
  const within = moments.covariance();
  const labelled = classCounts.reduce((sum, count) => sum + count, 0);
  const trace = within.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  const seen = [...classCounts.keys()].filter((c) => classCounts[c]);
  // Of each class that occurs: its mean less the mean of all.
  const centred = seen.map((c) => {
    const sums = classSums.subarray(c * width, (c + 1) * width);
    return sums.map((sum, i) => sum / (classCounts[c] ?? 1) - (mean[i] ?? 0));
  });
  for (const [at, column] of centred.entries()) {
    const share = (classCounts[seen[at] ?? 0] ?? 0) / labelled;
    for (const [i, row] of within.entries()) {
      const value = column[i] ?? 0;
      // The product first: in another order the two halves of the matrix would differ in their last bit.
      for (let j = 0; j < width; j++) row[j] = (row[j] ?? 0) - share * (value * (column[j] ?? 0));
    }
  }
  // A layer that is the same everywhere has no variance at all, and still gets a probe: one that guesses.
  const ridge = (RIDGE * trace) / width || 1;
  for (const [i, row] of within.entries()) row[i] = (row[i] ?? 0) + ridge;
  const all = solveAll(factorOf(within), centred);
  const weights = new Float64Array(classes * width);
  const bias = new Float64Array(classes).fill(-Infinity);
  for (const [at, column] of centred.entries()) {
    const c = seen[at] ?? 0;
    const solved = all[at] ?? column;
    weights.set(solved, c * width);
    let constant = Math.log((classCounts[c] ?? 0) / labelled);
    for (let i = 0; i < width; i++) constant -= (solved[i] ?? 0) * ((mean[i] ?? 0) + (column[i] ?? 0) / 2);
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
  const scores = scoresOf(probe, data, at);
  if (!scores) return undefined;
  let [predicted, best, second, own] = [-1, -Infinity, -Infinity, NaN];
  // Of all exp(score − best).
  let sum = 0;
  for (const [c, score] of scores.entries()) {
    if (score === -Infinity) continue;
    if (c === truth) own = score;
    sum = score > best ? sum * Math.exp(best - score) + 1 : sum + Math.exp(score - best);
    if (score > best) [predicted, second, best] = [c, best, score];
    else if (score > second) second = score;
  }
  return { predicted, margin: own - (predicted === truth ? second : best), probability: Math.exp(own - best) / sum };
}

/** The class alone, where thousands of states are counted; undefined when the state is not finite. */
export function readClass(probe: LinearProbe, data: Float32Array, at: number): number | undefined {
  const scores = scoresOf(probe, data, at);
  if (!scores) return undefined;
  let predicted = -1;
  let best = -Infinity;
  for (let c = 0; c < scores.length; c++) {
    const score = scores[c] ?? 0;
    if (score > best) [predicted, best] = [c, score];
  }
  return predicted;
}

/**
 * Of every class; `-Infinity` for one never seen among the states that the probe was fitted on. Undefined when the state is not
 * finite. Four classes at once: one sum waits for its last addition, four go side by side.
 */
function scoresOf({ width, classes, weights, bias }: LinearProbe, data: Float32Array, at: number) {
  const state = new Float64Array(width);
  for (let i = 0; i < width; i++) {
    const value = data[at + i] ?? 0;
    if (!Number.isFinite(value)) return undefined;
    state[i] = value;
  }
  const scores = Float64Array.from(bias);
  let c = 0;
  for (; c + 4 <= classes; c += 4) {
    const [row0, row1, row2, row3] = [c * width, (c + 1) * width, (c + 2) * width, (c + 3) * width];
    let s0 = scores[c] ?? 0;
    let s1 = scores[c + 1] ?? 0;
    let s2 = scores[c + 2] ?? 0;
    let s3 = scores[c + 3] ?? 0;
    for (let i = 0; i < width; i++) {
      const value = state[i] ?? 0;
      s0 += (weights[row0 + i] ?? 0) * value;
      s1 += (weights[row1 + i] ?? 0) * value;
      s2 += (weights[row2 + i] ?? 0) * value;
      s3 += (weights[row3 + i] ?? 0) * value;
    }
    scores[c] = s0;
    scores[c + 1] = s1;
    scores[c + 2] = s2;
    scores[c + 3] = s3;
  }
  for (; c < classes; c++) {
    let score = scores[c] ?? 0;
    for (let i = 0; i < width; i++) score += (weights[c * width + i] ?? 0) * (state[i] ?? 0);
    scores[c] = score;
  }
  return scores;
}
