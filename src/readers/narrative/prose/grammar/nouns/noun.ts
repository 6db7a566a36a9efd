import type { Token } from '../../../language/tokens';
import * as words from '../words';

/** A noun phrase: who or what is spoken of, before it is known which one is meant. */
export interface Noun {
  kind: 'name' | 'pronoun' | 'definite' | 'indefinite' | 'bare' | 'title';
  /** In lower case, the head last and in the singular; none of `hers`, `Bob's` and pronouns. */
  words: string[];
  /** As it is written, without an article. */
  shown: string;
  isPlural: boolean;
  /** `two cups` */
  count?: number;
  owner?: Noun;
  /** `robot` of `the robot Dot`. */
  rank?: string;
  /** `she`, `each other`, `everyone`, `nothing`, `what` (with `owner`: what that one has). */
  pronoun?: string;
  /** `each`: one for each of them. */
  isEach?: boolean;
  /** `her own scarf`: what she had first. */
  isOwn?: true;
  /** `the other red ball` */
  isOther?: boolean;
  /** `with the red hat`, `on board one`: which one is meant. */
  which?: { preposition: string; nouns: Noun[] }[];
  /** `the seat that Walt has left`: of its owner, who is there no more. */
  isLeft?: true;
  /** Whom a pronoun was found to mean. */
  meant?: number;
  start: number;
  end: number;
  /** Tokens from and up to. */
  from: number;
  to: number;
}

/** What is known of the story's own names and things while its sentences are cut. */
export interface Known {
  /** How many tokens at `at` are the longest name of somebody or something of the story. */
  lengthAt: (tokens: readonly Token[], at: number) => number;
  /** Whether the word is the noun of something of the story. */
  isNoun: (word: string) => boolean;
  /** Whether something of the story is called by these two words, one behind the other: `teddy bear`. */
  areWords: (first: string, second: string) => boolean;
}

/** Of `his coin` the coin. */
export function unowned(noun: Noun): Noun {
  if (noun.owner?.pronoun === undefined || noun.words.length === 0) return noun;
  const bare = { ...noun };
  delete bare.owner;
  return bare;
}

/** `left hand` */
export function isSided({ words: own }: { words: readonly string[] }): boolean {
  return own.length > 1 && words.BODY.has(own.at(-1) ?? '') && own.some((word) => SIDES.has(word));
}

const SIDES = new Set(['left', 'right']);

/** What nobody owns of these is a part of something else, or a tree: `the head of the table`, `under the palm`. */
const AMBIGUOUS = new Set(['chest', 'palm', 'head', 'foot', 'arm', 'mouth', 'neck', 'shoulder', 'face', 'back']);

/** `her hand`, `his back`: with whom something is that is there. */
export function isBodyPart({ words: own, owner, kind }: Noun): boolean {
  const head = own.at(-1) ?? '';
  // `the toy chest`, `his left pocket`
  if (own.length > 1 && (head === 'chest' || head === 'pocket')) return false;
  // `locks it in the chest`, which is nobody's
  if (AMBIGUOUS.has(head) && owner === undefined && kind === 'definite') return false;
  // `his left hand`, which is not his right one
  if (isSided({ words: own })) return false;
  return words.BODY.has(head) || (head === 'back' && owner !== undefined);
}
