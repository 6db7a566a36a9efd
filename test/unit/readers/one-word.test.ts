import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatCycles } from '../../../src/algebra/notation';
import { readText } from '../../../src/readers';
import { encodeChess } from '../../../src/reductions/chess';
import type { Trace } from '../../../src/trace/trace';
import { words, writings } from './writings';
import { runs } from '../arbitraries';

const SEED = 20260718;

const read = (language: string, text: string, steps?: 'elements' | 'moves'): Promise<Trace> =>
  readText({ uri: 'text', language, text }, steps ? { steps } : {});

describe('one word, however it is written', () => {
  it(`has the same steps and the same verdict (seed ${SEED})`, async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(words(12), fc.nat(), async (word, dice) => {
        const elements = word.map(formatCycles);
        const [first, ...others] = await Promise.all(
          writings(word, dice).map(async ([language, text]) => ({ text, trace: await read(language, text) })),
        );
        for (const { text, trace } of others) {
          assert.deepEqual(
            trace.steps.map(({ map }) => formatCycles(map ?? [])),
            elements,
            text,
          );
          assert.deepEqual(trace.verdict, first?.trace.verdict, text);
        }
      }),
      { seed: SEED, numRuns: runs(15) },
    );
  });

  it('stands where its elements are written', async () => {
    const python = await read(
      'python',
      'a = [1, 2, 3]\n# (1 2 3)\na[0], a[1] = a[1], a[0]\na[1], a[2] = a[2], a[1]\n# ()\n',
    );
    assert.deepEqual(
      python.steps.map(({ text }) => text),
      ['# (1 2 3)\na[0], a[1] = a[1], a[0]\na[1], a[2] = a[2], a[1]', '# ()'],
    );
    const { pgn } = encodeChess([
      [2, 1, 0, 3, 4],
      [0, 1, 2, 3, 4],
      [1, 0, 2, 3, 4],
    ]);
    const chess = await read('chess', pgn);
    assert.deepEqual(
      chess.steps.map(({ text }) => text.replace(/\s+/g, ' ')),
      [
        'Ra7 2. Kb1 Qcc6 3. Ka1 Rc7 4. Kb1 Qa6 5. Ka1 Rc8 6. Kb1 Qaa8 7. Ka1',
        '()',
        'Qaa7 8. Kb1 Qbb6 9. Ka1 Qab7 10. Kb1 Q6a6 11. Ka1 Qb8 12. Kb1 Qaa8 13. Ka1',
      ],
    );
    assert.deepEqual(chess.slots, ['a8', 'b8', 'c8', 'd8', 'e8']);
    assert.match(chess.remarks?.[0]?.text ?? '', /the game is in the paper's encoding of a word: an element is a step/);
  });

  it('is read move by move where that is asked for', async () => {
    const { uciText } = encodeChess([[2, 1, 0, 3, 4]]);
    const board = await read('chess', uciText, 'moves');
    assert.deepEqual([board.steps.length, board.slots.length, board.remarks], [12, 64, undefined]);
    const code = await read(
      'python',
      'a = [1, 2, 3]\n# (1 2 3)\na[0], a[1] = a[1], a[0]\na[1], a[2] = a[2], a[1]\n',
      'moves',
    );
    assert.deepEqual([code.steps.length, code.remarks], [2, undefined]);
  });

  it('is told where the text seems to tell a word and does not', async () => {
    const { uciText } = encodeChess([[2, 1, 0, 3, 4]]);
    const chess = await read('chess', uciText.replace('{(1 3)}', '{(1 2)}'));
    assert.equal(chess.steps.length, 12);
    assert.match(
      chess.remarks?.[0]?.text ?? '',
      /but is none, .*: the moves after this comment are \(1 3\), not \(1 2\)/,
    );
    const code = await read(
      'c',
      'int main() {\nint a[3] = {1, 2, 3}, t;\n// (1 3)\nt = a[0]; a[0] = a[1]; a[1] = t;\n}',
    );
    assert.equal(code.steps.length, 1);
    assert.match(code.remarks?.[0]?.text ?? '', /but is none, .*: what follows never amounts to \(1 3\)/);
    await assert.rejects(read('chess', 'e2e4 e7e5', 'elements'), /a word as a game starts from the position/);
  });

  it('is read in a selection of whole elements, and move by move where one is cut', async () => {
    const { uciText } = encodeChess([
      [2, 1, 0, 3, 4],
      [1, 2, 0, 3, 4],
      [0, 1, 2, 3, 4],
      [1, 0, 2, 3, 4],
    ]);
    const lines = uciText.split('\n');
    const part = (start: [number, number], end: [number, number]): Promise<Trace> => {
      const [from, to] = [start, end].map(([line, character]) => ({ line, character }));
      return readText({ uri: 'g', language: 'chess', text: uciText, selection: { start: from!, end: to! } }, {});
    };
    const whole = await part([2, 0], [4, lines[4]!.length]);
    assert.deepEqual(
      whole.steps.map(({ map }) => formatCycles(map ?? [])),
      ['(1 2 3)', '()', '(1 2)'],
    );
    assert.deepEqual(whole.initial, [2, 1, 0, 3, 4]);
    const rest = await part([3, 0], [3, lines[3]!.length]);
    assert.deepEqual(
      rest.steps.map(({ text }) => text),
      ['()'],
    );
    const cut = await part([2, 0], [2, 30]);
    assert.equal(cut.slots.length, 64);
    assert.match(cut.remarks?.[0]?.text ?? '', /cuts|all five pieces/);
  });
});
