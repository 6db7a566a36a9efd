import { greatest } from '../../lists/extremes';
import type { Manifest } from '../../models/manifest';
import type { Tensor } from '../protocol';

/** How far one run's logits are from another's. */
export interface Unlike {
  /** The largest difference, as a share of the first one's largest logit; of a value that is no number beyond all numbers. */
  difference: number;
  /**
   * Share of the tokens after which both give the same answer: the same class, or of a language the same symbols that may come
   * next.
   */
  sameClasses: number;
}

/** @param own logits `[batch, length, classes]`, and those of another run of the same words */
export function unlike(own: Tensor, given: Tensor, kind: Manifest['task']['kind']): Unlike {
  const [classes = 1] = own.dims.slice(-1);
  const rows = own.data.length / classes;
  const isSame = kind === 'monoid' ? sameLargest : sameSigns;
  let [largest, apart, same] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const [left, right] = [own, given].map(({ data }) => data.subarray(row * classes, (row + 1) * classes));
    if (!left || !right) continue;
    left.forEach((value, at) => {
      largest = Math.max(largest, Number.isFinite(value) ? Math.abs(value) : 0);
      const distance = Object.is(value, right[at]) ? 0 : Math.abs(value - (right[at] ?? NaN));
      apart = Math.max(apart, Number.isNaN(distance) ? Number.MAX_VALUE : distance);
    });
    if (isSame(left, right)) same++;
  }
  return { difference: Math.min(apart / (largest || 1), Number.MAX_VALUE), sameClasses: same / rows };
}

function sameLargest(left: Float32Array, right: Float32Array): boolean {
  return left.indexOf(greatest(left)) === right.indexOf(greatest(right));
}

function sameSigns(left: Float32Array, right: Float32Array): boolean {
  return left.every((value, at) => {
    const other = right[at] ?? NaN;
    return !Number.isNaN(other) && value > 0 === other > 0;
  });
}
