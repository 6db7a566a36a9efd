import type { PieceSymbol } from 'chess.js';
import type { MoveText } from './notation';
import { Board, type BoardMove } from './rules';
import { fileOf, kindName, nameOf, pieceName, rowOf, sideName, type Square } from './squares';

/** Why a move given by its squares is illegal, in plain words. */
export function whyNotSquares(
  board: Board,
  from: Square,
  to: Square,
  kind: PieceSymbol | undefined,
  promotion: PieceSymbol | undefined,
): string {
  const us = board.turn;
  const piece = board.pieceAt(from);
  const target = board.pieceAt(to);
  if (!piece) return `there is no piece on ${nameOf(from)}`;
  if (kind && kind !== piece.kind)
    return `the piece on ${nameOf(from)} is a ${pieceName(piece)}, not a ${kindName(kind)}`;
  if (piece.color !== us)
    return `it is ${sideName(us)}'s turn, and the ${pieceName(piece)} on ${nameOf(from)} is not theirs`;
  if (from === to) return `the ${pieceName(piece)} does not leave ${nameOf(from)}`;
  if (target?.color === us) return `${nameOf(to)} is taken by ${sideName(us)}'s own ${kindName(target.kind)}`;
  const pseudoLegal = board.pseudoLegalMoves({ square: from }).filter((move) => move.to === to);
  const promotes = pseudoLegal.some((move) => move.promotion);
  if (promotes && !promotion) return 'a pawn that reaches the last rank must name its new piece (q, r, b or n)';
  if (!pseudoLegal.length) return whyOutOfReach(board, from, to, piece.kind);
  if (promotion && !promotes) return 'this move is no promotion';
  return gameOver(board) ?? leavesInCheck(board);
}

/** Why no legal move fits a SAN; `others` are moves that fit it but for the promotion. */
export function whyNotSan(
  board: Board,
  san: MoveText & { form: 'san' },
  others: readonly BoardMove[],
  fits: (move: BoardMove) => boolean,
): string {
  if (others.length)
    return san.promotion
      ? 'this move is no promotion'
      : 'a pawn that reaches the last rank must name its new piece (=Q, =R, =B or =N)';
  const over = gameOver(board);
  if (over) return over;
  if (board.pseudoLegalMoves({ kind: san.kind }).some(fits)) return leavesInCheck(board);
  const captures = san.kind === 'p' && san.file !== undefined && san.file !== fileOf(san.to);
  const us = { color: board.turn, kind: san.kind };
  const cannot = `no ${pieceName(us)} can ${captures ? 'capture on' : 'go to'} ${nameOf(san.to)}`;
  // A game that begins with Black's move, or in which a move is missing.
  const turned = new Board(board.fen);
  turned.pass();
  return turned.pseudoLegalMoves({ kind: san.kind }).some(fits)
    ? `${cannot}; it is ${sideName(us.color)}'s turn, and a ${pieceName({ ...us, color: turned.turn })} could`
    : cannot;
}

function gameOver(board: Board): string | null {
  if (board.moves().length) return null;
  const side = sideName(board.turn);
  return board.isInCheck() ? `the game is over: ${side} is checkmated` : `the game is over: ${side} is stalemated`;
}

function leavesInCheck(board: Board): string {
  return `it leaves ${sideName(board.turn)}'s king in check`;
}

function whyOutOfReach(board: Board, from: Square, to: Square, kind: PieceSymbol): string {
  const files = fileOf(to) - fileOf(from);
  const rows = rowOf(to) - rowOf(from);
  const straight = files === 0 || rows === 0;
  const diagonal = Math.abs(files) === Math.abs(rows);
  const slides = (straight && 'rq'.includes(kind)) || (diagonal && 'bq'.includes(kind));
  const forward = board.turn === 'w' ? -1 : 1;
  const advances = kind === 'p' && files === 0 && (rows === forward || rows === 2 * forward);
  if (slides || advances) {
    const step = Math.sign(rows) * 8 + Math.sign(files);
    for (let square = from + step; ; square += step) {
      const other = board.pieceAt(square);
      if (other) return `the ${pieceName(other)} on ${nameOf(square)} is in the way`;
      if (square === to) break;
    }
  }
  if (kind === 'p' && Math.abs(files) === 1 && rows === forward) return `there is nothing to capture on ${nameOf(to)}`;
  if (kind === 'k' && rows === 0 && Math.abs(files) === 2)
    return `${sideName(board.turn)} has no right to castle there`;
  return `a ${kindName(kind)} does not move from ${nameOf(from)} to ${nameOf(to)}`;
}
