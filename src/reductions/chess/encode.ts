import { isPermutation, type SlotMap } from '../../algebra/maps';
import { formatCycles } from '../../algebra/notation';
import { toTranspositions } from '../../algebra/transpositions';
import { COLUMNS } from '../../readers/chess';
import { gameText, pgnText, type EncodedElement } from './game-text';
import { swapPlies, type SwapPly } from './swap';

/** A word over S5 as a chess game. Every list has one entry for each ply. */
export interface EncodedGame {
  /** `a8a7` */
  uci: string[];
  /** `(a8, a7)`, the (source, target) form of the paper */
  pairs: string[];
  /** `Ra7` */
  san: string[];
  /** The FEN after the ply. */
  fens: string[];
  /** Texts that start with the position and say in a comment, `{(1 3)}`, where each element of the word begins. */
  uciText: string;
  pairsText: string;
  pgn: string;
}

/**
 * The word as a game from the paper's start position: every element is factored into at most four transpositions, each
 * of which is twelve plies (Appendix B). The arrangement of the five pieces on a8–e8 after an element is the product of
 * the word up to it.
 * @throws RangeError when an element is not a permutation of five.
 */
export function encodeChess(word: readonly SlotMap[]): EncodedGame {
  let rook = 0;
  const elements = word.map((element): EncodedElement => {
    if (element.length !== COLUMNS || !isPermutation(element))
      throw new RangeError(`[${element.join(', ')}] is not a permutation of five`);
    const plies = toTranspositions(element).flatMap(([a, b]) => {
      const [i, j] = [Math.min(a, b), Math.max(a, b)];
      const swap = swapPlies(rook, i, j);
      if (rook === i) rook = j;
      else if (rook === j) rook = i;
      return swap;
    });
    return { name: formatCycles(element), plies };
  });
  const plies = elements.flatMap((element) => element.plies);
  return {
    uci: plies.map(uciOf),
    pairs: plies.map(pairOf),
    san: plies.map((ply) => ply.san),
    fens: plies.map((ply, index) => fenAfter(ply, index + 1)),
    uciText: gameText(elements, uciOf),
    pairsText: gameText(elements, pairOf),
    pgn: pgnText(elements),
  };
}

const uciOf = ({ from, to }: SwapPly) => from + to;
const pairOf = ({ from, to }: SwapPly) => `(${from}, ${to})`;

/** No ply captures or moves a pawn, so the clock of the fifty-move rule counts them all; Black moves first. */
function fenAfter({ position }: SwapPly, plies: number): string {
  return `${position} ${plies} ${1 + Math.ceil(plies / 2)}`;
}
