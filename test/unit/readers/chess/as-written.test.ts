import assert from 'node:assert/strict';
import { readChess } from '../../../../src/readers/chess';
import type { ReadOptions } from '../../../../src/readers/reader';
import { placementOf } from './placement';

const read = (text: string, options: ReadOptions = {}) => readChess({ uri: 'x.pgn', language: 'chess', text }, options);

/** The placement at the end and the number of steps of a legal game. */
async function end(text: string): Promise<[string, number]> {
  const trace = await read(text);
  assert.equal(trace.illegal, undefined, `${text}: ${trace.illegal?.reason ?? ''}`);
  return [placementOf(trace, trace.final!), trace.steps.length];
}

describe('chess as it is written', () => {
  const PLAIN = '1. e4 e5 2. Nf3 Nc6 3. Bc4 Bc5 4. O-O Nf6 1/2-1/2';
  for (const [what, text] of [
    ...Array.from('‐‑‒–—−').map((dash) => [`the dash ${dash}`, PLAIN.replaceAll('-', dash)] as const),
    ['long algebra with dashes', 'e2–e4 e7—e5 Ng1–f3 Nb8−c6 Bf1‑c4 Bf8‐c5 0–0 Ng8–f6 ½–½'],
    ['signs behind moves', '1. e4± e5⩲ 2. Nf3N Nc6+- 3. Bc4+-- Bc5-+ 4. O-O= Nf6∞ *'],
    ['signs that stand apart', '1. e4 ± e5 +/- 2. Nf3 N Nc6 +/= 3. Bc4 D Bc5 =/∞ 4. O-O += Nf6 +-- =+ 1/2-1/2'],
    ['glyphs and signs', '1. e4!± e5?! $14 2. Nf3!?N Nc6 TN 3. Bc4 RR Bc5 □ 4. O-O ⇆ Nf6 ⊙'],
    ['clocks that are copied along', 'e4\t1.2s\te5\t0:03\nNf3 1:02:45 Nc6 2s\nBc4 Bc5\nO-O Nf6'],
    ['the tags of web pages', '[pgn height=500]\n1. e4 e5 2. Nf3 Nc6 3. Bc4&nbsp;Bc5 4.&#160;O-O Nf6\n[/pgn]'],
    ['blanks without width', '1.\u200Be4 e5\u200B 2. Nf3\u2060 Nc6 3. Bc4 \u200CBc5 4. O-O Nf6\u200E'],
    ['blanks in the result', '1. e4 e5 2. Nf3 Nc6 3. Bc4 Bc5 4. O-O Nf6 1/2 – 1/2'],
    ['half a result', '1. e4 e5 2. Nf3 Nc6 3. Bc4 Bc5 4. O-O Nf6 ½'],
    ['figurines as emoji', '1. e4 e5 2. ♘\uFE0Ef3 ♞\uFE0Fc6 3. ♗c4 ♝c5 4. O-O ♞f6'],
    ['breaks of web pages', '<p>1. e4 e5<br>2. Nf3&thinsp;Nc6<br/>3. Bc4 Bc5&#8203;4. OO Nf6</p>'],
    ['daggers', '1. e4 e5 2. Nf3† Nc6‡ 3. Bc4 Bc5 4. O-O Nf6'],
    ['comments behind semicolons', '; 1. d4\n1. e4 e5 ; 2. f4 is sharper\n2. Nf3 Nc6 3. Bc4 Bc5 4. O-O Nf6 ;1/2-1/2'],
    ['a comment before the tags', '{a collection}\n\n[Event "x"]\n\n1. e4 e5 2. Nf3 Nc6 3. Bc4 Bc5 4. O-O Nf6 *'],
    ['braces in braces', '1. e4 {a {b} c} e5 {x {y} $1 ...} 2. Nf3 Nc6 3. Bc4 {one { open} Bc5 4. O-O Nf6'],
  ] as const)
    it(`is read with ${what}`, async () => assert.deepEqual(await end(text), await end(PLAIN)));

  it('says what follows the game that is read where none was chosen', async () => {
    const said = async (text: string, options?: ReadOptions) =>
      ((await read(text, options)).remarks ?? []).map((remark) => [
        remark.text.split(',')[0],
        remark.range?.start.line,
      ]);
    const another = (line: number) => [['another game begins here', line]];
    assert.deepEqual(await said('1. e4 e5 1-0\n\n1. d4 d5 0-1'), another(2));
    assert.deepEqual(await said('[Event "a"]\n\n1. e4 *\n\n[Event "b"]\n\n1. d4 *'), another(4));
    assert.deepEqual(await said('[Event "a"]\n\n1. e4 *\n\n[Event "b"]\n\n1. d4 *', { game: 1 }), []);
    assert.deepEqual(await said('1. e4 e5 * ; the end\n{of it}\n'), []);
    assert.deepEqual(await said('1. e4 e5 1-0\nwell played'), [
      ['what follows the game is not read: "well" is not a chess move (UCI', 1],
    ]);
  });

  it('says where numbers of moves do not follow one another, and takes a second move 1 for another game', async () => {
    const said = async (text: string) => ((await read(text)).remarks ?? []).map((remark) => remark.text);
    for (const text of [
      '1. e4 1... e5 2. Nf3 (2. f4 exf4 3. Nf3) 2... Nc6 3. Bc4',
      '1.e4 e5 2.Nf3 0.35 Nc6 1 Bc4',
      'FEN: 7k/8/8/8/8/8/8/7K b - - 0 30\n30... Kg8 31. Kg1 Kf8',
      'FEN: 7k/8/8/8/8/8/8/7K w - - 0 30\n1. Kg1 Kg8 2. Kf1',
    ])
      assert.deepEqual(await said(text), [], text);
    assert.deepEqual(await said('1. e4 e5 3. Nf3 Nc6 9. Bc4'), [
      'the numbers of moves do not follow one another: this one is 3, the last one was 1, and 2 moves since',
    ]);
    for (const text of ['1. e4 e5\n\n1. d4 d5', '1. e4 e5 2. Nf3 Nc6 1. d4', '1. e4 e5 2. Nf3\n\n1. d4'])
      await assert.rejects(read(text), /error: a second move 1: another game\?/, text);
  });

  it('promotes in small letters and captures en passant in all ways', async () => {
    const promoted = (move: string) => end(`FEN: 7k/P7/8/8/8/8/8/7K w - - 0 1\n${move}`);
    for (const move of ['a8=q', 'a8q', 'a8(q)', 'a8=q+', 'a8=Q±', 'a8=Q+–', 'a8/Q'])
      assert.deepEqual(await promoted(move), ['Q6k/8/8/8/8/8/8/7K', 1], move);
    const passed = await end('e4 a6 e5 d5 exd6');
    for (const way of ['exd6 e.p.', 'exd6e.p.', 'exd6 ep', 'exd6e.p.±', 'e5xd6 e. p.'.replace('. p', '.p')])
      assert.deepEqual(await end(`e4 a6 e5 d5 ${way}`), passed, way);
  });

  it('drops rights to castle that the placement does not bear, and says so', async () => {
    const fen = '6k1/5ppp/8/8/8/8/5PPP/R5K1 w KQkq - 0 1';
    const { steps, illegal, remarks } = await read(`[FEN "${fen}"]\n\n1. Ra8# 1-0`);
    assert.deepEqual([steps.length, illegal], [1, undefined]);
    assert.deepEqual(remarks, [
      {
        text: 'the right to castle "Kkq" is dropped: king and rook are not in place',
        range: { start: { line: 0, character: 6 }, end: { line: 0, character: 6 + fen.length } },
      },
    ]);
    const sound = await read('FEN: 4k3/8/8/8/8/8/8/4K2R w K - 0 1\nO-O');
    assert.deepEqual([sound.illegal, sound.remarks], [undefined, undefined]);
  });

  it('asks what moves behind a semicolon are', async () => {
    for (const text of ['e2e4; e7e5', '1. e4, e5; 2. Nf3 Nc6\n3. Bc4', '1. e4 e5; 2.Nf3! Nc6; 3. Bc4'])
      await assert.rejects(
        read(text),
        /:1:\d+: error: in PGN ";" begins a comment .* are the moves behind it played\?/,
      );
  });

  it('says of the letters of another language which ones are read', async () => {
    await assert.rejects(read('1. e4 e5 2. Zf3'), /is not a chess move \(.*pieces are K, Q, R, B and N or figurines/);
    await assert.rejects(read('1. e4 e5 2. castles'), /is not a chess move \(UCI, SAN or a pair of squares\)/);
  });

  it('reads a game in the letters of the one language in which it is legal, and says so', async () => {
    const english = await read('1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 4. Bxc6 dxc6 5. Qe2 Ke7 6. Rg1');
    for (const [name, text] of [
      ['German', '1. e4 e5 2. Sf3 Sc6 3. Lb5 a6 4. Lxc6 dxc6 5. De2 Ke7 6. Tg1'],
      ['Spanish or Italian', '1. e4 e5 2. Cf3 Cc6 3. Ab5 a6 4. Axc6 dxc6 5. De2 Re7 6. Tg1'],
      ['French', '1. e4 e5 2. Cf3 Cc6 3. Fb5 a6 4. Fxc6 dxc6 5. De2 Re7 6. Tg1'],
      ['Russian', '1. e4 e5 2. Кf3 Кc6 3. Сb5 a6 4. Сxc6 dxc6 5. Фe2 Крe7 6. Лg1'],
    ] as const) {
      const { steps, remarks } = await read(text);
      assert.deepEqual(steps.map(({ map }) => map), english.steps.map(({ map }) => map)); // prettier-ignore
      assert.match(remarks?.[0]?.text ?? '', new RegExp(`^pieces are read in ${name} letters`));
    }
    const before = '1. h4 g5 2. hxg5 h6 3. gxh6 a6 4. h7';
    assert.deepEqual(await end(`${before} Sc6 5. hxg8=D`), await end(`${before} Nc6 5. hxg8=Q`));
  });

  it('says in which languages a game was tried that is legal in none', async () => {
    await assert.rejects(read('1. e4 e5 2. Sf4'), /"Sf4" is not a chess move .*; tried as German: no white knight can go to f4/); // prettier-ignore
    await assert.rejects(read('1. e4 e5 2. Sf3 Nc6'), /"Sf3" is not a chess move .*; tried as German: "Nc6" is not a chess move;/); // prettier-ignore
  });

  it('says where a comment ends that holds braces', async () => {
    const { remarks } = await read('1. e4 {a {b} c} e5');
    assert.deepEqual(remarks, [
      {
        text: 'a comment holds braces of its own, and ends with the last of them',
        range: { start: { line: 0, character: 6 }, end: { line: 0, character: 15 } },
      },
    ]);
  });

  it('is refused by its Variant tag, before any move; the games around it are read', async () => {
    const text = '[Variant "Crazyhouse"]\n\n1. e4 d5 2. exd5 Qxd5 P@e4 {\n\n[Event "b"]\n\n1. d4 d5 *';
    await assert.rejects(read(text), { message: /^x\.pgn:1:11: error: the rules of "Crazyhouse" are not known here/ });
    const second = await read(text, { game: 2 });
    assert.deepEqual(
      second.steps.map((step) => step.text),
      ['d4', 'd5'],
    );
    await assert.rejects(read(text, { game: 3 }), /the text holds 2/);
  });
});
