import type { Model, Probe, WorldView } from '../protocol/messages';
import { outcomeAt, rowOf, runOf } from '../protocol/models';
import { movesOf, type Move } from './places';

/** Squares come first among the places of a game, from a8 to h1. */
export const SQUARES = 64;

export interface Piece {
  color: 'white' | 'black';
  kind: 'king' | 'queen' | 'rook' | 'bishop' | 'knight' | 'pawn';
  /** As the world names it: what it is and where it started. */
  name: string;
}

/** A followed piece on a square. */
interface Followed {
  /** Its number among those that are followed, which gives it its colour. */
  object: number;
  piece: Piece;
  wrong: boolean;
}

/** A board as it is, or as a model believes it to be. */
export interface Board {
  /** By square. */
  pieces: (Piece | undefined)[];
  /** The pieces that models follow, by their squares. */
  followed: Map<number, Followed>;
  /** Followed pieces that stand on no square. */
  gone: Followed[];
  /** What the step moved, by squares. */
  moves: Move[];
}

export interface Boards {
  truth: Board;
  /** Null where the model gave no state, or does not follow pieces. */
  believed: Board | null;
}

const PIECE = /^(white|black) (king|queen|rook|bishop|knight|pawn) /;

function pieceNamed(name: string | undefined): Piece | undefined {
  const [, color, kind] = PIECE.exec(name ?? '') ?? [];
  return name === undefined || color === undefined || kind === undefined
    ? undefined
    : { color: color as Piece['color'], kind: kind as Piece['kind'], name };
}

/** The boards of a game after a step; null where the probe is of no game, or the game is over by an illegal move. */
export function boardsOf(probe: Probe, model: Model | null, step: number): Boards | null {
  const whole = probe.domain === 'chess' ? probe.views.find(({ view }) => view === 'whole') : undefined;
  if (!whole || whole.slots[0] !== 'a8' || whole.slots.length < SQUARES) return null;
  const run = runOf(model);
  const five = probe.views[run?.view ?? 0];
  const row = rowOf(whole.truth, whole.slots.length, step + 1);
  if ((row[0] ?? -1) < 0) return null;
  const pieces = Array.from(row.subarray(0, SQUARES), (object) => pieceNamed(whole.objects[object]));
  const moves = movesOf(rowOf(whole.truth, whole.slots.length, step), row).filter(
    ({ from, to }) => from < SQUARES && to < SQUARES && pieces[to] !== undefined,
  );
  if (five?.view !== 'five-objects') return { truth: { pieces, moves, ...none() }, believed: null };

  const count = five.slots.length;
  const order = rowOf(five.truth, count, step + 1);
  const squares = Array.from(order, (object) => squareOf(whole, row, five.objects[object]));
  const truth: Board = { pieces, moves, ...standing(five, order, order, squares) };
  if (!run || outcomeAt(run, step) === 'not run') return { truth, believed: null };
  const belief = rowOf(run.predicted, count, step);
  const stands = standing(five, belief, order, squares);
  const believed = [...pieces];
  for (const [square, { piece }] of stands.followed) believed[square] = piece;
  return { truth, believed: { pieces: believed, moves: [], ...stands } };
}

function none(): Pick<Board, 'followed' | 'gone'> {
  return { followed: new Map(), gone: [] };
}

function squareOf({ objects }: WorldView, row: Int16Array, name: string | undefined): number | null {
  const object = name === undefined ? -1 : objects.indexOf(name);
  const square = object < 0 ? -1 : row.indexOf(object);
  return square >= 0 && square < SQUARES ? square : null;
}

/** The followed pieces in an order, on the squares on which they stand in truth. */
function standing(
  five: WorldView,
  order: Int16Array,
  truth: Int16Array,
  squares: readonly (number | null)[],
): Pick<Board, 'followed' | 'gone'> {
  const board = none();
  order.forEach((object, rank) => {
    const piece = pieceNamed(five.objects[object]);
    if (!piece) return;
    const found = { object, piece, wrong: object !== truth[rank] };
    const square = squares[rank] ?? null;
    if (square === null) board.gone.push(found);
    else board.followed.set(square, found);
  });
  return board;
}

/** Such as `e4`. */
export function squareName(square: number): string {
  return `${'abcdefgh'[square % 8] ?? ''}${8 - Math.floor(square / 8)}`;
}
