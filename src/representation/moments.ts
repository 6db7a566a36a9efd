/** Columns of a state at most: the second moments are a square of them. */
export const MAX_WIDTH = 1024;

/** States whose squares are added at once; `addSquares` names them. */
const BLOCK = 4;

/**
 * Sums over labelled states from which a linear probe and principal components follow in closed form, so that the
 * states themselves need not be kept: `n`, `Σx`, `Σxxᵀ`, and for each class its number and sum. In double precision,
 * which leaves the differences of sums as exact as the single-precision states are.
 */
export class Moments {
  count = 0;
  readonly sum: Float64Array;
  readonly classCounts: Float64Array;
  /** `classes × width` */
  readonly classSums: Float64Array;
  /** `width × width`; only `j ≤ i` is filled. */
  private readonly squares: Float64Array;
  /** States of which the squares are not added yet, `BLOCK × width`: several at once go over the squares but once. */
  private readonly held: Float64Array;
  private holds = 0;

  /** @throws RangeError for more than {@link MAX_WIDTH} columns */
  constructor(
    readonly width: number,
    readonly classes: number,
  ) {
    if (width > MAX_WIDTH) throw new RangeError(`a state of ${width} values is wider than the ${MAX_WIDTH} allowed`);
    this.sum = new Float64Array(width);
    this.squares = new Float64Array(width * width);
    this.held = new Float64Array(BLOCK * width);
    this.classCounts = new Float64Array(classes);
    this.classSums = new Float64Array(classes * width);
  }

  /**
   * @param data holds the state in `[at, at + width)`; one that is not finite is left out
   * @param label its class; -1 for none
   */
  add(data: Float32Array, at: number, label: number): void {
    const { width, sum, held, classSums } = this;
    for (let i = 0; i < width; i++) if (!Number.isFinite(data[at + i])) return;
    this.count++;
    const row = this.holds * width;
    for (let i = 0; i < width; i++) {
      const value = data[at + i] ?? 0;
      sum[i] = (sum[i] ?? 0) + value;
      held[row + i] = value;
    }
    if (++this.holds === BLOCK) this.addSquares();
    if (label < 0) return;
    this.classCounts[label] = (this.classCounts[label] ?? 0) + 1;
    for (let i = 0; i < width; i++) {
      const place = label * width + i;
      classSums[place] = (classSums[place] ?? 0) + (data[at + i] ?? 0);
    }
  }

  private addSquares(): void {
    const { width, squares, held } = this;
    held.fill(0, this.holds * width);
    this.holds = 0;
    const [b, c, d] = [width, 2 * width, 3 * width];
    // Two rows at once: what is read of the states serves both.
    for (let i = 0; i < width; i += 2) {
      const k = i + 1 < width ? i + 1 : i;
      const v0 = held[i] ?? 0;
      const v1 = held[b + i] ?? 0;
      const v2 = held[c + i] ?? 0;
      const v3 = held[d + i] ?? 0;
      const w0 = held[k] ?? 0;
      const w1 = held[b + k] ?? 0;
      const w2 = held[c + k] ?? 0;
      const w3 = held[d + k] ?? 0;
      // Many states are sparse: those of exact models nearly all zero.
      const isNothing = w0 === 0 && w1 === 0 && w2 === 0 && w3 === 0;
      if (isNothing && v0 === 0 && v1 === 0 && v2 === 0 && v3 === 0) continue;
      const [row, next] = [i * width, k * width];
      for (let j = 0; j <= i; j++) {
        const x0 = held[j] ?? 0;
        const x1 = held[b + j] ?? 0;
        const x2 = held[c + j] ?? 0;
        const x3 = held[d + j] ?? 0;
        squares[row + j] = (squares[row + j] ?? 0) + (v0 * x0 + v1 * x1 + v2 * x2 + v3 * x3);
        if (k > i) squares[next + j] = (squares[next + j] ?? 0) + (w0 * x0 + w1 * x1 + w2 * x2 + w3 * x3);
      }
      if (k > i) squares[next + k] = (squares[next + k] ?? 0) + (w0 * w0 + w1 * w1 + w2 * w2 + w3 * w3);
    }
  }

  mean(): Float64Array {
    return this.sum.map((sum) => (this.count === 0 ? 0 : sum / this.count));
  }

  /** `width` rows of the covariance (divided by `n`), symmetric. */
  covariance(): Float64Array[] {
    this.addSquares();
    const { width, count, squares } = this;
    const mean = this.mean();
    const rows = Array.from({ length: width }, () => new Float64Array(width));
    for (let i = 0; i < width; i++) {
      for (let j = 0; j <= i; j++) {
        const raw = (squares[i * width + j] ?? 0) / Math.max(1, count) - (mean[i] ?? 0) * (mean[j] ?? 0);
        (rows[i] as Float64Array)[j] = raw;
        (rows[j] as Float64Array)[i] = raw;
      }
    }
    return rows;
  }
}
