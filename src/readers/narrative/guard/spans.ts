import type { Span } from '../phrases/said';

/** Spans of a text, asked for by place: each question takes the logarithm of how many they are. */
export class Spans {
  private readonly sorted: readonly Span[];
  /** The furthest end of a span and all before it. */
  private readonly ends: readonly number[];

  constructor(spans: readonly Span[]) {
    this.sorted = [...spans].sort((a, b) => a.start - b.start);
    let furthest = -Infinity;
    this.ends = this.sorted.map(({ end }) => (furthest = Math.max(furthest, end)));
  }

  /** Where the first begins; infinity when there is none. */
  get start(): number {
    return this.sorted[0]?.start ?? Infinity;
  }

  /** Whether any has a part of `span`. */
  overlaps({ start, end }: Span): boolean {
    const count = this.before(end);
    return count > 0 && (this.ends[count - 1] ?? 0) > start;
  }

  /** Those that begin in `span`. */
  beginningIn({ start, end }: Span): readonly Span[] {
    return this.sorted.slice(this.before(start), this.before(end));
  }

  /** How many begin before `place`. */
  private before(place: number): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle]?.start ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
