import type { Token } from '../../language/tokens';

/** A noun phrase: what it says of whom or what it means. */
export interface Noun {
  kind: 'name' | 'the' | 'a' | 'bare' | 'pronoun';
  /** Adjectives and the head, in lower case; the head last and in the singular. */
  words: readonly string[];
  /** As it is written, without a determiner. */
  shown: string;
  /** `3` of box 3, `a` of room A */
  label?: string;
  pronoun?: string;
  owner?: Noun;
  /** `flag of Chile` */
  of?: Noun;
  /** `the coin in the middle` */
  within?: Phrase;
  count?: number;
  /** `two of her five apples` */
  isPart?: true;
  quantifier?: string;
  isPlural: boolean;
  /** Of tokens, from the first to the one behind the last. */
  from: number;
  to: number;
}

export interface Phrase {
  /** One for all that mean the same: `from` for `out of`. */
  preposition: string;
  nouns: readonly Noun[];
  /** Before the subject. */
  isLeading: boolean;
}

export interface Verb {
  lemma: string;
  form: string;
  isNegated: boolean;
  modal?: string;
  isPassive: boolean;
  isPast: boolean;
  isPerfect: boolean;
  isUnknown: boolean;
}

/** A verb with all that stands around it: every word of a sentence is a part of one. */
export interface Clause {
  /** `because`, `when`, `so`, `to`, `ing`; none at the head of a sentence. */
  link: string;
  subject: readonly Noun[];
  /** The subject is that of the clause before it. */
  isShared: boolean;
  verb: Verb;
  objects: readonly (readonly Noun[])[];
  phrases: readonly Phrase[];
  adverbs: readonly string[];
  /** What it is, behind `be`: `empty`. */
  predicate: readonly string[];
  /** `asks him to swap` */
  inner?: Clause;
  /** `Stan, who is cold, …`: what is said of the subject by the way. */
  aside?: Clause;
  from: number;
  to: number;
}

export const textOf = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map(({ text, possessive }) => (possessive ? `${text}'s` : text))
    .join(' ');
