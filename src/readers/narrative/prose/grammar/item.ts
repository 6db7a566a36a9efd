import type { Noun } from './nouns/noun';
import type { Form } from '../../language/verbs';

/** A verb with all that stands with it: `did not want`, `was given`. */
export interface VerbGroup {
  lemma: string;
  form: Form;
  isNegated: boolean;
  modal?: string;
  isPassive: boolean;
  isPerfect: boolean;
  /** `to swap` */
  isInfinitive: boolean;
  /** `-ing` or a participle without a verb of its own. */
  isLoose: boolean;
  isUnknown: boolean;
}

/** What a sentence consists of. */
export type Item = { from: number; to: number } & (
  | { is: 'noun'; noun: Noun }
  | { is: 'verb'; verb: VerbGroup }
  /** Prepositions, by what they mean; marks and conjunctions; subordinating words; `who`; adverbs; all else. */
  | { is: 'join' | 'subordinate' | 'relative' | 'adverb' | 'word'; word: string }
  /** With `back`: `back on`. */
  | { is: 'preposition'; word: string; isBack?: boolean }
);
