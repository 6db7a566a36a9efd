import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { ddmin, shortestFailing, type Judge } from './ddmin';
import { subWords, type Places } from './sub-words';

/** Sub-words that are one element shorter, which are tried when every single element is needed. */
const SAMPLES = 256;

/** A short sub-word that fails. */
export interface Shortest {
  /** 1-minimal: without any one of its elements it does not fail. */
  word: Places;
  /** What else was tried in vain in the last round: sub-words that are one element shorter, or all that are shorter. */
  vain: { words: number; all: boolean };
}

/**
 * The shortest failing sub-word that is found: ddmin, which ends where every element is needed, and from there on by
 * sub-words that are one element shorter, since what is minimal need not be short. All of them are tried where they are few;
 * then there is no shorter one.
 *
 * @param of elements of the whole word
 * @param first so many of its first elements are known to fail
 * @param judge of sub-words, by places of the whole word
 */
export async function shortest(
  { of, first }: { of: number; first: number },
  judge: Judge<number>,
  random: RandomGenerator,
  onShorter?: (word: Places) => void,
): Promise<Shortest> {
  const start = Array.from({ length: first }, (_, place) => place);
  let word = await ddmin(start, judge, onShorter);
  for (;;) {
    const { words, all } = subWords(of, word.length - 1, SAMPLES, random);
    const shorter = await shortestFailing(words, judge);
    if (!shorter) return { word, vain: { words: words.length, all } };
    onShorter?.(shorter);
    word = await ddmin(shorter, judge, onShorter);
  }
}
