import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chess } from 'chess.js';
import fc from 'fast-check';
import { elementOf } from '../../../../src/algebra/elements';
import { compose, identity, isIdentity, type SlotMap } from '../../../../src/algebra/maps';
import { formatCycles } from '../../../../src/algebra/notation';
import { toTranspositions, transposition } from '../../../../src/algebra/transpositions';
import { readChess } from '../../../../src/readers/chess';
import { encodeChess, START } from '../../../../src/reductions/chess';
import { wordOf } from '../../../../src/reductions/read-back';
import { fiveObjects } from '../../../../src/trace/five-objects';
import { states } from '../../../../src/trace/trace';
import { permutation } from '../../arbitraries';

/** Milliseconds: generous, for a machine that is busy with other things. */
const TIMEOUT = 120_000;

const SEED = 20260101;

const S5 = Array.from({ length: 120 }, (_, id) => elementOf(5, BigInt(id)));

const game = (text: string) => ({ uri: 'word', language: 'chess', text });

/** What stands on a8–e8 by a FEN, against what the arrangement says: column 0 held the rook at the start. */
const eighthRank = (arrangement: SlotMap) => arrangement.map((piece) => (piece === 0 ? 'r' : 'q')).join('');

describe('S5 as chess', () => {
  it('(1 3) is the twelve plies of Appendix B', () => {
    const { uci, pairs, san, fens } = encodeChess([transposition(5, 0, 2)]);
    assert.equal(uci.join(' '), 'a8a7 a1b1 c8c6 b1a1 a7c7 a1b1 c6a6 b1a1 c7c8 a1b1 a6a8 b1a1');
    assert.equal(pairs.slice(0, 3).join(' '), '(a8, a7) (a1, b1) (c8, c6)');
    assert.equal(san.join(' '), 'Ra7 Kb1 Qcc6 Ka1 Rc7 Kb1 Qa6 Ka1 Rc8 Kb1 Qaa8 Ka1');
    assert.equal(fens.at(-1), 'qqrqq3/8/8/8/8/8/PP6/K6k b - - 12 7');
  });

  it('plays all 120 permutations legally by chess.js from every column of the rook, with the FENs of chess.js', () => {
    for (let column = 0; column < 5; column++)
      for (const element of S5) {
        const first = transposition(5, 0, column);
        const word = column ? [first, element] : [element];
        const { uci, san, fens } = encodeChess(word);
        const chess = new Chess(START);
        for (const [ply, move] of uci.entries()) {
          // chess.js throws at an illegal move.
          const played = chess.move({ from: move.slice(0, 2), to: move.slice(2) });
          assert.equal(played.san, san[ply]);
          assert.equal(played.after, fens[ply]);
        }
        assert.ok(uci.length <= (word.length > 1 ? 60 : 48));
        const arrangement = word.reduce<number[]>(compose, identity(5));
        assert.ok(chess.fen().startsWith(`${eighthRank(arrangement)}3/`));
        assert.match(chess.fen(), /\/K6k b - - /);
      }
  });

  it(`is read back as the same word from UCI, pairs and PGN (seed ${SEED})`, async () => {
    const words = fc.array(permutation(5), { minLength: 1, maxLength: 200, size: 'max' });
    await fc.assert(
      fc.asyncProperty(words, async (word) => {
        const encoded = encodeChess(word);
        for (const text of [encoded.uciText, encoded.pairsText, encoded.pgn])
          assert.deepEqual(await wordOf(game(text)), word);
      }),
      { seed: SEED, numRuns: 12 },
    );
  });

  it(`without the comments is read back as its transpositions (seed ${SEED})`, async () => {
    const words = fc.array(permutation(5), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(words, async (word) => {
        const { uci, pgn } = encodeChess(word);
        const swaps = word.flatMap((element) => toTranspositions(element).map(([i, j]) => transposition(5, i, j)));
        assert.deepEqual(await wordOf(game(`FEN: ${START}\n${uci.join(' ')}`)), swaps);
        assert.deepEqual(await wordOf(game(pgn.replace(/\{[^}]*\}/g, ''))), swaps);
      }),
      { seed: SEED, numRuns: 20 },
    );
  });

  it(`the five-object view of the game multiplies to the word, element by element (seed ${SEED})`, async () => {
    const words = fc.array(permutation(5), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(words, async (word) => {
        const encoded = encodeChess(word);
        const trace = await readChess(game(encoded.pgn), { steps: 'moves' });
        const view = fiveObjects(trace);
        assert.deepEqual(view.objects, [
          'black rook a8',
          'black queen b8',
          'black queen c8',
          'black queen d8',
          'black queen e8',
        ]);
        const seen = states(view);
        let product = identity(5);
        let ply = 0;
        for (const element of word) {
          product = compose(product, element);
          ply += 12 * toTranspositions(element).length;
          assert.deepEqual(seen[ply], product);
        }
        assert.equal(ply, trace.steps.length);
        assert.ok(ply === 0 || !view.steps.every((step) => step.map && isIdentity(step.map)));
      }),
      { seed: SEED, numRuns: 40 },
    );
  });

  it('is read back where White passes instead of moving its king', async () => {
    const moves = 'a8a7 -- c8c6 0000 a7c7 Z0 c6a6 -- c7c8 <> a6a8 @@@@';
    assert.deepEqual(await wordOf(game(`FEN: ${START}\n{(1 3)} ${moves}\n{()}`)), [
      [2, 1, 0, 3, 4],
      [0, 1, 2, 3, 4],
    ]);
  });

  it('writes a PGN that chess.js loads, in lines shorter than 80 columns', () => {
    const { pgn, fens } = encodeChess(S5);
    assert.ok(pgn.split('\n').every((line) => line.length < 80));
    const chess = new Chess();
    chess.loadPgn(encodeChess(S5.slice(0, 24)).pgn);
    assert.equal(chess.fen(), encodeChess(S5.slice(0, 24)).fens.at(-1));
    assert.equal(new Set(fens).size, fens.length);
  });

  it('is what samples/word.* hold, one word in three dresses', async () => {
    const sample = (name: string) => readFileSync(join(__dirname, '../../../../samples', name), 'utf8');
    const word = await wordOf(game(sample('word.uci')));
    assert.ok(word.length > 5);
    const { uciText, pairsText, pgn } = encodeChess(word);
    assert.deepEqual([sample('word.uci'), sample('word.chess'), sample('word.pgn')], [uciText, pairsText, pgn]);
  });

  it('is what docs/reading-chess.md shows', async () => {
    const page = readFileSync(join(__dirname, '../../../../docs/reading-chess.md'), 'utf8');
    const [, text = '', said = ''] = /```chess-word\n([^]*?)=> (.*)\n```/.exec(page)!;
    const word = await wordOf(game(text));
    assert.equal(word.map(formatCycles).join(' '), said);
    assert.equal(encodeChess(word).uciText, text);
    assert.ok(page.includes(START));
  });

  it('refuses what is not a permutation of five', () => {
    assert.throws(() => encodeChess([[0, 1, 2, 3]]), RangeError);
    assert.throws(() => encodeChess([[0, 0, 2, 3, 4]]), RangeError);
  });
}).timeout(TIMEOUT);

describe('chess back to a word', () => {
  const swap = 'a8a7 a1b1 c8c6 b1a1 a7c7 a1b1 c6a6 b1a1 c7c8 a1b1 a6a8 b1a1';
  for (const [what, text, error] of [
    ['another start', 'e2e4 e7e5', 'word:1:1: error: a word as a game starts from the position'],
    [
      'an illegal move',
      `FEN: ${START}\na8a6 a1a4`,
      'word:2:6: error: illegal move: a king does not move from a1 to a4',
    ],
    ['half a swap', `FEN: ${START}\n${swap}\na8a7 a1b1`, 'word:3:6: error: an element of the word ends here'],
    [
      'a comment too early',
      `FEN: ${START}\n{(1 3)} a8a7 a1b1 {(1 2)} c8c6`,
      'word:2:14: error: an element of the word',
    ],
    ['a comment too late', `FEN: ${START}\n${swap} {(1 2)}`, 'word:2:61: error: the moves before this comment'],
    [
      'a comment that is wrong',
      `FEN: ${START}\n{(1 2)} ${swap}`,
      'word:2:1: error: the moves after this comment are (1 3), not (1 2)',
    ],
  ] as const)
    it(`refuses ${what}`, async () => {
      await assert.rejects(
        wordOf(game(text)),
        (thrown: Error) => thrown.name === 'SourceError' && thrown.message.startsWith(error),
      );
    });
}).timeout(TIMEOUT);
