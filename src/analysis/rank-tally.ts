import { isPermutation } from '../algebra/maps';
import type { MonoidTask } from '../models/manifest';
import type { Answers } from '../models/grading/grader';
import { wilson } from '../statistics/wilson';

/** How right the answers of a measurement are while so many different objects are left. */
export interface RankMeasurement {
  /** Different objects in the true state: copies make it less, and nothing makes it more. */
  rank: number;
  /** How many steps end in such a state, and how many words have one. */
  count: number;
  words: number;
  /** Share of these steps that are right, and its 95% interval as of so many trials as there are words. */
  steps: number;
  stepsInterval: [number, number];
}

/**
 * Counts right steps by the rank of the true state. Once one object is left no token changes the state any more, and most steps of
 * a long word with copies are such: one figure for all of them says little.
 */
export class RankTally {
  /** Of each class; undefined for a task whose tokens all permute, where every state has the same. */
  private readonly rankOf: readonly number[] | undefined;
  private readonly found = new Map<number, { count: number; right: number; words: number }>();

  constructor({ tokens, classes }: MonoidTask) {
    if (!tokens.every(isPermutation)) this.rankOf = classes.map((map) => new Set(map).size);
  }

  add({ predicted, truth }: Answers): void {
    if (!this.rankOf) return;
    const seen = new Set<number>();
    for (const [step, state] of truth.entries()) {
      const rank = this.rankOf[state] ?? 0;
      const of = this.found.get(rank) ?? { count: 0, right: 0, words: 0 };
      of.count++;
      if (predicted[step] === state) of.right++;
      if (!seen.has(rank)) of.words++;
      seen.add(rank);
      this.found.set(rank, of);
    }
  }

  /** The highest rank first. */
  result(): RankMeasurement[] {
    return [...this.found]
      .sort(([a], [b]) => b - a)
      .map(([rank, { count, right, words }]) => {
        const steps = right / count;
        return { rank, count, words, steps, stepsInterval: wilson(steps, words) };
      });
  }
}
