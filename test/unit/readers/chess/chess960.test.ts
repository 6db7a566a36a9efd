import assert from 'node:assert/strict';
import { readChess } from '../../../../src/readers/chess';
import { castlingObstacle, castlingTargets, parseRights } from '../../../../src/readers/chess/castling';
import { Position } from '../../../../src/readers/chess/position';
import { Board } from '../../../../src/readers/chess/rules';
import { SQUARE_NAMES } from '../../../../src/readers/chess/squares';
import { isPermutation } from '../../../../src/algebra/maps';
import { placementOf } from './placement';

/** Milliseconds: generous, for a machine that is busy with other things. */
const TIMEOUT = 120_000;

/** Numbers of games of 1, 2 and 3 plies, from the perft tables for Chess960 (chessprogramming.org, fischer.epd). */
const PERFT: [fen: string, ...games: number[]][] = [
  ['bqnb1rkr/pp3ppp/3ppn2/2p5/5P2/P2P4/NPP1P1PP/BQ1BNRKR w HFhf - 2 9', 21, 528, 12189],
  ['2nnrbkr/p1qppppp/8/1ppb4/6PP/3PP3/PPP2P2/BQNNRBKR w HEhe - 1 9', 21, 807, 18002],
  ['b1q1rrkb/pppppppp/3nn3/8/P7/1PPP4/4PPPP/BQNNRKRB w GE - 1 9', 20, 479, 10471],
  ['qbbnnrkr/2pp2pp/p7/1p2pp2/8/P3PP2/1PPP1KPP/QBBNNR1R w hf - 0 9', 22, 593, 13440],
  ['qnr1bkrb/pppp2pp/3np3/5p2/8/P2P2P1/NPP1PP1P/QN1RBKRB w GDg - 3 9', 33, 823, 26895],
  ['bnqnrbkr/1pp2pp1/p7/3pP2p/4P1P1/8/PPPP3P/BNQNRBKR w HEhe d6 0 9', 31, 984, 28677],
  ['nnrkbbqr/1p2pppp/p2p4/2p5/8/1N2P1P1/PPPP1P1P/1NKRBBQR w hc - 0 9', 26, 672, 18136],
  ['nbnrbk1r/pppppppq/8/7p/8/1N2QPP1/PPPPP2P/NB1RBK1R w HDhd - 2 9', 36, 973, 35403],
  ['nbkr1qbr/1pp1pppp/pn1p4/8/3P2P1/5R2/PPP1PP1P/NBN1KQBR w H - 2 9', 30, 627, 18669],
  ['n1rkqbbr/p1pp1pp1/np2p2p/8/8/N4PP1/PPPPP1BP/N1RKQ1BR w HChc - 0 9', 27, 670, 19119],
];

/** Legal moves by the board's moves and the rights to castle, each resolved from its text as a reader would. */
function games(fen: string, depth: number): number {
  const fields = fen.split(' ');
  const board = new Board([fields[0], fields[1], '-', ...fields.slice(3)].join(' '));
  const { rights, unborne } = parseRights(
    fields[2]!,
    SQUARE_NAMES.map((_, square) => board.pieceAt(square)),
  );
  assert.equal(unborne, '');
  const own = rights.filter((right) => right.color === board.turn && castlingObstacle(board, right) === null);
  const moves = [...board.moves(), ...own.map(({ king, rook }) => ({ from: king, to: rook, promotion: undefined }))];
  if (depth === 1) return moves.length;
  return moves.reduce((count, { from, to, promotion }) => {
    const position = Position.fromFen(fen);
    const resolution = position.resolve({ form: 'squares', from, to, ...(promotion && { promotion }) });
    assert.ok('ply' in resolution);
    position.play(resolution.ply);
    return count + games(position.fen, depth - 1);
  }, 0);
}

describe('Chess960', () => {
  for (const [fen, ...counts] of PERFT)
    it(`has the published numbers of games from ${fen}`, () => {
      assert.deepEqual(
        counts.map((_, index) => games(fen, index + 1)),
        counts,
      );
    });

  it('castles by a permutation of places from every start of king and rooks, unless the other rook is in the way', async () => {
    const files = [0, 1, 2, 3, 4, 5, 6, 7];
    const span = (a: number, b: number) => files.filter((file) => file >= Math.min(a, b) && file <= Math.max(a, b));
    let castlings = 0;
    for (const aRook of files)
      for (const king of files.filter((file) => file > aRook))
        for (const hRook of files.filter((file) => file > king)) {
          const rank = files.map((file) => (file === king ? 'K' : file === aRook || file === hRook ? 'R' : '1'));
          const placement = `k7/pppppppp/8/8/8/8/8/${rank.join('').replace(/1+/g, (empty) => String(empty.length))}`;
          for (const side of ['k', 'q'] as const) {
            const [rook, other] = side === 'k' ? [hRook, aRook] : [aRook, hRook];
            const text = `[Variant "Chess960"]\n[FEN "${placement} w KQ - 0 1"]\n\n1. ${side === 'k' ? 'O-O' : 'O-O-O'}`;
            const trace = await readChess({ uri: 'x', language: 'chess', text }, {});
            const targets = castlingTargets({ color: 'w', side, king: 56 + king, rook: 56 + rook });
            const way = [...span(king, targets.king - 56), ...span(rook, targets.rook - 56)];
            const map = trace.steps[0]!.map;
            assert.equal(map === null, way.includes(other), text);
            if (!map) continue;
            castlings++;
            assert.ok(isPermutation(map));
            assert.equal(map[targets.king], 56 + king);
            assert.equal(map[targets.rook], 56 + rook);
            assert.ok(map.every((from, slot) => from === slot || [...way.map((file) => 56 + file)].includes(slot)));
          }
        }
    assert.ok(castlings > 56);
  });

  it('takes O-O, king takes rook, and in standard chess the king’s step of two files, for the same', async () => {
    const final = async (fen: string, move: string) => {
      const text = `FEN: ${fen}\n${move}`;
      const trace = await readChess({ uri: 'x', language: 'chess', text }, {});
      return trace.final && placementOf(trace, trace.final);
    };
    for (const [fen, moves, after] of [
      ['r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1', ['O-O', 'e1g1', 'e1h1', '(e1, g1)', 'Ke1g1'], 'r3k2r/8/8/8/8/8/8/R4RK1'],
      ['r3k2r/8/8/8/8/8/8/R3K2R b KQkq - 0 1', ['0-0-0', 'e8c8', 'e8a8', '(e8, a8)'], '2kr3r/8/8/8/8/8/8/R3K2R'],
      ['k7/p7/8/8/8/8/8/1RK4R w HB - 0 1', ['O-O', 'c1h1', 'c1g1'], 'k7/p7/8/8/8/8/8/1R3RK1'],
      ['k7/p7/8/8/8/8/8/1RK4R w HB - 0 1', ['O-O-O', 'c1b1'], 'k7/p7/8/8/8/8/8/2KR3R'],
      ['k7/p7/8/8/8/8/8/R4K1R w HA - 0 1', ['f1g1'], 'k7/p7/8/8/8/8/8/R5KR'],
    ] as const)
      for (const move of moves) assert.equal(await final(fen, move), after, `${fen} ${move}`);
  });
}).timeout(TIMEOUT);
