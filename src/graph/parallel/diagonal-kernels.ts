/** Of every channel and entry: the transition `a`, and `c`, by which a state is read; row-major `[channels, entries]`. */
export interface Diagonal {
  real: readonly number[];
  imaginary: readonly number[];
  readReal: readonly number[];
  readImaginary: readonly number[];
}

/** Matrices by which a chunk of steps is computed at once. A state is the real parts of its entries, then the imaginary ones. */
export interface DiagonalKernels {
  /** `y` of the chunk from its `u`, then from the state before it: `[channels, steps, steps + 2 entries]`. */
  see: Float32Array;
  /** What `u` leaves in the state behind the chunk: `[channels, 2 entries, steps]`. */
  leave: Float32Array;
  /** Factors of the state over a chunk, and of its parts in each other's place: `[channels, 2 entries, 1]`. */
  keep: Float32Array;
  cross: Float32Array;
}

export interface Sizes {
  channels: number;
  entries: number;
  steps: number;
}

/**
 * The matrices of `h = a h + u`, `y = Re(c h)`, in double precision.
 *
 * @returns undefined where a state grows: powers of `a` might not be numbers any more
 */
export function diagonalKernels(of: Diagonal, { channels, entries, steps }: Sizes): DiagonalKernels | undefined {
  const wide = 2 * entries;
  const see = new Float32Array(channels * steps * (steps + wide));
  const leave = new Float32Array(channels * wide * steps);
  const [keep, cross] = [new Float32Array(channels * wide), new Float32Array(channels * wide)];
  for (let channel = 0; channel < channels; channel++) {
    const kernel = new Float64Array(steps);
    for (let entry = 0; entry < entries; entry++) {
      const at = channel * entries + entry;
      const [re, im] = [of.real[at] ?? 0, of.imaginary[at] ?? 0];
      const [c, d] = [of.readReal[at] ?? 0, of.readImaginary[at] ?? 0];
      if (!(Math.hypot(re, im) <= 1)) return undefined;
      // The power of the step that is looked at.
      let [x, y] = [1, 0];
      for (let t = 0; t < steps; t++) {
        kernel[t] = (kernel[t] ?? 0) + c * x - d * y;
        const left = (channel * wide + entry) * steps + steps - 1 - t;
        leave[left] = x;
        leave[left + entries * steps] = y;
        [x, y] = [x * re - y * im, x * im + y * re];
        const seen = (channel * steps + t) * (steps + wide) + steps + entry;
        see[seen] = c * x - d * y;
        see[seen + entries] = -(c * y + d * x);
      }
      const place = channel * wide + entry;
      keep[place] = keep[place + entries] = x;
      cross[place] = -y;
      cross[place + entries] = y;
    }
    for (let t = 0; t < steps; t++)
      for (let s = 0; s <= t; s++) see[(channel * steps + t) * (steps + wide) + s] = kernel[t - s] ?? 0;
  }
  return { see, leave, keep, cross };
}
