import assert from 'node:assert/strict';
import { Chess } from 'chess.js';
import { Position } from '../../../../src/readers/chess/position';
import { SQUARE_NAMES } from '../../../../src/readers/chess/squares';
import { randomGame, STARTS } from './random-games';

/** Milliseconds: generous, for a machine that is busy with other things. */
const TIMEOUT = 120_000;

const SEED = 20260101;

/** Where what a move leaves open decides: pins, double check, captures en passant that uncover the king. */
const SPECIAL = [
  '4r2k/8/8/8/8/4N3/8/N3K3 w - - 0 1',
  '4k3/8/8/b7/8/2N5/8/N3K3 w - - 0 1',
  '8/8/8/K2pP2r/8/8/8/7k w - d6 0 2',
  '8/2p5/8/KP1pP2r/8/8/8/7k w - d6 0 2',
  '4k3/8/8/3pP3/8/8/8/4K2b w - d6 0 2',
  '3r3k/8/8/8/1b6/8/3Q4/3K4 w - - 0 1',
  '4k3/8/5n2/8/8/8/4r3/R3K2R w KQ - 0 1',
  '1k6/8/8/8/8/R6R/8/K2Q1Q2 w - - 0 1',
];

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

  it('is that of chess.js for all that a move may be called, by piece, file, row and square', () => {
    const outcomes = { ply: 0, illegal: 0, ambiguous: 0 };
    const check = (fen: string): void => {
      const position = Position.fromFen(fen);
      const legal = new Chess(fen).moves({ verbose: true }).filter((move) => !/^O-O/.test(move.san));
      const maybe = [undefined, 0, 3, 6];
      for (const kind of ['p', 'n', 'b', 'r', 'q', 'k'] as const)
        for (let to = 0; to < 64; to++)
          for (const file of maybe)
            for (const row of [undefined, 3, 7])
              for (const promotion of kind === 'p' ? [undefined, 'r' as const] : [undefined]) {
                const fits = legal.filter((move) => {
                  const from = SQUARE_NAMES.indexOf(move.from);
                  // A pawn whose file is not named stays on it.
                  const wanted = file ?? (kind === 'p' ? to & 7 : from & 7);
                  const isFrom = (from & 7) === wanted && (row === undefined || from >> 3 === row);
                  return move.piece === kind && move.to === SQUARE_NAMES[to] && isFrom && move.promotion === promotion;
                });
                const found = position.resolve({
                  ...{ form: 'san', kind, to },
                  ...(file !== undefined && { file }),
                  ...(row !== undefined && { row }),
                  ...(promotion && { promotion }),
                });
                const outcome = fits.length === 1 ? 'ply' : fits.length === 0 ? 'illegal' : 'ambiguous';
                assert.ok(outcome in found, `${fen}: ${kind} ${file ?? ''} ${row ?? ''} ${SQUARE_NAMES[to]!}`);
                outcomes[outcome]++;
                if ('ply' in found) assert.equal(SQUARE_NAMES[found.ply.from], fits[0]!.from);
              }
    };
    for (let seed = SEED; seed < SEED + 2; seed++)
      for (const [index, move] of randomGame(seed, 60).moves.entries()) if (index % 15 === 4) check(move.after);
    for (const fen of SPECIAL) check(fen);
    assert.ok(
      Object.values(outcomes).every((count) => count > 10),
      JSON.stringify(outcomes),
    );
  });
}).timeout(TIMEOUT);
