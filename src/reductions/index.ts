import type { SlotMap } from '../algebra/maps';
import { encodeChess, START, type EncodedGame } from './chess';
import { formatCycles } from '../algebra/notation';
import { checkWord, type Dress, type Dressed, type Told } from './dressed';
import { encodeJavaScript } from './javascript';
import { encodeNarrative } from './narrative';
import { encodePython } from './python';

export type { Dress, Dressed, Told } from './dressed';
export { sideBySide } from './side-by-side';

export const DRESSES: readonly Dress[] = ['chess', 'python', 'javascript', 'narrative'];

export interface ReduceOptions {
  /** Picks idioms, names and phrases; the same seed gives the same text. */
  seed?: number;
  /** What programs and stories say of the word beside its elements; a game cannot. */
  told?: Told | undefined;
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
export function reduce(word: readonly SlotMap[], to: Dress, { seed = 1, told }: ReduceOptions = {}): Reduced {
  checkWord(word);
  if (to === 'python') return encodePython(word, seed, told);
  if (to === 'javascript') return encodeJavaScript(word, seed, told);
  if (to === 'narrative') return encodeNarrative(word, seed, told);
  const game = encodeChess(word);
  // The text of pairs has the position on its first line, then a line for each element: `{(1 3)} (a8, a7) …`.
  const elements = game.pairsText.split('\n').slice(1, 1 + word.length);
  return { dress: 'chess', head: `FEN: ${START}`, elements, text: game.pgn, game };
}

/** The word in cycles, a line for each element, with what is known beside it as comments. */
export function cyclesText(word: readonly SlotMap[], told?: Told): string {
  const remarks = (lines: readonly string[]) => lines.map((line) => `# ${line}\n`).join('');
  const lines = word.map((map, k) => `${remarks(told?.steps[k] ?? [])}${formatCycles(map)}\n`);
  return `${remarks(told?.head ?? [])}${lines.join('')}`;
}
