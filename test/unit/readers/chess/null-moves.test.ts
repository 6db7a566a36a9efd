import assert from 'node:assert/strict';
import { Chess } from 'chess.js';
import { isIdentity } from '../../../../src/algebra/maps';
import { readChess } from '../../../../src/readers/chess';
import { states } from '../../../../src/trace/trace';
import { placementOf, placementOfFen } from './placement';
import { randomNumbers, STARTS } from './random-games';

const FIRST_SEED = 20261128;
const GAMES = 40;
const PLIES = 80;
const WRITTEN = ['--', 'Z0', '0000', '@@@@', '<>'];

const read = (text: string) => readChess({ uri: 'game', language: 'chess', text }, {});

/** A random game in which every fifth move or so is a null move; the placements are those of chess.js. */
function gameWithNullMoves(seed: number) {
  const random = randomNumbers(seed);
  const chess = new Chess(STARTS[seed % STARTS.length]);
  const [start, moves, placements] = [chess.fen(), [] as string[], [placementOfFen(chess.fen())]];
  while (moves.length < PLIES) {
    const legal = chess.moves();
    if (legal.length === 0) break;
    const passes = random() < 0.2 && !chess.isCheck();
    const move = passes ? '--' : legal[Math.floor(random() * legal.length)]!;
    chess.move(move);
    moves.push(passes ? WRITTEN[Math.floor(random() * WRITTEN.length)]! : move);
    placements.push(placementOfFen(chess.fen()));
  }
  return { start, moves, placements };
}

describe(`null moves (random games against chess.js, seeds ${FIRST_SEED}–${FIRST_SEED + GAMES - 1})`, () => {
  it('are steps of their own that move nothing, and the game goes on as in chess.js', async () => {
    let passed = 0;
    for (let seed = FIRST_SEED; seed < FIRST_SEED + GAMES; seed++) {
      const { start, moves, placements } = gameWithNullMoves(seed);
      const trace = await read(`FEN: ${start}\n${moves.join(' ')}`);
      assert.equal(trace.illegal, undefined, `seed ${seed}`);
      assert.deepEqual(
        trace.steps.map(({ text }) => text),
        moves,
      );
      assert.deepEqual(
        states(trace).map((state) => placementOf(trace, state!)),
        placements,
        `seed ${seed}`,
      );
      for (const { text, map } of trace.steps) if (WRITTEN.includes(text)) passed += Number(isIdentity(map!));
    }
    assert.ok(passed > 300, `${passed} null moves`);
  });

  it('are told from the numbers of moves, castling with zeros and each other, however close they stand', async () => {
    for (const text of [
      '1. e4 -- 2. d4 e5 3. dxe5 *',
      '1.e4 0000 2.d4 e5 3.dxe5',
      'e2e4 0000 d2d4 e7e5 d4e5',
      'position startpos moves e2e4 0000 d2d4 e7e5 d4e5',
      '1. e4 {waits} @@@@!? 2. d4 e5 3. dxe5',
      '(e2, e4), <>, (d2, d4), (e7, e5), (d4, e5)',
      '1. e4 1... Z0 2. d4 e5 3. dxe5 (3. -- exd4)',
    ]) {
      const trace = await read(text);
      assert.equal(trace.steps.length, 5, text);
      assert.equal(placementOf(trace, trace.final!), 'rnbqkbnr/pppp1ppp/8/4P3/4P3/8/PPP2PPP/RNBQKBNR', text);
    }
    const castled = await read('e4 e5 Nf3 Nc6 Bc4 Bc5 0-0 0000 d3');
    assert.equal(castled.steps.length, 9);
    assert.equal(castled.illegal, undefined);
  });

  it('may stand first, also where Black is to move', async () => {
    const trace = await read('-- e5 e4');
    assert.equal(trace.illegal, undefined);
    assert.equal(placementOf(trace, trace.final!), 'rnbqkbnr/pppp1ppp/8/4p3/4P3/8/PPPP1PPP/RNBQKBNR');
  });
});
