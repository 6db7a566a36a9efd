import type { MonoidTask } from '../models/manifest';
import { Asked } from './asked';
import type { Answers } from '../models/grading/grader';
import { learnedGroups } from './learned-groups';
import { partitionsOf, type Partitions } from './partitions/partitions';
import type { Tracked } from './tracked';
import { TrackedCounts } from './tracked-counts';
import { sentenceOf } from './tracked-text';

/** Longer words are followed up to here. */
const MOST_TOKENS = 4096;
/** Answers that groups of states are learned from and judged by, so that many long words take no more memory. */
const MOST_ANSWERS = 4_000_000;

/**
 * Judges a model's answers to words of one length in every partition that the steps respect (see
 * `StatePartition`). Every other word chooses what is told, the rest measure it, so that nothing is told because
 * it was lucky once. Where none of them is kept longer than the state, one is learned from what the model mixes up.
 */
export class Tracking {
  private readonly asked: Asked;
  /** Of the words that choose, and of those that measure. */
  private readonly halves: [TrackedCounts, TrackedCounts];
  private readonly answers: Answers[] = [];
  private words = 0;

  private constructor(
    private readonly partitions: Partitions,
    private readonly length: number,
  ) {
    const candidates = [partitions.state, ...partitions.coarser().partitions];
    this.asked = new Asked(partitions, candidates, candidates.length);
    this.halves = [new TrackedCounts(candidates, length), new TrackedCounts(candidates, length)];
  }

  /** @returns undefined for a task whose states cannot be divided */
  static of(task: MonoidTask, length: number): Tracking | undefined {
    const partitions = partitionsOf(task);
    return partitions && new Tracking(partitions, Math.min(MOST_TOKENS, length));
  }

  /** Classes after every token of a word, of which the first `length` count. */
  add(answers: Answers): void {
    this.halves[this.words++ % 2]?.add(answers);
    if (this.words * this.length <= MOST_ANSWERS) this.answers.push(answers);
  }

  /** @returns undefined when there were too few words to tell anything */
  result(): Tracked | undefined {
    const [choosing, measuring] = this.halves;
    if (measuring.count === 0) return undefined;
    const { length, count: words } = measuring;
    const asked = this.asked.candidates.length;
    const kept = this.asked.kept(choosing, measuring);
    const found =
      kept.length === 1 && !kept[0]?.all ? learnedGroups(this.partitions, this.answers, { length, asked }) : undefined;
    if (!found) return { kept, length, words, asked, sentence: sentenceOf(kept, { length, words }) };
    const all = [...kept, found.kept];
    return {
      kept: all,
      length,
      words,
      ...{ asked, learned: found.learned },
      sentence: sentenceOf(all, { length, words }),
    };
  }
}
