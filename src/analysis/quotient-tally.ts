import type { MonoidTask } from '../models/manifest';
import type { Span } from '../models/random-words';
import type { Answers } from '../models/grading/grader';
import { bestGuess, partitionsOf, toldText, type Partitions, type StatePartition } from './partitions/partitions';
import { wilson } from '../statistics/wilson';

/** How right the answers of a measurement are in one quotient of the task's group. */
export interface QuotientMeasurement {
  /** Such as `the sign`. */
  name: string;
  /** Number of its elements. */
  order: number;
  /** Share of words that are right in it at every step, and its 95% interval. */
  full: number;
  fullInterval: [number, number];
  /** Share of words that are right in it after the last step, and its 95% interval. */
  last: number;
  lastInterval: [number, number];
  /** What the best guess that does not look at the word would have after the last step. */
  chance: number;
}

/** Counts right steps and words in every quotient of a task's group. */
export class QuotientTally {
  private readonly partitions: Partitions | undefined;
  private readonly tallies: { quotient: StatePartition; full: number; last: number }[];
  private words = 0;

  constructor(
    task: MonoidTask,
    private readonly lengths: Span,
  ) {
    this.partitions = partitionsOf(task);
    this.tallies = (this.partitions?.quotients ?? []).map((quotient) => ({ quotient, full: 0, last: 0 }));
  }

  add({ predicted, truth }: Answers): void {
    this.words++;
    for (const tally of this.tallies) {
      const { labels } = tally.quotient;
      const isRight = (id: number, step: number): boolean => labels[id] === labels[truth[step] ?? -1];
      if (predicted.every(isRight)) tally.full++;
      if (isRight(predicted.at(-1) ?? -1, predicted.length - 1)) tally.last++;
    }
  }

  result(): QuotientMeasurement[] {
    const { partitions, lengths, words } = this;
    if (!partitions) return [];
    return this.tallies.map(({ quotient, full, last }) => ({
      ...{ name: toldText(quotient.told), order: quotient.blocks },
      ...{ full: full / words, fullInterval: wilson(full / words, words) },
      ...{ last: last / words, lastInterval: wilson(last / words, words) },
      // Of words of several lengths, that of the shortest, for which a guess is easiest.
      chance: bestGuess(partitions, quotient.partition, lengths.from),
    }));
  }
}
