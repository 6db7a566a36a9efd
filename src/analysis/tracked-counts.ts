import type { Answers } from '../models/grading/grader';
import type { StatePartition } from './partitions/partitions';

/** A partition counts as kept as long as so many words have no error in it, as in `measured`. */
const ENOUGH = 0.9;

/**
 * Counts of words by their first error in each partition, and of partitions that are right where the state is wrong.
 * The state itself is the first of them.
 */
export class TrackedCounts {
  count = 0;
  /** `firstWrong[candidate * length + t]`: words that are wrong first after token `t` (from zero). */
  private readonly firstWrong: Int32Array;
  /** After token `t` the state is wrong, and the candidate right, in so many words. */
  private readonly rightWhenLost: Int32Array;
  private readonly isLost: Int32Array;

  constructor(
    private readonly candidates: readonly StatePartition[],
    readonly length: number,
  ) {
    this.firstWrong = new Int32Array(candidates.length * length);
    this.rightWhenLost = new Int32Array(candidates.length * length);
    this.isLost = new Int32Array(length);
  }

  add({ predicted, truth }: Answers): void {
    const { candidates, length } = this;
    this.count++;
    const gone = new Uint8Array(candidates.length);
    for (let token = 0; token < length; token++) {
      const said = predicted[token] ?? -1;
      const is = truth[token] ?? -1;
      // Right in the state is right in everything.
      if (said === is) continue;
      increase(this.isLost, token);
      for (const [index, { labels }] of candidates.entries()) {
        if (labels[said] === labels[is]) increase(this.rightWhenLost, index * length + token);
        else if (!gone[index]) {
          gone[index] = 1;
          increase(this.firstWrong, index * length + token);
        }
      }
    }
  }

  /** Longest length up to which enough words have no error. */
  reach(index: number): number {
    let wrong = 0;
    for (let token = 0; token < this.length; token++) {
      wrong += this.firstWrong[index * this.length + token] ?? 0;
      if (this.count - wrong < ENOUGH * this.count) return token;
    }
    return this.length;
  }

  /** Words without an error up to a length. */
  survivors(index: number, length: number): number {
    const from = index * this.length;
    return this.firstWrong.subarray(from, from + length).reduce((left, wrong) => left - wrong, this.count);
  }

  lost(index: number, length: number): { right: number; words: number } {
    const token = length - 1;
    return { right: this.rightWhenLost[index * this.length + token] ?? 0, words: this.isLost[token] ?? 0 };
  }
}

function increase(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}
