/** What a plot of signed numbers spans. */
export interface Margins {
  values: Float32Array;
  /** At most zero. */
  low: number;
  /** At least zero. */
  high: number;
}

/** The ends of the plot. Zero is always within. */
export function marginsOf(values: Float32Array): Margins {
  let [low, high] = [0, 0];
  for (const value of values) if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return { values, low, high };
}
