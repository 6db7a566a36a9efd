import { Chess } from 'chess.js';
import { START } from '../../readers/chess';

const FILES = 'abcde';

/** One ply of a swap, and what it looks like in every notation. */
export interface SwapPly {
  from: string;
  to: string;
  san: string;
  /** The first fields of the FEN after the ply: placement, side, castling, en passant. The two clocks depend on where. */
  position: string;
}

/**
 * Black's six moves that swap columns i < j, counted from 0: `i8i7, j8j6, i7j7, j6i6, j7j8, i6i8`, each answered by
 * White's king, which waits between a1 and b1.
 */
function swapMoves(i: number, j: number): { from: string; to: string }[] {
  const [left, right] = [FILES[i] ?? '', FILES[j] ?? ''];
  const black = [
    { from: `${left}8`, to: `${left}7` },
    { from: `${right}8`, to: `${right}6` },
    { from: `${left}7`, to: `${right}7` },
    { from: `${right}6`, to: `${left}6` },
    { from: `${right}7`, to: `${right}8` },
    { from: `${left}6`, to: `${left}8` },
  ];
  return black.flatMap((move, turn) => [move, turn % 2 ? { from: 'b1', to: 'a1' } : { from: 'a1', to: 'b1' }]);
}

const known = new Map<string, SwapPly[]>();

/**
 * The twelve plies of a swap when the rook stands in column `rook`. The four queens look alike, so the board depends on
 * the rook's column only: fifty swaps are all there are, each played once by chess.js, which throws at an illegal move.
 */
export function swapPlies(rook: number, i: number, j: number): SwapPly[] {
  const key = `${rook} ${i} ${j}`;
  let plies = known.get(key);
  if (!plies) {
    const rank = Array.from(FILES, (_, column) => (column === rook ? 'r' : 'q')).join('');
    const chess = new Chess(START.replace('rqqqq', rank));
    plies = swapMoves(i, j).map(({ from, to }): SwapPly => {
      const { san, after } = chess.move({ from, to });
      return { from, to, san, position: after.split(' ').slice(0, 4).join(' ') };
    });
    known.set(key, plies);
  }
  return plies;
}
