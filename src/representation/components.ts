import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { isKnown, rowsOf, type States } from './states';
import { Moments } from './moments';

/** The plane of the first two principal components (Pearson 1901). */
export interface Plane {
  width: number;
  mean: Float64Array;
  /** `2 × width`, orthonormal; the second is zero where there is only one direction. */
  axes: Float64Array;
  /** Shares of the variance along the two axes; zero where there is none. */
  explained: [number, number];
}

/**
 * From the eigenvectors of the covariance. Their sign is free: the largest entry of each is made positive, so that a
 * picture does not flip from one run to the next.
 */
export function principalPlane(moments: Moments): Plane {
  const { width } = moments;
  const covariance = moments.covariance();
  const total = covariance.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    new Matrix(covariance.map((row) => Array.from(row))),
    { assumeSymmetric: true },
  );
  const order = realEigenvalues.map((_, k) => k).sort((a, b) => (realEigenvalues[b] ?? 0) - (realEigenvalues[a] ?? 0));
  const axes = new Float64Array(2 * width);
  const explained: [number, number] = [0, 0];
  order.slice(0, 2).forEach((k, axis) => {
    const vector = eigenvectorMatrix.getColumn(k);
    const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    vector.forEach((value, i) => (axes[axis * width + i] = largest < 0 ? -value : value));
    explained[axis] = total > 0 ? Math.max(0, realEigenvalues[k] ?? 0) / total : 0;
  });
  return { width, mean: moments.mean(), axes, explained };
}

/** The plane of these states themselves. @throws RangeError for states that are too wide */
export function planeOf(states: States): Plane {
  const moments = new Moments(states.width, 0);
  for (let row = 0; row < rowsOf(states); row++) moments.add(states.data, row * states.width, -1);
  return principalPlane(moments);
}

/** `rows × 2`: the states in the plane; `NaN` where there is none. */
export function project({ width, mean, axes }: Plane, states: States): Float32Array {
  const rows = rowsOf(states);
  const points = new Float32Array(rows * 2).fill(NaN);
  for (let row = 0; row < rows; row++) {
    if (!isKnown(states, row)) continue;
    for (let axis = 0; axis < 2; axis++) {
      let place = 0;
      for (let i = 0; i < width; i++) {
        place += (axes[axis * width + i] ?? 0) * ((states.data[row * width + i] ?? 0) - (mean[i] ?? 0));
      }
      points[row * 2 + axis] = place;
    }
  }
  return points;
}
