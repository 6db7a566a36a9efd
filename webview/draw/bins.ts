/**
 * Showing more steps or neurons than there are pixels. What matters must survive: one wrong step among a thousand right
 * ones is still drawn as wrong, and the strongest value of a bin stands for it.
 */

/** Edges of `bins` bins over `from..to`: bin `i` holds `edges[i]` to `edges[i + 1]`, never empty if `bins ≤ to - from`. */
export function binEdges(from: number, to: number, bins: number): number[] {
  return Array.from({ length: bins + 1 }, (_, index) => from + Math.floor((index * (to - from)) / bins));
}

/** The same outcome over `from` to `to` (exclusive). */
export interface Stretch {
  from: number;
  to: number;
  code: number;
}

/** Neighbouring steps with the same code, as one. */
export function stretches(codes: ArrayLike<number>, from = 0, to = codes.length): Stretch[] {
  const result: Stretch[] = [];
  let last: Stretch | undefined;
  for (let step = from; step < to; step++) {
    const code = codes[step] ?? 0;
    if (last?.code === code) last.to = step + 1;
    else result.push((last = { from: step, to: step + 1, code }));
  }
  return result;
}

/**
 * Codes by bin: the least one of each. Outcome codes are numbered by how much they matter (0 is wrong), so a wrong step
 * never vanishes.
 */
export function leastByBin(codes: ArrayLike<number>, edges: readonly number[]): Uint8Array {
  const result = new Uint8Array(Math.max(0, edges.length - 1));
  for (let bin = 0; bin < result.length; bin++) {
    let least = 255;
    for (let step = edges[bin] ?? 0; step < (edges[bin + 1] ?? 0); step++) least = Math.min(least, codes[step] ?? 255);
    result[bin] = least;
  }
  return result;
}

/** Least value by bin, for confidence: the model's weakest moment. `NaN` for an empty bin. */
export function minByBin(values: ArrayLike<number>, edges: readonly number[]): Float32Array {
  const result = new Float32Array(Math.max(0, edges.length - 1)).fill(NaN);
  for (let bin = 0; bin < result.length; bin++)
    for (let step = edges[bin] ?? 0; step < (edges[bin + 1] ?? 0); step++) {
      const value = values[step] ?? NaN;
      if (!(value >= (result[bin] ?? NaN))) result[bin] = value;
    }
  return result;
}
