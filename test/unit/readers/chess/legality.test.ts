import assert from 'node:assert/strict';
import { Chess } from 'chess.js';
import { Position } from '../../../../src/readers/chess/position';
import { SQUARE_NAMES } from '../../../../src/readers/chess/squares';
import { randomGame, STARTS } from './random-games';

/** Milliseconds: generous, for a machine that is busy with other things. */
const TIMEOUT = 120_000;

const SEED = 20260101;

/** Every pair of squares, with and without a promotion, that `resolve` takes for legal; castling as the king's step. */
function legalMoves(position: Position): string[] {
  const found: string[] = [];
  for (let from = 0; from < 64; from++)
    for (let to = 0; to < 64; to++)
      for (const promotion of [undefined, 'q', 'n'] as const) {
        const resolution = position.resolve({ form: 'squares', from, to, ...(promotion && { promotion }) });
        if ('ply' in resolution)
          found.push(`${SQUARE_NAMES[from]!}${SQUARE_NAMES[resolution.ply.to]!}${promotion ?? ''}`);
      }
  // King takes own rook is a second way to write castling.
  return [...new Set(found)].sort();
}

describe(`legality of chess moves (random positions, seed ${SEED})`, () => {
  it('is that of chess.js for every pair of squares, and so is the FEN', () => {
    for (let seed = SEED; seed < SEED + STARTS.length; seed++) {
      const { start, moves } = randomGame(seed, 60);
      const position = Position.fromFen(start);
      for (const [index, move] of moves.entries()) {
        if (index % 6 === 0) {
          const legal = new Chess(position.fen).moves({ verbose: true }).map(({ lan }) => lan);
          assert.deepEqual(legalMoves(position), legal.filter((lan) => !/[rb]$/.test(lan.slice(4))).sort());
        }
        const resolution = position.resolve({
          form: 'squares',
          from: SQUARE_NAMES.indexOf(move.from),
          to: SQUARE_NAMES.indexOf(move.to),
          ...(move.promotion && { promotion: move.promotion }),
        });
        assert.ok('ply' in resolution);
        position.play(resolution.ply);
        assert.equal(position.fen, move.after);
      }
    }
  });
}).timeout(TIMEOUT);
