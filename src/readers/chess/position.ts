import { DEFAULT_POSITION, validateFen, type Color, type PieceSymbol } from 'chess.js';
import {
  castlingObstacle,
  castlingTargets,
  parseRights,
  rightsAfter,
  rightsField,
  type CastlingRight,
} from './castling';
import { whyNotSan, whyNotSquares } from './illegal';
import type { MoveText } from './notation';
import { Board, type BoardMove } from './rules';
import { fileOf, opponentOf, rowOf, sideName, SQUARE_NAMES, type Piece, type Square } from './squares';

/** One legal move, or a null move. */
export interface Ply extends BoardMove {
  /** King and rook move together. */
  castling?: CastlingRight;
  /** The turn is passed: the king stays where it is, and so does everything else. */
  isNull?: true;
}

/** What a move's text means here: a legal ply, an illegal move and why, or a text that fits several moves. */
export type Resolution = { ply: Ply } | { illegal: string } | { ambiguous: string };

/** A FEN that is not a position. */
export class FenError extends Error {
  override name = 'FenError';
}

export const START_FEN = DEFAULT_POSITION;

/** A position of standard chess or Chess960. */
export class Position {
  private constructor(
    private board: Board,
    private rights: CastlingRight[],
    /** Letters of the FEN's castling field that its placement does not bear; these rights are not there. */
    readonly unborne: string,
  ) {}

  /**
   * FEN with two to six fields (the rest is taken as `- - 0 1`), castling in X-FEN or Shredder-FEN.
   * @throws FenError
   */
  static fromFen(fen: string): Position {
    const given = fen.trim().split(/\s+/);
    const [placement = '', turn = 'w', castling = '-', enPassant = '-', halfMoves = '0', number = '1'] = given;
    if (given.length > 6) throw new FenError('a FEN has at most six fields');
    if (!/^(-|[KQkqA-Ha-h]{1,4})$/.test(castling)) throw new FenError(`"${castling}" is not a FEN's castling field`);
    const plain = [placement, turn, '-', enPassant, halfMoves, number].join(' ');
    const { ok, error } = validateFen(plain);
    if (!ok) throw new FenError(error?.replace(/^Invalid FEN: /, '') ?? 'not a FEN');
    const board = new Board(plain);
    const pieces = SQUARE_NAMES.map((_, square) => board.pieceAt(square));
    checkEnPassant(enPassant, board, pieces);
    const theirKing = pieces.findIndex((piece) => piece?.kind === 'k' && piece.color !== board.turn);
    if (board.isAttacked(theirKing, board.turn))
      throw new FenError(`it is ${sideName(board.turn)}'s turn, but ${sideName(opponentOf(board.turn))} is in check`);
    const { rights, unborne } = parseRights(castling, pieces);
    return new Position(board, rights, unborne);
  }

  get turn(): Color {
    return this.board.turn;
  }

  get fen(): string {
    const fields = this.board.fen.split(' ');
    fields[2] = rightsField(this.rights);
    return fields.join(' ');
  }

  pieceAt(square: Square): Piece | undefined {
    return this.board.pieceAt(square);
  }

  resolve(move: MoveText): Resolution {
    switch (move.form) {
      case 'null':
        return this.pass();
      case 'castling': {
        const right = this.rightOf(({ side }) => side === move.side);
        return right ? this.castle(right) : { illegal: `${sideName(this.turn)} has no right to castle on that side` };
      }
      case 'squares':
        return this.resolveSquares(move.from, move.to, move.kind, move.promotion);
      case 'san':
        return this.resolveSan(move);
    }
  }

  /** Makes a ply that `resolve` gave for this position. */
  play(ply: Ply): void {
    if (ply.isNull) this.board.pass();
    else if (ply.castling) this.board = this.board.castled(ply.castling, castlingTargets(ply.castling));
    else this.board.play(ply);
    if (!ply.isNull) this.rights = rightsAfter(this.rights, ply.from, ply.to);
  }

  /** In check the turn cannot be passed: the king would be captured. */
  private pass(): Resolution {
    if (this.board.isInCheck())
      return { illegal: `${sideName(this.turn)} is in check, and a null move would leave the king in it` };
    const isKing = (piece: Piece | undefined) => piece?.kind === 'k' && piece.color === this.turn;
    const king = SQUARE_NAMES.findIndex((_, square) => isKing(this.pieceAt(square)));
    return { ply: { from: king, to: king, kind: 'k', color: this.turn, isNull: true } };
  }

  private resolveSquares(from: Square, to: Square, kind?: PieceSymbol, promotion?: PieceSymbol): Resolution {
    const piece = this.board.pieceAt(from);
    const right = piece?.kind === 'k' ? this.rightOf((candidate) => isCastling(candidate, from, to)) : undefined;
    if (right && !promotion) return this.castle(right);
    const move =
      kind && piece?.kind !== kind
        ? undefined
        : this.board.moves({ square: from, to }).find((legal) => legal.promotion === promotion);
    if (move) return { ply: move };
    return { illegal: whyNotSquares(this.board, from, to, kind, promotion) };
  }

  private resolveSan(san: MoveText & { form: 'san' }): Resolution {
    const fits = (move: BoardMove) =>
      move.to === san.to &&
      (san.row === undefined || rowOf(move.from) === san.row) &&
      // A pawn whose file is not named does not leave it: "e4" is no capture.
      fileOf(move.from) === (san.file ?? (san.kind === 'p' ? fileOf(san.to) : fileOf(move.from)));
    const found = this.board.moves({ kind: san.kind, to: san.to }).filter(fits);
    const moves = found.filter((move) => move.promotion === san.promotion);
    const [move, other] = moves;
    if (move && other) {
      const squares = moves.map(({ from }) => SQUARE_NAMES[from]).join(' and ');
      return { ambiguous: `pieces on ${squares} can both make this move; the text does not say which` };
    }
    if (move) return { ply: move };
    return { illegal: whyNotSan(this.board, san, found, fits) };
  }

  private rightOf(fits: (right: CastlingRight) => boolean): CastlingRight | undefined {
    return this.rights.find((right) => right.color === this.turn && fits(right));
  }

  private castle(right: CastlingRight): Resolution {
    const obstacle = castlingObstacle(this.board, right);
    if (obstacle !== null) return { illegal: obstacle };
    return { ply: { from: right.king, to: castlingTargets(right).king, kind: 'k', color: this.turn, castling: right } };
  }
}

/** UCI castling: the king takes its own rook (Chess960), or goes two files or more to where castling leads (standard). */
function isCastling(right: CastlingRight, from: Square, to: Square): boolean {
  if (from !== right.king) return false;
  return to === right.rook || (to === castlingTargets(right).king && Math.abs(fileOf(from) - fileOf(to)) > 1);
}

/** chess.js takes any en-passant square on the right rank; a capture there needs a pawn that has just passed it. */
function checkEnPassant(name: string, board: Board, pieces: readonly (Piece | undefined)[]): void {
  if (name === '-') return;
  const square = SQUARE_NAMES.findIndex((candidate) => candidate === name);
  const ahead = board.turn === 'w' ? 8 : -8;
  const pawn = pieces[square + ahead];
  const passed = pawn?.kind === 'p' && pawn.color !== board.turn && !pieces[square] && !pieces[square - ahead];
  if (!passed) throw new FenError(`no pawn has just passed the en-passant square ${name}`);
}
