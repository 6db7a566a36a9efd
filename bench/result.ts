/** One figure of a benchmark. */
export interface Result {
  what: string;
  value: number;
  unit: string;
  /** What it is to be held against, in the same unit. */
  against?: { what: string; value: number };
}

/** Median time of `run` in milliseconds over `repeats` runs, after two that warm it up. */
export async function median(repeats: number, run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let repeat = -2; repeat < repeats; repeat++) {
    const start = performance.now();
    await run();
    if (repeat >= 0) times.push(performance.now() - start);
  }
  return middle(times);
}

export function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
