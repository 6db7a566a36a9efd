import type { Color } from 'chess.js';
import type { Board } from './rules';
import { fileOf, nameOf, opponentOf, sideName, type Piece, type Square } from './squares';

/** Castling of standard chess and of Chess960, from wherever king and rook start. */
export interface CastlingRight {
  color: Color;
  /** The wing: `k` for O-O, `q` for O-O-O. */
  side: 'k' | 'q';
  king: Square;
  rook: Square;
}

/** King and rook always end on the same squares: g and f, or c and d. */
export function castlingTargets({ color, side }: CastlingRight): { king: Square; rook: Square } {
  const row = color === 'w' ? 56 : 0;
  return side === 'k' ? { king: row + 6, rook: row + 5 } : { king: row + 2, rook: row + 3 };
}

/**
 * The castling field of a FEN: `KQkq` names the outermost rook of a wing (X-FEN, and thereby standard chess), a file
 * letter (`HAha`, Shredder-FEN) the rook on that file.
 * @returns the rights, and the letters for which king and rook do not stand where they could have it
 */
export function parseRights(
  field: string,
  pieces: readonly (Piece | undefined)[],
): { rights: CastlingRight[]; unborne: string } {
  const rights: CastlingRight[] = [];
  let unborne = '';
  if (field === '-') return { rights, unborne };
  for (const letter of field) {
    const color: Color = letter < 'a' ? 'w' : 'b';
    const row = color === 'w' ? 56 : 0;
    const is = (square: Square, kind: string) => pieces[square]?.kind === kind && pieces[square].color === color;
    const files = [0, 1, 2, 3, 4, 5, 6, 7];
    const kingFile = files.find((file) => is(row + file, 'k'));
    const rooks = files.filter((file) => is(row + file, 'r'));
    const lower = letter.toLowerCase();
    const named = lower.charCodeAt(0) - 'a'.charCodeAt(0);
    const rook =
      lower === 'k' ? rooks.at(-1) : lower === 'q' ? rooks[0] : rooks.find((candidate) => candidate === named);
    const side = kingFile !== undefined && rook !== undefined && rook > kingFile ? 'k' : 'q';
    if (kingFile === undefined || rook === undefined || ('kq'.includes(lower) && lower !== side)) unborne += letter;
    else if (!rights.some((right) => right.color === color && right.side === side))
      rights.push({ color, side, king: row + kingFile, rook: row + rook });
  }
  return { rights, unborne };
}

/** The castling field of a FEN: `KQkq` where that names the right rooks, else file letters. */
export function rightsField(rights: readonly CastlingRight[]): string {
  const usual = rights.every(({ side, king, rook }) => fileOf(king) === 4 && fileOf(rook) === (side === 'k' ? 7 : 0));
  const letters = (['w', 'b'] as const).flatMap((color) =>
    (['k', 'q'] as const).flatMap((side) => {
      const right = rights.find((candidate) => candidate.color === color && candidate.side === side);
      if (!right) return [];
      const letter = usual ? side : (nameOf(right.rook)[0] ?? '');
      return color === 'w' ? letter.toUpperCase() : letter;
    }),
  );
  return letters.join('') || '-';
}

/** Rights that a move from `from` to `to` leaves: none of a king that moved, nor of a rook that moved or was captured. */
export function rightsAfter(rights: CastlingRight[], from: Square, to: Square): CastlingRight[] {
  const stays = ({ king, rook }: CastlingRight) => ![king, rook].some((square) => square === from || square === to);
  return rights.every(stays) ? rights : rights.filter(stays);
}

/** Why the side to move, which has this right, may not use it now; null when it may. */
export function castlingObstacle(board: Board, right: CastlingRight): string | null {
  const targets = castlingTargets(right);
  const them = opponentOf(right.color);
  if (board.isInCheck()) return 'the king is in check and cannot castle out of it';
  const kingsWay = between(right.king, targets.king);
  for (const square of [...kingsWay, ...between(right.rook, targets.rook)]) {
    const other = square !== right.king && square !== right.rook && board.pieceAt(square);
    if (other) return `the way for castling is not free: there is a piece on ${nameOf(square)}`;
  }
  const attacked = kingsWay.find((square) => board.isAttacked(square, them));
  if (attacked !== undefined) return `the king cannot castle across ${nameOf(attacked)}, which is attacked`;
  // In Chess960 the rook may have covered its king along the rank.
  if (board.castled(right, targets).isAttacked(targets.king, them))
    return `castling leaves ${sideName(right.color)}'s king in check`;
  return null;
}

/** The squares of one rank from one to the other, both included. */
function between(a: Square, b: Square): Square[] {
  const first = Math.min(a, b);
  return Array.from({ length: Math.abs(a - b) + 1 }, (_, step) => first + step);
}
