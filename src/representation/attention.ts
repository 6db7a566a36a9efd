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
