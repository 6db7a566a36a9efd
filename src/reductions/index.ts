import type { SlotMap } from '../algebra/maps';
import { encodeChess, START, type EncodedGame } from './chess';
import { checkWord, type Dress, type Dressed } from './dressed';
import { encodeJavaScript } from './javascript';
import { encodeNarrative } from './narrative';
import { encodePython } from './python';

export type { Dress, Dressed } from './dressed';
export { sideBySide } from './side-by-side';

export const DRESSES: readonly Dress[] = ['chess', 'python', 'javascript', 'narrative'];

export interface ReduceOptions {
  /** Picks idioms, names and phrases; the same seed gives the same text. */
  seed?: number;
}

/** A chess game also in each of its notations. */
export interface Reduced extends Dressed {
  game?: EncodedGame;
}

/**
 * The word in another dress, which `wordOf` reads back as the same word.
 *
 * @throws RangeError when the word does not fit: permutations of one degree, of five for chess, of at most 22 for a story.
 */
export function reduce(word: readonly SlotMap[], to: Dress, { seed = 1 }: ReduceOptions = {}): Reduced {
  checkWord(word);
  if (to === 'python') return encodePython(word, seed);
  if (to === 'javascript') return encodeJavaScript(word, seed);
  if (to === 'narrative') return encodeNarrative(word, seed);
  const game = encodeChess(word);
  // The text of pairs has the position on its first line, then a line for each element: `{(1 3)} (a8, a7) …`.
  const elements = game.pairsText.split('\n').slice(1, 1 + word.length);
  return { dress: 'chess', head: `FEN: ${START}`, elements, text: game.pgn, game };
}
