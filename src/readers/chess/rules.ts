import type { Color, PieceSymbol } from 'chess.js';
import { ATTACKS_OF_PAWN, RAYS, STEP_OF_PAWN } from './reach';
import { fileOf, opponentOf, rowOf, SQUARE_NAMES, squareOf, type Piece, type Square } from './squares';

/** A move that is legal but for castling, which is not of one piece alone. */
export interface BoardMove {
  color: Color;
  from: Square;
  to: Square;
  kind: PieceSymbol;
  /** Where the captured piece stands: `to`, or beside `from` for a capture en passant. */
  captured?: Square;
  promotion?: PieceSymbol;
}

/** Of which moves are wanted: what is not named may be anything. */
interface Of {
  square?: Square;
  kind?: PieceSymbol;
  to?: Square;
}

const PROMOTIONS = ['n', 'b', 'r', 'q'] as const;
const LETTERS = 'pnbrqkPNBRQK';
/** Pieces that capture alike. */
const ATTACKERS = [
  ['n', RAYS.n],
  ['k', RAYS.k],
  ['bq', RAYS.b],
  ['rq', RAYS.r],
] as const;
/** One object for each kind of piece, so that boards are compared and copied fast. */
const PIECES = new Map<string, Piece>(
  Array.from(LETTERS, (letter) => {
    const kind = letter.toLowerCase() as PieceSymbol;
    return [letter, { color: letter === kind ? 'b' : 'w', kind }];
  }),
);

/**
 * A position under the rules of chess, without castling, which is in castling.ts. Only the moves that a text may mean are looked
 * for, by the piece that it names and the square that it goes to (docs/decisions/chess.md).
 */
export class Board {
  private readonly squares: (Piece | undefined)[];
  private side: Color;
  /** Over which a pawn has just gone two squares. */
  private passed: Square | undefined;
  private halfMoves: number;
  private number: number;

  /** @param fen six fields, known to be a position; its castling is not looked at */
  constructor(fen: string) {
    const [placement = '', turn, , passed = '-', halfMoves, number] = fen.split(' ');
    const letters = placement.replace(/\//g, '').replace(/\d/g, (count) => '.'.repeat(Number(count)));
    this.squares = Array.from(letters, (letter) => PIECES.get(letter));
    this.side = turn === 'b' ? 'b' : 'w';
    this.passed = passed === '-' ? undefined : squareOf(passed);
    this.halfMoves = Number(halfMoves);
    this.number = Number(number);
  }

  get turn(): Color {
    return this.side;
  }

  /** Six fields, castling always `-`; a square for a capture en passant only where there is one. */
  get fen(): string {
    const { passed } = this;
    const rows = Array.from({ length: 8 }, (_, row) => {
      const cells = this.squares.slice(8 * row, 8 * row + 8).map((piece) => (piece ? letterOf(piece) : '.'));
      return cells.join('').replace(/\.+/g, (empty) => String(empty.length));
    });
    const isTaken =
      passed !== undefined && this.moves({ kind: 'p', to: passed }).some((move) => move.captured !== undefined);
    const enPassant = isTaken ? SQUARE_NAMES[passed] : '-';
    return `${rows.join('/')} ${this.side} - ${enPassant ?? '-'} ${this.halfMoves} ${this.number}`;
  }

  pieceAt(square: Square): Piece | undefined {
    return this.squares[square];
  }

  isAttacked(square: Square, by: Color): boolean {
    // Whoever stands where one's own pawn, knight, … on this square would capture.
    for (const from of ATTACKS_OF_PAWN[opponentOf(by)][square] ?? []) if (this.holds(from, by, 'p')) return true;
    for (const [kinds, rays] of ATTACKERS) {
      for (const ray of rays[square] ?? []) {
        for (const from of ray) {
          if (!this.squares[from]) continue;
          if (this.holds(from, by, kinds)) return true;
          break;
        }
      }
    }
    return false;
  }

  private holds(square: Square, color: Color, kinds: string): boolean {
    const piece = this.squares[square];
    return piece?.color === color && kinds.includes(piece.kind);
  }

  isInCheck(): boolean {
    return this.isKingAttacked(this.side);
  }

  /** Legal moves of the side to move. */
  moves(of: Of = {}): BoardMove[] {
    return this.pseudoLegalMoves(of).filter((move) => this.isLegal(move));
  }

  /** The same, with moves that leave the own king attacked. */
  pseudoLegalMoves({ square, kind, to }: Of = {}): BoardMove[] {
    const moves: BoardMove[] = [];
    const [first, last] = square === undefined ? [0, 63] : [square, square];
    for (let from = first; from <= last; from++) {
      const piece = this.squares[from];
      if (piece?.color !== this.side || (kind !== undefined && piece.kind !== kind)) continue;
      if (piece.kind === 'p') this.addPawn(from, to, moves);
      else this.addPiece(from, piece, to, moves);
    }
    return moves;
  }

  /** Makes one of the `moves` of the current position. */
  play(move: BoardMove): void {
    this.put(move);
    this.halfMoves = move.kind === 'p' || move.captured !== undefined ? 0 : this.halfMoves + 1;
    const isDouble = move.kind === 'p' && Math.abs(move.from - move.to) === 16;
    this.next(isDouble ? (move.from + move.to) / 2 : undefined);
  }

  /** Passes the turn: counters go on, and the right to capture en passant is lost. */
  pass(): void {
    this.halfMoves++;
    this.next(undefined);
  }

  /** The position after the king and a rook of the side to move have gone where castling leads, whether that is legal or not. */
  castled(from: { king: Square; rook: Square }, to: { king: Square; rook: Square }): Board {
    const after = new Board(this.fen);
    const [king, rook] = [this.squares[from.king], this.squares[from.rook]];
    after.squares[from.king] = after.squares[from.rook] = undefined;
    after.squares[to.king] = king;
    after.squares[to.rook] = rook;
    after.pass();
    return after;
  }

  private next(passed: Square | undefined): void {
    this.passed = passed;
    if (this.side === 'b') this.number++;
    this.side = opponentOf(this.side);
  }

  private isKingAttacked(color: Color): boolean {
    const king = this.squares.findIndex((piece) => piece?.kind === 'k' && piece.color === color);
    return king >= 0 && this.isAttacked(king, opponentOf(color));
  }

  private isLegal(move: BoardMove): boolean {
    const { squares } = this;
    const { from, to, captured = to } = move;
    const [piece, other, taken] = [squares[from], squares[to], squares[captured]];
    this.put(move);
    const isLegal = !this.isKingAttacked(move.color);
    squares[from] = piece;
    squares[to] = other;
    squares[captured] = taken;
    return isLegal;
  }

  private put({ from, to, color, captured, promotion }: BoardMove): void {
    const { squares } = this;
    const piece = squares[from];
    if (captured !== undefined) squares[captured] = undefined;
    squares[from] = undefined;
    squares[to] = promotion ? PIECES.get(letterOf({ color, kind: promotion })) : piece;
  }

  private addPiece(from: Square, { color, kind }: Piece, wanted: Square | undefined, moves: BoardMove[]): void {
    for (const ray of RAYS[kind === 'p' ? 'k' : kind][from] ?? []) {
      if (wanted !== undefined && !ray.includes(wanted)) continue;
      for (const to of ray) {
        const other = this.squares[to];
        if (other?.color === color) break;
        if (wanted === undefined || wanted === to)
          moves.push({ color, from, to, kind, ...(other && { captured: to }) });
        if (other) break;
      }
    }
  }

  private addPawn(from: Square, wanted: Square | undefined, moves: BoardMove[]): void {
    const { squares, side: color } = this;
    const add = (to: Square, captured?: Square): void => {
      if (wanted !== undefined && wanted !== to) return;
      const move: BoardMove = { color, from, to, kind: 'p', ...(captured !== undefined && { captured }) };
      if (rowOf(to) > 0 && rowOf(to) < 7) moves.push(move);
      else for (const promotion of PROMOTIONS) moves.push({ ...move, promotion });
    };
    const step = STEP_OF_PAWN[color];
    if (!squares[from + step]) {
      add(from + step);
      if (rowOf(from) === (color === 'w' ? 6 : 1) && !squares[from + 2 * step]) add(from + 2 * step);
    }
    for (const to of ATTACKS_OF_PAWN[color][from] ?? []) {
      const other = squares[to];
      if (other && other.color !== color) add(to, to);
      else if (!other && to === this.passed) add(to, 8 * rowOf(from) + fileOf(to));
    }
  }
}

function letterOf({ color, kind }: Piece): string {
  return color === 'w' ? kind.toUpperCase() : kind;
}
