import { Chess, type Color, type PieceSymbol } from 'chess.js';
import { nameOf, type Piece, type Square } from './squares';

/** A move that is legal but for castling, which this board does not know. */
export interface BoardMove {
  color: Color;
  from: Square;
  to: Square;
  kind: PieceSymbol;
  /** Where the captured piece stands: `to`, or beside `from` for a capture en passant. */
  captured?: Square;
  promotion?: PieceSymbol;
}

/** chess.js's own form of a move; squares are 0x88 numbers. */
interface InternalMove {
  color: Color;
  from: number;
  to: number;
  piece: PieceSymbol;
  captured?: PieceSymbol;
  promotion?: PieceSymbol;
  flags: number;
}

/**
 * The two private methods of chess.js 1.4.0 that are used here. Its public `move` writes the SAN and two FENs of every
 * ply: 100 to 200 µs, twenty seconds for a game at the limit of 100,000 plies; these two take 11 µs. The version is
 * pinned in package.json, and test/unit/readers/chess compares every ply of random games with the public methods.
 */
interface Internals {
  _moves(filter: { legal: boolean; square?: string; piece?: PieceSymbol }): InternalMove[];
  _makeMove(move: InternalMove): void;
}

const EN_PASSANT = 8;
const NULL_MOVE = 128;

const from0x88 = (square: number): Square => (square >> 4) * 8 + (square & 7);

/**
 * A position under the rules of chess.js, without castling: chess.js castles only from the e-file, so castling of every
 * kind is in castling.ts and this board is always loaded without castling rights.
 */
export class Board {
  private readonly chess: Chess;
  private readonly internals: Internals;
  private readonly known = new WeakMap<BoardMove, InternalMove>();

  /** @throws Error with chess.js's reason when `fen` (six fields, castling `-`) is not a position. */
  constructor(fen: string) {
    this.chess = new Chess(fen);
    this.internals = this.chess as unknown as Internals;
  }

  get turn(): Color {
    return this.chess.turn();
  }

  /** Six fields, castling always `-`. */
  get fen(): string {
    return this.chess.fen();
  }

  pieceAt(square: Square): Piece | undefined {
    const piece = this.chess.get(nameOf(square));
    return piece ? { color: piece.color, kind: piece.type } : undefined;
  }

  isAttacked(square: Square, by: Color): boolean {
    return this.chess.isAttacked(nameOf(square), by);
  }

  isInCheck(): boolean {
    return this.chess.isCheck();
  }

  /** Legal moves of the side to move, of one square or of one kind of piece; else of all. */
  moves(of: { square?: Square; kind?: PieceSymbol } = {}): BoardMove[] {
    return this.generate(true, of);
  }

  /** The same, with moves that leave the own king attacked. */
  pseudoLegalMoves(of: { square?: Square; kind?: PieceSymbol } = {}): BoardMove[] {
    return this.generate(false, of);
  }

  /**
   * Makes one of the `moves` of the current position.
   * @throws RangeError when this board never gave `move`
   */
  play(move: BoardMove): void {
    const internal = this.known.get(move);
    if (!internal) throw new RangeError('this move is not of this board');
    this.internals._makeMove(internal);
  }

  /** Passes the turn: counters go on, and the right to capture en passant is lost. */
  pass(): void {
    this.internals._makeMove({ color: this.turn, from: 0, to: 0, piece: 'k', flags: NULL_MOVE });
  }

  private generate(legal: boolean, { square, kind }: { square?: Square; kind?: PieceSymbol }): BoardMove[] {
    const filter = {
      legal,
      ...(square !== undefined && { square: nameOf(square) }),
      ...(kind !== undefined && { piece: kind }),
    };
    return this.internals._moves(filter).map((internal) => {
      const [from, to] = [from0x88(internal.from), from0x88(internal.to)];
      const move: BoardMove = { color: internal.color, from, to, kind: internal.piece };
      if (internal.captured) move.captured = internal.flags & EN_PASSANT ? (from & ~7) | (to & 7) : to;
      if (internal.promotion) move.promotion = internal.promotion;
      this.known.set(move, internal);
      return move;
    });
  }
}
