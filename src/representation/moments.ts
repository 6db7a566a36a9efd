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
  /** `width`, and zeros up to a multiple of four. */
  private readonly stride: number;
  /** `stride × stride`; only `j ≤ i` is of use. */
  private readonly squares: Float64Array;
  /** States of which the squares are not added yet, `BLOCK × stride`: several at once go over the squares but once. */
  private readonly held: Float64Array;
  private holds = 0;

  /** @throws RangeError for more than {@link MAX_WIDTH} columns */
  constructor(
    readonly width: number,
    readonly classes: number,
  ) {
    if (width > MAX_WIDTH) throw new RangeError(`a state of ${width} values is wider than the ${MAX_WIDTH} allowed`);
    this.sum = new Float64Array(width);
    this.stride = 4 * Math.ceil(width / 4);
    this.squares = new Float64Array(this.stride * this.stride);
    this.held = new Float64Array(BLOCK * this.stride);
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
    const row = this.holds * this.stride;
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

  /**
   * Adds states whose squares somebody else has multiplied, without labels.
   *
   * @param states `n × width`, all finite
   * @param products their second moments, `width × width`
   */
  addMultiplied(states: Float64Array, products: Float64Array): void {
    const { width, stride, sum, squares } = this;
    for (let row = 0; row < states.length; row += width) {
      this.count++;
      for (let i = 0; i < width; i++) sum[i] = (sum[i] ?? 0) + (states[row + i] ?? 0);
    }
    for (let i = 0; i < width; i++)
      for (let j = 0; j <= i; j++)
        squares[i * stride + j] = (squares[i * stride + j] ?? 0) + (products[i * width + j] ?? 0);
  }

  private addSquares(): void {
    const { stride, squares, held } = this;
    held.fill(0, this.holds * stride);
    this.holds = 0;
    const [b, c, d] = [stride, 2 * stride, 3 * stride];
    // Four rows at once: what is read of the states serves them all.
    for (let i = 0; i < stride; i += 4) {
      const [p0, p1, p2, p3] = [held[i] ?? 0, held[b + i] ?? 0, held[c + i] ?? 0, held[d + i] ?? 0];
      const [q0, q1, q2, q3] = [held[i + 1] ?? 0, held[b + i + 1] ?? 0, held[c + i + 1] ?? 0, held[d + i + 1] ?? 0];
      const [r0, r1, r2, r3] = [held[i + 2] ?? 0, held[b + i + 2] ?? 0, held[c + i + 2] ?? 0, held[d + i + 2] ?? 0];
      const [s0, s1, s2, s3] = [held[i + 3] ?? 0, held[b + i + 3] ?? 0, held[c + i + 3] ?? 0, held[d + i + 3] ?? 0];
      // Many states are sparse: those of exact models nearly all zero.
      const isNothing =
        isZero(p0, p1, p2, p3) && isZero(q0, q1, q2, q3) && isZero(r0, r1, r2, r3) && isZero(s0, s1, s2, s3);
      if (isNothing) continue;
      const p = i * stride;
      const [q, r, s] = [p + stride, p + 2 * stride, p + 3 * stride];
      for (let j = 0; j < i + 4; j++) {
        const x0 = held[j] ?? 0;
        const x1 = held[b + j] ?? 0;
        const x2 = held[c + j] ?? 0;
        const x3 = held[d + j] ?? 0;
        squares[p + j] = (squares[p + j] ?? 0) + (p0 * x0 + p1 * x1 + p2 * x2 + p3 * x3);
        squares[q + j] = (squares[q + j] ?? 0) + (q0 * x0 + q1 * x1 + q2 * x2 + q3 * x3);
        squares[r + j] = (squares[r + j] ?? 0) + (r0 * x0 + r1 * x1 + r2 * x2 + r3 * x3);
        squares[s + j] = (squares[s + j] ?? 0) + (s0 * x0 + s1 * x1 + s2 * x2 + s3 * x3);
      }
    }
  }

  /** The same states under other labels; the squares, which take longest, are added once. @param sums `classes × width` */
  labelled(counts: Float64Array, sums: Float64Array): Moments {
    this.addSquares();
    const moments = Object.create(Moments.prototype) as Moments;
    return Object.assign(moments, this, { classes: counts.length, classCounts: counts, classSums: sums });
  }

  mean(): Float64Array {
    return this.sum.map((sum) => (this.count === 0 ? 0 : sum / this.count));
  }

  /** `width` rows of the covariance (divided by `n`), symmetric. */
  covariance(): Float64Array[] {
    this.addSquares();
    const { width, stride, count, squares } = this;
    const mean = this.mean();
    const rows = Array.from({ length: width }, () => new Float64Array(width));
    for (let i = 0; i < width; i++) {
      for (let j = 0; j <= i; j++) {
        const raw = (squares[i * stride + j] ?? 0) / Math.max(1, count) - (mean[i] ?? 0) * (mean[j] ?? 0);
        (rows[i] as Float64Array)[j] = raw;
        (rows[j] as Float64Array)[i] = raw;
      }
    }
    return rows;
  }
}

function isZero(a: number, b: number, c: number, d: number): boolean {
  return a === 0 && b === 0 && c === 0 && d === 0;
}
