import assert from 'node:assert/strict';
import { readChess } from '../../../../src/readers/chess';
import type { ReadOptions } from '../../../../src/readers/reader';
import type { Range } from '../../../../src/trace/source';
import { states } from '../../../../src/trace/trace';
import { placementOf } from './placement';

const read = (text: string, options: ReadOptions = {}, selection?: Range) =>
  readChess({ uri: 'x.pgn', language: 'chess', text, ...(selection && { selection }) }, options);

const texts = async (text: string, options: ReadOptions = {}) =>
  (await read(text, options)).steps.map((step) => step.text).join(' ');

/** The range of the first `part` in `text`. */
function rangeOf(text: string, part: string): Range {
  const position = (offset: number) => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1)!.length };
  };
  const start = text.indexOf(part);
  return { start: position(start), end: position(start + part.length) };
}

describe('chess notation', () => {
  it('is found among numbers, commas, comments, glyphs and results', async () => {
    const moves = 'e4 e5 Nf3 Nc6 Bb5';
    for (const text of [
      '1. e4 e5 2. Nf3 Nc6 3. Bb5',
      '1.e4 e5 2.Nf3 Nc6 3.Bb5 *',
      '1 e4 e5 2 Nf3 Nc6 3 Bb5 1-0',
      '1. e4 1... e5 2. Nf3 2. ... Nc6 3. Bb5 1/2-1/2',
      '1. e4 1… e5 2. Nf3! Nc6?! 3. Bb5!!',
      '1. e4 {the best (by test) 1. d4} e5 $14 2. Nf3 ; a comment ( {\nNc6 3. Bb5 ± 0-1',
      '% an escape { \n[Event "a \\"quoted\\" name [ }"]\n\n1.e4 e5 2.Nf3 Nc6 3.Bb5',
      'e4, e5, Nf3, Nc6, Bb5',
      '\uFEFFe4\r\ne5\r\nNf3\rNc6\tBb5\r\n',
      'e4 (d4 d5 (Nf6 (f5 Bg5) c4) c4) e5 (c5) Nf3 Nc6 Bb5 (Bc4)',
      'position startpos moves e4 e5 Nf3 Nc6 Bb5',
    ])
      assert.equal(await texts(text), moves, text);
  });

  it('is SAN with all that people write: figurines, long algebra, needless letters, no x, no +, e.p.', async () => {
    const boards = async (text: string) => {
      const trace = await read(text);
      assert.equal(trace.illegal, undefined, `${text}: ${trace.illegal?.reason ?? ''}`);
      return placementOf(trace, trace.final!);
    };
    for (const [one, same] of [
      ['e4 d5 exd5 Qxd5 Nc3', 'e2-e4 d7d5 ed5 Qd8xd5 ♘b1-c3'],
      ['e4 e6 e5 d5 exd6', '♙e4 Pe6 e4e5 d7-d5 exd6 e.p.'],
      ['e4 e6 e5 d5 exd6', 'e4 e6 e5 d5 exd6e.p.'],
      ['e4 f5 Qh5+ g6 Qxg6+', 'e4 f5 Qh5 g6 Qg6++'],
      ['Nf3 Nf6 Nc3 Nc6', 'Ngf3 N8f6 Nb1c3 ♞b8c6'],
      ['e4 e5 Nf3 Nc6 Bc4 Bc5 O-O', 'e4 e5 Nf3 Nc6 Bc4 Bc5 0-0'],
    ] as const)
      assert.equal(await boards(same), await boards(one), same);
    const promote = (move: string) => boards(`FEN: 7k/P7/8/8/8/8/8/7K w - - 0 1\n${move}`);
    for (const move of ['a8=N', 'a8N', 'a8(N)', 'a7a8n', 'a7a8=N', '(a7, a8, n)', 'a7-a8=N'])
      assert.equal(await promote(move), 'N6k/8/8/8/8/8/8/7K', move);
  });

  it('starts from a FEN on the first line, from a FEN tag, or from the usual position', async () => {
    const fen = 'k7/8/8/8/8/8/8/K6R w - - 0 1';
    for (const text of [
      `FEN: ${fen}\nh1h8`,
      `fen ${fen}\nRh8+`,
      `${fen}\n(h1, h8)`,
      'k7/8/8/8/8/8/8/K6R w\nRh8',
      'k7/8/8/8/8/8/8/K6R w - -\nh1h8',
      `[SetUp "1"]\n[FEN "${fen}"]\n\n1. Rh8+ 1-0`,
      `; a comment\nposition fen ${fen} moves h1h8`,
    ]) {
      const trace = await read(text);
      assert.equal(placementOf(trace, trace.initial), 'k7/8/8/8/8/8/8/K6R', text);
      assert.equal(placementOf(trace, trace.final!), 'k6R/8/8/8/8/8/8/K7', text);
    }
  });

  it('of many games is the one that was asked for, the first without a word', async () => {
    const text = '[Event "1"]\n\n1. e4 *\n\n[Event "2"]\n\n1. d4\n\n[Event "3"]\n\n1. c4 c5 1-0\n1. b4 *';
    assert.equal(await texts(text), 'e4');
    assert.equal(await texts(text, { game: 2 }), 'd4');
    assert.equal(await texts(text, { game: 3 }), 'c4 c5');
    assert.equal(await texts(text, { game: 4 }), 'b4');
    const commented = text.replaceAll('*', '* {over} ; and out');
    assert.equal(await texts(commented, { game: 4 }), 'b4');
    await assert.rejects(read(commented, { game: 5 }), /game 5 was asked for, but the text holds 4/);
    await assert.rejects(read(text, { game: 5 }), /game 5 was asked for, but the text holds 4/);
    assert.equal(await texts('[Event "1"]\n\n1. e4 *\n\nthis is no chess', { game: 1 }), 'e4');
  });

  it('follows variations by the choice at each branch', async () => {
    const text = '1. e4 e5 (1... c5 2. Nf3 (2. c3 d5) 2... d6) (1... e6 2. d4) 2. Nf3 (2. f4) Nc6';
    for (const [variation, line] of [
      [[], 'e4 e5 Nf3 Nc6'],
      [[0, 0], 'e4 e5 Nf3 Nc6'],
      [[0, 1], 'e4 e5 f4'],
      [[1], 'e4 c5 Nf3 d6'],
      [[1, 1], 'e4 c5 c3 d5'],
      [[2], 'e4 e6 d4'],
    ] as const)
      assert.equal(await texts(text, { variation: [...variation] }), line);
    await assert.rejects(read(text, { variation: [3] }), /^SourceError: x.pgn:1:7: .* no variation 3, only 2 of them/);
    await assert.rejects(read(text, { variation: [2, 1] }), /2 choices were made, but this line has only 1 branches/);
  });

  it('has no step outside of a selection, but a world in which what comes before has been played', async () => {
    const text = '[Event "?"]\n\n1. e4 d5 2. exd5 Qxd5 (2... Nf6 3. d4\nNxd5 4. c4) 3. Nc3 Qa5 *\n\n1. d4 *';
    const whole = await read(text);
    const part = await read(text, {}, rangeOf(text, '3. Nc3 Qa5'));
    assert.deepEqual(part.slots, whole.slots);
    assert.deepEqual(part.objects, whole.objects);
    assert.deepEqual(part.steps, whole.steps.slice(4));
    assert.deepEqual(part.initial, states(whole)[4]);
    assert.deepEqual(part.final, whole.final);
    const steps = async (selected: string) => (await read(text, {}, rangeOf(text, selected))).steps.map((s) => s.text);
    assert.deepEqual(await steps('d4\nNxd5'), ['d4', 'Nxd5']);
    assert.deepEqual(await steps('5 2. exd5 Qxd5 (2... Nf6 3. d4\nNx'), ['d5', 'exd5', 'Qxd5']);
    assert.deepEqual(await steps('1. d4 *'), ['d4']);
    await assert.rejects(steps('[Event'), /1:1: error: there is no move of this game in the selection/);
  });

  it('in prose is what is selected', async () => {
    const text = '# Morphy\n\nAfter 1.e4 e5 2.Nf3 he took his time.\n';
    const trace = await read(text, {}, rangeOf(text, '1.e4 e5 2.Nf3'));
    assert.deepEqual(
      trace.steps.map(({ text: move, range }) => [move, range?.start.line, range?.start.character]),
      [
        ['e4', 2, 8],
        ['e5', 2, 11],
        ['Nf3', 2, 16],
      ],
    );
  });
});
