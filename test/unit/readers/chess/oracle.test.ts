import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chess } from 'chess.js';
import { isPermutation } from '../../../../src/algebra/maps';
import { readChess } from '../../../../src/readers/chess';
import type { ReadOptions } from '../../../../src/readers/reader';
import { states, type Trace } from '../../../../src/trace/trace';
import { placementOf, placementOfFen } from './placement';
import { randomGame, sortOf } from './random-games';

/** Milliseconds: generous, for a machine that is busy with other things. */
const TIMEOUT = 120_000;

const FIRST_SEED = 20260101;
const GAMES = 60;
const PLIES = 120;

const read = (text: string, options: ReadOptions = {}): Promise<Trace> =>
  readChess({ uri: 'game', language: 'chess', text }, options);

const maps = (trace: Trace) => trace.steps.map((step) => step.map);

describe(`chess against chess.js (random games, seeds ${FIRST_SEED}–${FIRST_SEED + GAMES - 1})`, () => {
  const games = Array.from({ length: GAMES }, (_, index) => randomGame(FIRST_SEED + index, PLIES));

  it('comes upon every kind of move', () => {
    const sorts = new Set(games.flatMap(({ moves }) => moves.map(sortOf)));
    assert.deepEqual([...sorts].sort(), ['capture', 'castling', 'en passant', 'promotion', 'step']);
  });

  it('has the board of chess.js after every ply, by permutations only', async () => {
    for (const { start, moves } of games) {
      const trace = await read(`FEN: ${start}\n${moves.map((move) => move.lan).join(' ')}`);
      const captures = moves.filter((move) => move.captured).length;
      const promotions = moves.filter((move) => move.promotion).length;
      assert.equal(trace.slots.length, 64 + captures + promotions);
      assert.equal(trace.illegal, undefined);
      const boards = states(trace).map((state) => placementOf(trace, state!));
      assert.deepEqual(boards, [start, ...moves.map((move) => move.after)].map(placementOfFen));
      assert.ok(trace.steps.every((step) => step.map && isPermutation(step.map)));
      assert.equal(placementOf(trace, trace.final!), boards.at(-1));
    }
  });

  it('reads SAN, UCI, pairs and PGN as the same maps, each with the text of its move', async () => {
    for (const { start, moves, pgn } of games) {
      const pair = (lan: string) => `(${lan.match(/[a-h][1-8]|[qrbn]$/g)?.join(', ') ?? ''})`;
      const dresses = [moves.map((m) => m.lan), moves.map((m) => m.san), moves.map((m) => pair(m.lan))];
      const uci = await read(`${start}\n${dresses[0]!.join('\n')}`);
      for (const texts of dresses) {
        const text = `FEN: ${start}\r\n${texts.join(', ')}`;
        const trace = await read(text);
        assert.deepEqual(maps(trace), maps(uci));
        assert.deepEqual(
          trace.steps.map((step) => step.text),
          texts,
        );
        for (const { range, text: written } of trace.steps) {
          assert.ok(range && range.start.line === range.end.line);
          const line = text.split('\r\n')[range.start.line]!;
          assert.equal(line.slice(range.start.character, range.end.character), written);
        }
      }
      assert.deepEqual(maps(await read(pgn)), maps(uci));
    }
  });
}).timeout(TIMEOUT);

describe('chess: real games', () => {
  const samples = join(__dirname, '../../../../samples');
  const file = (name: string) => readFileSync(join(samples, name), 'utf8');

  /** chess.js reads one game a time. */
  const gamesOf = (text: string) => text.split(/(?=\[Event )/).filter((game) => game.startsWith('[Event '));

  for (const name of ['opera-game.pgn', 'famous-games.pgn'])
    it(`of samples/${name} end on the board of chess.js`, async () => {
      const games = gamesOf(file(name));
      for (const [index, pgn] of games.entries()) {
        const chess = new Chess();
        chess.loadPgn(pgn.replace(/^%.*/gm, ''));
        const trace = await read(file(name), { game: index + 1 });
        assert.equal(trace.illegal, undefined);
        assert.equal(trace.steps.length, chess.history().length);
        assert.equal(placementOf(trace, trace.final!), placementOfFen(chess.fen()));
      }
      await assert.rejects(read(file(name), { game: games.length + 1 }), /was asked for, but the text holds/);
    });

  it('of which the variations are legal too', async () => {
    const text = file('famous-games.pgn');
    for (const [game, variation] of [
      [1, [1]],
      [1, [0, 1]],
      [1, [0, 1, 1]],
      [2, [1]],
      [3, [1]],
      [3, [0, 1]],
      [4, [1]],
      [4, [0, 1]],
    ] as const) {
      const trace = await read(text, { game, variation: [...variation] });
      assert.equal(trace.illegal, undefined, `game ${game}, variation ${variation.join(' ')}`);
    }
    await assert.rejects(
      read(text, { game: 2, variation: [2] }),
      /:29:10: error: here is no variation 2, only 1 of them/,
    );
  });

  it('castling through a bishop is where samples/castling-illegal.uci ends', async () => {
    const trace = await read(file('castling-illegal.uci'));
    assert.deepEqual(trace.illegal, {
      step: 8,
      reason: 'the way for castling is not free: there is a piece on f1',
    });
    assert.deepEqual(
      trace.steps.map((step) => step.map === null),
      [...Array<boolean>(8).fill(false), true, true],
    );
    assert.equal(trace.final, null);
  });
}).timeout(TIMEOUT);
