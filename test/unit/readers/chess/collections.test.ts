import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readGame } from '../../../../src/readers/chess';
import { readGames } from '../../../../src/readers/chess/games';
import { Tokens } from '../../../../src/readers/chess/tokens';
import { Lines } from '../../../../src/trace/lines';
import { readExamples, readText } from '../../../../src/readers';

const SEED = 20260720;

/** Games as they stand in collections, with what may look like the tags of another one, and what lies between games. */
const game = fc.constantFrom(
  '[Event "a"]\n[Site "?"]\n\n1. e4 e5 2. Nf3 *\n\n',
  '[Event "b"]\r\n\r\n1. d4 d5 {a comment\r\n\r\n[with what looks like tags]\r\n\r\n} 2. c4 1-0\r\n\r\n',
  '[Event "c"]\n\n1. Nf3 Nf6 (1... d5 2. d4) 2. g3\n\n\n',
  '[Event "d"]\n\n[Round "2"]\n\n1. c4 c5 0-1\n \t\n',
  '[Event "e"]\n\n1. b3 b6 1/2-1/2 1. a3 a6 0-1\n\n',
  '[Event "f"]\n[Variant "Atomic"]\n\n1. Nf3 what ever *\n\n',
  '[Event "g"]\n\n1. e4 {1-0 was expected} c5 *\n\n',
  '{said of all games}\n\n',
  // Without tags it can stand only behind a result.
  '[Event "h"]\n\n1. g3 g6 * 1. f4 f5 *\n\n',
);

const collections = fc.array(game, { minLength: 1, maxLength: 8 }).map((games) => games.join(''));

function* cut(text: string, lengths: readonly number[]): Generator<string> {
  let at = 0;
  for (let k = 0; at < text.length; k++) {
    const end = at + (lengths[k % lengths.length] ?? 1);
    yield text.slice(at, end);
    at = end;
  }
}

describe(`collections of games (seed ${SEED})`, () => {
  it('have the same games, numbers and places whatever the pieces they come in', async () => {
    await fc.assert(
      fc.asyncProperty(
        collections,
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
        async (text, lengths) => {
          const source = { uri: 'c.pgn', language: 'chess', text };
          const lines = new Lines(text);
          const games = [...readGames(new Tokens(source, lines, 0, text.length))];
          for (const [index, { moves, variant }] of games.entries()) {
            const reading = readGame({ uri: 'c.pgn', language: 'chess' }, cut(text, lengths), { game: index + 1 });
            if (variant) {
              await assert.rejects(reading, /c\.pgn:\d+:\d+: error: the rules of "Atomic"/);
              continue;
            }
            const { steps } = await reading;
            assert.deepEqual(
              steps.map(({ range }) => range),
              moves.map(({ start, end }) => lines.range(start, end)),
            );
          }
          await assert.rejects(readGame(source, cut(text, lengths), { game: games.length + 1 }), {
            message: `c.pgn:1:1: error: game ${games.length + 1} was asked for, but the text holds ${games.length}`,
          });
          const found = [];
          for await (const passage of readExamples(source))
            found.push('trace' in passage ? passage.at : passage.fault.range);
          assert.equal(found.length, games.length);
        },
      ),
      { seed: SEED, numRuns: 200 },
    );
  });

  it('are read where a selection stands, whatever comes before it', async () => {
    const broken = '[Event "x"]\n\n1. e4 what is this *\n\n';
    const text = `${broken.repeat(3)}[Event "y"]\n\n1. e4 e5 2. Nf3 Nc6 *\n`;
    const selection = { start: { line: 14, character: 9 }, end: { line: 14, character: 16 } };
    const { steps } = await readText({ uri: 'c', language: 'chess', text, selection }, {});
    assert.deepEqual(
      steps.map(({ text }) => text),
      ['2. Nf3'.slice(3)],
    );
    assert.deepEqual(steps[0]?.range?.start, { line: 14, character: 12 });
  });

  it('count a game that cannot be read, and say so', async () => {
    const text = '[Event "x"]\n\n1. e4 what is this {1-0} *\n\n[Event "y"]\n\n1. d4 d5 *\n';
    const second = await readText({ uri: 'c', language: 'chess', text }, { game: 2 });
    assert.equal(second.steps.length, 2);
    assert.match(
      second.remarks?.[0]?.text ?? '',
      /^game 1 cannot be read, and counts as one: "what" is not a chess move/,
    );
    await assert.rejects(readText({ uri: 'c', language: 'chess', text }, { game: 1 }), /c:3:7: error: "what" is not/);
  });
});
