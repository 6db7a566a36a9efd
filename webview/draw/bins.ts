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

/** Steps whose least value is kept, so that a bin of thousands is not gone through in every frame. */
const BLOCK = 16;
const blocks = new WeakMap<ArrayLike<number>, Float32Array>();

/** The least of each block; made once for an array, which nobody changes. */
function blocksOf(values: ArrayLike<number>): Float32Array {
  let known = blocks.get(values);
  if (!known) {
    known = new Float32Array(Math.floor(values.length / BLOCK));
    for (let block = 0; block < known.length; block++)
      known[block] = leastOfAll(values, block * BLOCK, (block + 1) * BLOCK);
    blocks.set(values, known);
  }
  return known;
}

/** The least of some values; infinite when there are none. What is no number counts for nothing. */
function leastOfAll(values: ArrayLike<number>, from: number, to: number): number {
  let least = Infinity;
  for (let at = from; at < to; at++) {
    const value = values[at] ?? NaN;
    if (value < least) least = value;
  }
  return least;
}

function leastOf(values: ArrayLike<number>, from: number, to: number): number {
  const [first, last] = [Math.ceil(from / BLOCK), Math.floor(to / BLOCK)];
  if (last <= first) return leastOfAll(values, from, to);
  return Math.min(
    leastOfAll(values, from, first * BLOCK),
    leastOfAll(blocksOf(values), first, last),
    leastOfAll(values, last * BLOCK, to),
  );
}

/**
 * Codes by bin: the least one of each. Outcome codes are numbered by how much they matter (0 is wrong), so a wrong step
 * never vanishes.
 */
export function leastByBin(codes: ArrayLike<number>, edges: readonly number[]): Uint8Array {
  const result = new Uint8Array(Math.max(0, edges.length - 1));
  for (let bin = 0; bin < result.length; bin++)
    result[bin] = Math.min(255, leastOf(codes, edges[bin] ?? 0, edges[bin + 1] ?? 0));
  return result;
}

/** Least value by bin, for confidence: the model's weakest moment. `NaN` for a bin without a value. */
export function minByBin(values: ArrayLike<number>, edges: readonly number[]): Float32Array {
  const result = new Float32Array(Math.max(0, edges.length - 1));
  for (let bin = 0; bin < result.length; bin++) {
    const least = leastOf(values, edges[bin] ?? 0, edges[bin + 1] ?? 0);
    result[bin] = least === Infinity ? NaN : least;
  }
  return result;
}
