/** Where pieces can go from each square of an empty board. */
import type { Color } from 'chess.js';
import { fileOf, rowOf, type Square } from './squares';

type Direction = readonly [files: number, rows: number];

const STRAIGHT: readonly Direction[] = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
];
const DIAGONAL: readonly Direction[] = [
  [1, -1],
  [1, 1],
  [-1, 1],
  [-1, -1],
];
const JUMPS: readonly Direction[] = [-2, -1, 1, 2].flatMap((files) =>
  [-2, -1, 1, 2].flatMap((rows): Direction[] => (Math.abs(files) === Math.abs(rows) ? [] : [[files, rows]])),
);

/** The squares in a direction, the nearest first; `most` of them. */
function ray(from: Square, [files, rows]: Direction, most: number): Square[] {
  const squares: Square[] = [];
  let [file, row] = [fileOf(from) + files, rowOf(from) + rows];
  for (; squares.length < most && file >= 0 && file < 8 && row >= 0 && row < 8; file += files, row += rows)
    squares.push(8 * row + file);
  return squares;
}

function fromEach(directions: readonly Direction[], most: number): readonly (readonly (readonly Square[])[])[] {
  return Array.from({ length: 64 }, (_, from) =>
    directions.map((direction) => ray(from, direction, most)).filter((squares) => squares.length > 0),
  );
}

/** For each square the ways that a piece can go, each until something stands in it. */
export const RAYS = {
  n: fromEach(JUMPS, 1),
  k: fromEach([...STRAIGHT, ...DIAGONAL], 1),
  b: fromEach(DIAGONAL, 8),
  r: fromEach(STRAIGHT, 8),
  q: fromEach([...STRAIGHT, ...DIAGONAL], 8),
};

/** White's pawns go to the eighth rank, which is row 0. */
export const STEP_OF_PAWN: Record<Color, number> = { w: -8, b: 8 };

/** Squares on which a pawn of a colour captures. */
export const ATTACKS_OF_PAWN: Record<Color, readonly (readonly Square[])[]> = {
  w: attacks(-1),
  b: attacks(1),
};

function attacks(rows: number): readonly (readonly Square[])[] {
  return Array.from({ length: 64 }, (_, from) => [-1, 1].flatMap((files) => ray(from, [files, rows], 1)));
}
