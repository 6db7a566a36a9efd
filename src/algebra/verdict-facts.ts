/**
 * How hard it is to track the state of a trace, by the monoid that its steps generate (see docs/verdict.md).
 *
 * - `aperiodic`: no group inside; star-free, and its word problem lies in AC⁰ (Barrington and Thérien 1988);
 * - `solvable`: groups inside, all solvable; in ACC⁰, needs modular counting;
 * - `non-solvable`: NC¹-complete (Barrington 1989);
 * - `unknown`: the monoid was larger than the stated bound.
 *
 * What follows for an architecture is said by `analysis/theory`.
 */
export interface Verdict {
  class: 'aperiodic' | 'solvable' | 'non-solvable' | 'unknown';
  /** The usual name where one is known: `S5`, `A5`, `Z60`, `S3 × S4`. */
  name?: string;
  /** Number of elements of the monoid, in decimal; absent when not computed. */
  order?: string;
  /** True when every generator is a permutation. */
  group: boolean;
  /** Different generators other than the identity. */
  generators: number;
  /** Slots that some generator changes. */
  moved: number;
  abelian?: boolean;
  /** Orders of the derived series G ⊇ G′ ⊇ …, in decimal, down to the first repeated one; of groups only. */
  derivedSeries?: string[];
  /** Composition factors, largest first where known, such as `A5` and `Z2`; of groups only. */
  compositionFactors?: string[];
  /** Order of the largest group inside, in decimal; of monoids that are no groups, when all elements are listed. */
  largestSubgroup?: string;
  /**
   * Primes p, ascending, for which some update comes back after p repetitions and not before (Cauchy): what must be
   * counted modulo. None where nothing cycles; absent where some group is not solvable, or it was not computed.
   */
  primes?: number[];
  /** Of abelian groups: the number of repetitions after which every update has come back, in decimal. */
  exponent?: string;
  /** Why something was not computed: the bound that was met. */
  bound?: string;
  /** Why it speaks of the steps of one run, and not of those of others. */
  thisRunOnly?: string;
  /** One sentence for a student. */
  sentence: string;
}

/** A verdict before it is put into words. */
export type Facts = Omit<Verdict, 'sentence'>;

/** What is found out about the monoid itself. */
export type Findings = Omit<Facts, 'group' | 'generators' | 'moved'>;
