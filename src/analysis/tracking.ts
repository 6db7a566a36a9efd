import type { MonoidTask } from '../models/manifest';
import { Asked } from './asked';
import type { Answers } from './grader';
import { learnedGroups } from './learned-groups';
import { partitionsOf, type Partitions, type Told } from './partitions/partitions';
import { TrackedCounts } from './tracked-counts';
import { sentenceOf } from './tracked-text';

/** How long a model keeps one partition of the state, or several of a kind. Lengths are in tokens. */
export interface Kept {
  /** For people, in a sentence: `the sign`. */
  name: string;
  kind: Told['kind'];
  blocks: number;
  /** Partitions of this kind that are told, and how many there are: `where object 1 is` is one of five. */
  of: [told: number, all: number];
  /** Longest length up to which at least nine words in ten have no error in it; of several the one kept shortest. */
  to: number;
  /** That of the one kept longest, where they differ. */
  toMost?: number;
  /** True when that is the longest word that was measured. */
  all: boolean;
  /** Share of words without an error in it up to there, and its 95 % interval. */
  full: number;
  interval: [number, number];
  /**
   * Of the words whose state after token `to` is wrong, the share in which this is right there; and what a guess would
   * have: the most frequent block after so many random tokens, or a random wrong state, whichever is more.
   */
  whenLost?: { right: number; words: number; interval: [number, number]; chance: number };
}

/** What a model follows of the state, finest first: the whole state, then what outlives it. */
export interface Tracked {
  kept: Kept[];
  /** Tokens of the words. */
  length: number;
  /** Words that the figures are of; as many others chose what is told. */
  words: number;
  /** How many partitions that the steps respect were asked, for they were chosen among. */
  asked: number;
  /** Groups of states, where none of those is kept longer than the state, and what the model mixes up shows some. */
  learned?: LearnedGroups;
  sentence: string;
}

/** Groups of states that a model tells apart, learned from its own wrong answers. */
export interface LearnedGroups {
  /** Classes of the model in each group, the largest first. */
  groups: number[][];
  /** Words that they were learned from; others that chose them among so many partitions; and others that they are measured on. */
  fitted: number;
  chosen: number;
  among: number;
  measured: number;
}

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
