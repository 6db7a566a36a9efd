import type { VerbGroup } from './item';
import type { Noun } from './nouns/noun';

export interface Phrase {
  preposition: string;
  nouns: Noun[];
  /** Before the verb. */
  isLeading: boolean;
  /** `back on the shelf` */
  isBack?: boolean;
}

/** How a clause hangs on another: `while`, `rel`, `to`, `ing`, `say`. */
interface Link {
  kind: 'while' | 'relative' | 'to' | 'ing' | 'say' | 'gap';
  /** `after`, `by`, `who` */
  word: string;
  /** The clause that it belongs to. */
  of?: Clause;
}

/** A verb and what stands with it. */
export interface Clause {
  link?: Link;
  subject: Noun[];
  /** The subject is that of another clause. */
  isShared: boolean;
  verb?: VerbGroup;
  /** What stands behind the verb without a preposition, in its order; each may be several. */
  objects: Noun[][];
  phrases: Phrase[];
  adverbs: string[];
  /** Adjectives and words of which nothing is known. */
  words: string[];
  /** `or` stands in it. */
  hasOr: boolean;
  from: number;
  to: number;
}
