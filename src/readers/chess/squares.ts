import { SQUARES, type Color, type PieceSymbol, type Square as SquareName } from 'chess.js';

/** A square by its place in a FEN: 0 is a8, 7 is h8, 63 is h1. The slots of a chess world begin with these 64. */
export type Square = number;

export const SQUARE_NAMES: readonly SquareName[] = SQUARES;

const BY_NAME = new Map<string, Square>(SQUARE_NAMES.map((name, square) => [name, square]));

/** @throws RangeError when there is no square of that name. */
export function squareOf(name: string): Square {
  const square = BY_NAME.get(name);
  if (square === undefined) throw new RangeError(`there is no square ${name}`);
  return square;
}

/** @throws RangeError when `square` is not one of the 64. */
export function nameOf(square: Square): SquareName {
  const name = SQUARE_NAMES[square];
  if (name === undefined) throw new RangeError(`there is no square ${square}`);
  return name;
}

/** 0 for the a-file … 7 for the h-file. */
export function fileOf(square: Square): number {
  return square & 7;
}

/** 0 for the eighth rank … 7 for the first, as in a FEN. */
export function rowOf(square: Square): number {
  return square >> 3;
}

export interface Piece {
  color: Color;
  kind: PieceSymbol;
}

const KIND_NAMES: Record<PieceSymbol, string> = {
  p: 'pawn',
  n: 'knight',
  b: 'bishop',
  r: 'rook',
  q: 'queen',
  k: 'king',
};

export function kindName(kind: PieceSymbol): string {
  return KIND_NAMES[kind];
}

/** `White` or `Black`, as a sentence about a game calls them. */
export function sideName(color: Color): string {
  return color === 'w' ? 'White' : 'Black';
}

/** `white queen`. */
export function pieceName({ color, kind }: Piece): string {
  return `${color === 'w' ? 'white' : 'black'} ${KIND_NAMES[kind]}`;
}

export function opponentOf(color: Color): Color {
  return color === 'w' ? 'b' : 'w';
}
