import { inForm, isKnown, rowsOf, type States } from './states';

/** A length below this share of the longest is rounding, not a direction. */
const NOTHING = 1e-6;

/** `rows × rows`: the cosine between states, centred by their mean first; `NaN` where there is none, or it is the mean. */
export function cosines(states: States): Float32Array {
  const { width, data } = inForm(states, 'centred');
  const rows = rowsOf(states);
  const lengths = Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let at = row * width; at < (row + 1) * width; at++) sum += (data[at] ?? 0) ** 2;
    return isKnown(states, row) ? Math.sqrt(sum) : NaN;
  });
  const longest = lengths.reduce((most, length) => (length > most ? length : most), 0);
  const cosine = new Float32Array(rows * rows).fill(NaN);
  for (let i = 0; i < rows; i++) {
    if (!((lengths[i] ?? NaN) > NOTHING * longest)) continue;
    for (let j = 0; j <= i; j++) {
      if (!((lengths[j] ?? NaN) > NOTHING * longest)) continue;
      let product = 0;
      for (let k = 0; k < width; k++) product += (data[i * width + k] ?? 0) * (data[j * width + k] ?? 0);
      const value = Math.max(-1, Math.min(1, product / ((lengths[i] ?? 1) * (lengths[j] ?? 1))));
      cosine[i * rows + j] = value;
      cosine[j * rows + i] = value;
    }
  }
  return cosine;
}

/** `rows × rows`: 1 where labels are equal, 0 where not, 2 where one is -1. */
export function equalities(labels: Int32Array): Uint8Array {
  const rows = labels.length;
  const equal = new Uint8Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      const [a = -1, b = -1] = [labels[i], labels[j]];
      equal[i * rows + j] = a < 0 || b < 0 ? 2 : a === b ? 1 : 0;
    }
  }
  return equal;
}

/**
 * The chance that a pair of rows with equal labels has a larger cosine than a pair with different ones, ties counted
 * half: the statistic of Mann and Whitney (1947), which is the area under the ROC curve.
 *
 * @param cosine `rows × rows`, symmetric; pairs with `NaN` do not count
 * @returns null where no pair is equal, or none is different
 */
export function agreement(cosine: Float32Array, labels: Int32Array): number | null {
  const rows = labels.length;
  const equal: number[] = [];
  const different: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      const [a = -1, b = -1, value = NaN] = [labels[i], labels[j], cosine[i * rows + j]];
      if (a < 0 || b < 0 || Number.isNaN(value)) continue;
      (a === b ? equal : different).push(value);
    }
  }
  if (equal.length === 0 || different.length === 0) return null;
  const high = Float32Array.from(equal).sort();
  const low = Float32Array.from(different).sort();
  let [below, notAbove, wins] = [0, 0, 0];
  for (const value of high) {
    while (below < low.length && (low[below] ?? 0) < value) below++;
    while (notAbove < low.length && (low[notAbove] ?? 0) <= value) notAbove++;
    wins += (below + notAbove) / 2;
  }
  return wins / (high.length * low.length);
}
