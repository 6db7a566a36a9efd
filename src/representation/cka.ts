import type { States } from './states';

/** States as columns less their means, with `‖XᵀX‖`, so that a layer is compared with many others. */
export interface Centred {
  width: number;
  rows: number;
  /** `rows × width` */
  data: Float64Array;
  norm: number;
}

/** Rows that are not finite become the mean. */
export function centred({ width, data: raw }: States): Centred {
  const rows = raw.length / width;
  const data = new Float64Array(raw.length);
  for (let column = 0; column < width; column++) {
    let [sum, count] = [0, 0];
    for (let row = 0; row < rows; row++) {
      const value = raw[row * width + column] ?? NaN;
      if (!Number.isFinite(value)) continue;
      sum += value;
      count++;
    }
    const mean = count === 0 ? 0 : sum / count;
    for (let row = 0; row < rows; row++) {
      const value = raw[row * width + column] ?? NaN;
      data[row * width + column] = Number.isFinite(value) ? value - mean : 0;
    }
  }
  const states = { width, rows, data, norm: 0 };
  return { ...states, norm: crossNorm(states, states) };
}

/**
 * Linear centred kernel alignment (Kornblith et al. 2019), `‖XᵀY‖² / (‖XᵀX‖ ‖YᵀY‖)`: 1 where the two differ by a rotation and a scale
 * alone, 0 where no direction of one goes with one of the other. The states of both are of the same tokens.
 *
 * @returns null where one of them never changes
 */
export function alignment(a: Centred, b: Centred): number | null {
  if (a.rows !== b.rows) throw new RangeError('states of different tokens are not compared');
  if (a.norm === 0 || b.norm === 0) return null;
  return crossNorm(a, b) ** 2 / (a.norm * b.norm);
}

/** `‖XᵀY‖`, the root of the sum of all its squares. */
function crossNorm(a: Omit<Centred, 'norm'>, b: Omit<Centred, 'norm'>): number {
  const product = new Float64Array(a.width * b.width);
  for (let row = 0; row < a.rows; row++)
    for (let i = 0; i < a.width; i++) {
      const value = a.data[row * a.width + i] ?? 0;
      if (value === 0) continue;
      const [to, from] = [i * b.width, row * b.width];
      for (let j = 0; j < b.width; j++) product[to + j] = (product[to + j] ?? 0) + value * (b.data[from + j] ?? 0);
    }
  return Math.sqrt(product.reduce((sum, value) => sum + value * value, 0));
}
