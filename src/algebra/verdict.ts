/**
 * How hard it is to track the state of a trace, by the monoid that its steps generate (see docs/verdict.md).
 *
 * - `aperiodic`: no group inside; star-free, in reach of non-negative SSMs at any length (Sarrof et al. 2024);
 * - `solvable`: groups inside, all solvable; in TC⁰, needs modular counting;
 * - `non-solvable`: NC¹-complete (Barrington 1989): out of reach of fixed-depth transformers, S4 and Mamba if TC⁰ ≠ NC¹
 *   (Merrill et al. 2024);
 * - `unknown`: the monoid was larger than the stated bound.
 */
export interface Verdict {
  class: 'aperiodic' | 'solvable' | 'non-solvable' | 'unknown';
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
  /** Order of the largest group inside, in decimal; of monoids that are no groups. */
  largestSubgroup?: string;
  /** Why something was not computed: the bound that was met. */
  bound?: string;
  /** One sentence for a student. */
  sentence: string;
}
