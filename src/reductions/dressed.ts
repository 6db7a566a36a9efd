import { isPermutation, type SlotMap } from '../algebra/maps';

/** The texts that a word can become; ids of languages for the readers. */
export type Dress = 'chess' | 'python' | 'javascript' | 'narrative';

/** A word in words of another world. */
export interface Dressed {
  dress: Dress;
  /** What stands before the first element: the list, the people, the position. */
  head: string;
  /** The part of the text for each element of the word. */
  elements: string[];
  /** The whole text, which the reader of this language reads. */
  text: string;
}

/** What is known of a word beside its elements; said in comments, where a dress has any. */
export interface Told {
  /** What every place holds at first. */
  objects: readonly string[];
  /** Lines before the first element. */
  head: readonly string[];
  /** Of each element the lines before it. */
  steps: readonly (readonly string[])[];
}

/** The degree of a word. @throws RangeError when its elements are not permutations of one degree of two or more. */
export function checkWord(word: readonly SlotMap[]): number {
  const degree = word[0]?.length ?? 0;
  if (degree < 2) throw new RangeError('a word needs an element, and a world of two slots or more');
  for (const map of word) {
    if (map.length !== degree || !isPermutation(map)) {
      throw new RangeError(`[${map.join(', ')}] is not a permutation of ${degree} slots`);
    }
  }
  return degree;
}
