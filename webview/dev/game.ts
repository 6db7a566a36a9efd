import type { Probe, WorldView } from '../../src/protocol/messages';
import { squareName, SQUARES } from '../../src/world/board';
import { eight } from './kinds';
import { probe } from './sample';

const NAMES = Array.from({ length: SQUARES }, (_, square) => squareName(square));
const BACK = ['rook', 'knight', 'bishop', 'queen', 'king', 'bishop', 'knight', 'rook'];

/** Legal's mate: sacrifices and captures within fourteen plies. */
const MOVES = 'e2e4 e7e5 g1f3 d7d6 f1c4 c8g4 b1c3 g7g6 f3e5 g4d1 c4f7 e8e7 c3d5'.split(' ');

function startOn(square: number): string {
  const row = Math.floor(square / 8);
  const color = row < 2 ? 'black' : 'white';
  if (row === 1 || row === 6) return `${color} pawn`;
  return row === 0 || row === 7 ? `${color} ${BACK[square % 8] ?? ''}` : 'empty';
}

/** Pieces that models follow. */
const FOLLOWED = ['white queen d1', 'white bishop f1', 'white knight g1', 'black bishop c8', 'black king e8'];

/** A whole game, as the extension would send it, and what models of five pieces believe of it. */
export function game(): Probe {
  const slots = [...NAMES, 'captured 1', 'captured 2', 'captured 3'];
  const objects = slots.map((slot, index) => `${index < SQUARES ? startOn(index) : 'empty'} ${slot}`);
  const boards = [[...objects.keys()]];
  let captured = SQUARES;
  for (const move of MOVES) {
    const board = [...(boards.at(-1) ?? [])];
    const [from, to] = [NAMES.indexOf(move.slice(0, 2)), NAMES.indexOf(move.slice(2))];
    const [moving = 0, taken = 0] = [board[from], board[to]];
    if (objects[taken]?.startsWith('empty')) [board[to], board[from]] = [moving, taken];
    else {
      [board[to], board[from], board[captured]] = [moving, board[captured] ?? 0, taken];
      captured++;
    }
    boards.push(board);
  }
  // In the order in which they stand, captured ones last.
  const place = (board: readonly number[], name: string): number => board.indexOf(objects.indexOf(name));
  const first = boards[0] ?? [];
  const five = FOLLOWED.toSorted((a, b) => place(first, a) - place(first, b));
  const orders = boards.map((board) =>
    [...five.keys()].sort((a, b) => place(board, five[a] ?? '') - place(board, five[b] ?? '')),
  );
  const view: WorldView = {
    view: 'five-objects',
    slots: ['1st', '2nd', '3rd', '4th', '5th'],
    objects: five,
    truth: Int16Array.from(orders.flat()),
    note: `Five of 32 pieces are followed, those that move the most, kings last: ${five.join(', ')}. Models have room for five, and say in which order they stand, those that are captured last.`,
  };
  return {
    ...probe('game', MOVES.length),
    ...{ title: 'legal.pgn', domain: 'chess', source: { name: 'legal.pgn', language: 'chess' } },
    steps: {
      count: MOVES.length,
      texts: [...MOVES],
      notations: MOVES.map((move) => `${move.slice(0, 2)} to ${move.slice(2)}`),
    },
    views: [view, { view: 'whole', slots, objects, truth: Int16Array.from(boards.flat()) }],
    models: eight(view, 0.3),
  };
}
