/** Steps `from`, `from + stride`, …, `size` of them. */
export interface Window {
  from: number;
  stride: number;
  size: number;
}

/** The least stride that takes at most `most` of the steps from `from` to `to` (exclusive). */
export function windowOf(from: number, to: number, most: number): Window {
  const steps = Math.max(0, to - from);
  const stride = Math.max(1, Math.ceil(steps / most));
  return { from, stride, size: Math.ceil(steps / stride) };
}

export function stepsOf({ from, stride, size }: Window): Int32Array {
  return Int32Array.from({ length: size }, (_, k) => from + k * stride);
}

/** Where the steps stand in a word. */
export interface StepTokens {
  /** Length of the word. */
  tokens: number;
  /** The first token of the first step: 1 where a token that belongs to no step starts the word. */
  first: number;
  /** For each step the token after which its state counts; -1 where there is none. */
  after: Int32Array;
}

/**
 * Attention between steps from that between tokens: how much the token after which a step's state counts reads from all
 * the tokens of another step together.
 *
 * @param weights one head, `tokens × tokens`, row-major
 * @returns `size × size`; zero where a step has no token
 */
export function stepAttention(
  weights: Float32Array,
  { tokens, first, after }: StepTokens,
  window: Window,
): Float32Array {
  const { size } = window;
  const steps = stepsOf(window);
  const attention = new Float32Array(size * size);
  steps.forEach((reader, row) => {
    const token = after[reader] ?? -1;
    if (token < 0) return;
    steps.forEach((read, place) => {
      if (place > row) return;
      let sum = 0;
      // A step's tokens begin after those of the step before it.
      for (let at = read === 0 ? first : (after[read - 1] ?? -1) + 1; at <= (after[read] ?? -1); at++)
        sum += weights[token * tokens + at] ?? 0;
      attention[row * size + place] = sum;
    });
  });
  return attention;
}

/** How a head reads, over all steps that read anything. */
export interface HeadReading {
  /** Mean share of what a step reads from steps that it reads from itself. */
  itself: number;
  /** Mean number of steps that it looks back, each weighted by how much is read there. */
  back: number;
}

/**
 * @param weights `size × size` of consecutive steps, see {@link stepAttention}
 * @returns null where no step reads from a step
 */
export function headReading(weights: Float32Array, size: number): HeadReading | null {
  let [readers, itself, back] = [0, 0, 0];
  for (let row = 0; row < size; row++) {
    let [sum, distance] = [0, 0];
    for (let place = 0; place <= row; place++) {
      const weight = weights[row * size + place] ?? 0;
      sum += weight;
      distance += weight * (row - place);
    }
    // What is read from a token before the first step is no reading of a step.
    if (!(sum > 0)) continue;
    readers++;
    itself += (weights[row * size + row] ?? 0) / sum;
    back += distance / sum;
  }
  return readers === 0 ? null : { itself: itself / readers, back: back / readers };
}
