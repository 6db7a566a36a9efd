import type { PieceSymbol } from 'chess.js';
import { squareOf, type Square } from './squares';

/** What a move's text says, before anyone asks whether the move is legal. */
export type MoveText =
  /** UCI, long algebraic notation and `(a8, a7)` pairs: from where to where. */
  | { form: 'squares'; from: Square; to: Square; kind?: PieceSymbol; promotion?: PieceSymbol }
  /** Standard algebraic notation. `file` counts from a, `row` from the eighth rank. */
  | { form: 'san'; kind: PieceSymbol; file?: number; row?: number; to: Square; promotion?: PieceSymbol }
  | { form: 'castling'; side: 'k' | 'q' }
  /** The turn is passed: `--`, `Z0` and `<>` in PGN, `0000` in UCI, `@@@@` in XBoard. Seen in analysis. */
  | { form: 'null' };

const NULL_MOVES: ReadonlySet<string> = new Set(['--', 'Z0', '0000', '@@@@', '<>']);
/** What typographers make of a hyphen. */
export const DASH = '-‐‑‒–—−';

const ASCII = /^[!-~]*$/;
const DASHES = new RegExp(`[${DASH}]`, 'g');
const CASTLING = /^(?:[O0o]-[O0o](-[O0o])?|OO(O)?)[+#†‡]?$/;
const SQUARES = /^([PNBRQK])?([a-h][1-8])[-x:]?([a-h][1-8])(?:[=/]?([QRBNqrbn]))?(?:\+\+?|[#†‡])?$/;
const SAN =
  /^([PNBRQK])?([a-h])?([1-8])?[-x:]?([a-h][1-8])(?:[=/]?([QRBNqrbn])|\(([QRBNqrbn])\))?(?:e\.?p\.?)?(?:\+\+?|[#†‡])?$/;
const PAIR = /^\(\s*([a-h][1-8])\s*,\s*([a-h][1-8])\s*(?:,\s*([qrbnQRBN])\s*)?\)$/;

const FIGURINES: Record<string, string> = { '♔': 'K', '♕': 'Q', '♖': 'R', '♗': 'B', '♘': 'N', '♙': 'P' };
const BLACK_FIGURINES: Record<string, string> = { '♚': 'K', '♛': 'Q', '♜': 'R', '♝': 'B', '♞': 'N', '♟': 'P' };

const kindOf = (letter: string): PieceSymbol => letter.toLowerCase() as PieceSymbol;

/** A move's text (without `!` and `?`), or null when it is not the text of a move. */
export function parseMove(text: string): MoveText | null {
  const plain = ASCII.test(text)
    ? text
    : text
        .replace(/[♔-♟][\uFE0E\uFE0F]?/g, ([piece = '']) => FIGURINES[piece] ?? BLACK_FIGURINES[piece] ?? piece)
        .replace(DASHES, '-');
  if (NULL_MOVES.has(plain)) return { form: 'null' };
  const castling = CASTLING.exec(plain);
  if (castling) return { form: 'castling', side: (castling[1] ?? castling[2]) ? 'q' : 'k' };
  const squares = SQUARES.exec(plain);
  if (squares) {
    const [, kind, from = '', to = '', promotion] = squares;
    return squaresMove(from, to, kind, promotion);
  }
  const pair = PAIR.exec(plain);
  if (pair) {
    const [, from = '', to = '', promotion] = pair;
    return squaresMove(from, to, undefined, promotion);
  }
  const san = SAN.exec(plain);
  if (!san) return null;
  const [, kind, file, rank, to = '', promotion = san[6]] = san;
  // `Nf3N`: the sign of a novelty.
  const isBare = promotion !== undefined && !/[=/(]/.test(plain);
  if (isBare && ((kind ?? 'P') !== 'P' || !/[18]$/.test(to))) return null;
  return {
    form: 'san',
    kind: kind ? kindOf(kind) : 'p',
    ...(file && { file: file.charCodeAt(0) - 'a'.charCodeAt(0) }),
    ...(rank && { row: 8 - Number(rank) }),
    to: squareOf(to),
    ...(promotion && { promotion: kindOf(promotion) }),
  };
}

function squaresMove(from: string, to: string, kind?: string, promotion?: string): MoveText {
  return {
    form: 'squares',
    from: squareOf(from),
    to: squareOf(to),
    ...(kind && { kind: kindOf(kind) }),
    ...(promotion && { promotion: kindOf(promotion) }),
  };
}
