import type { Told } from './partitions/partitions';

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
  /** Share of words without an error in it up to there, and its 95% interval. */
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
