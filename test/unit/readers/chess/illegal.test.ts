import assert from 'node:assert/strict';
import { readChess } from '../../../../src/readers/chess';

/** Start (a FEN, or none), moves of which the last is illegal, and the reason given. */
const ILLEGAL: [start: string, moves: string, reason: string][] = [
  ['', 'e2e4 e7e5 e2e4', 'there is no piece on e2'],
  ['', 'e2e4 e4e5', "it is Black's turn, and the white pawn on e4 is not theirs"],
  ['', 'e2e4 e7e7', 'the black pawn does not leave e7'],
  ['', 'a1a2', "a2 is taken by White's own pawn"],
  ['', 'a1a3', 'the white pawn on a2 is in the way'],
  ['', 'c1e3', 'the white pawn on d2 is in the way'],
  ['', 'b1b3', 'a knight does not move from b1 to b3'],
  ['', 'e2e5', 'a pawn does not move from e2 to e5'],
  ['', 'e2d3', 'there is nothing to capture on d3'],
  ['', 'e2e4 d7d5 d2d4 e7e6 e4e5 d5d4', 'the white pawn on d4 is in the way'],
  ['', 'Ng1e2 ', "e2 is taken by White's own pawn"],
  ['', 'Bb1c3', 'the piece on b1 is a white knight, not a bishop'],
  ['', 'Nd4', 'no white knight can go to d4'],
  ['', 'e5', "no white pawn can go to e5; it is White's turn, and a black pawn could"],
  ['', 'e4 e5 Nf3 Bc4', "no black bishop can go to c4; it is Black's turn, and a white bishop could"],
  ['', 'e4 e5 exf6', 'no white pawn can capture on f6'],
  ['', 'e1g1', 'the way for castling is not free: there is a piece on f1'],
  ['', 'O-O', 'the way for castling is not free: there is a piece on f1'],
  ['k3r3/8/8/8/8/8/8/4K3 w - - 0 1', '--', 'White is in check, and a null move would leave the king in it'],
  ['', 'f3 e5 g4 Qh4# --', 'White is in check, and a null move would leave the king in it'],
  ['', 'e4 a6 e5 d5 -- -- exd6', 'no white pawn can capture on d6'],
  ['', 'f3 e5 g4 Qh4# a3', 'the game is over: White is checkmated'],
  ['', 'f2f3 e7e5 g2g4 d8h4 a2a3', 'the game is over: White is checkmated'],
  ['7k/5Q2/8/8/8/8/8/K7 b - - 0 1', 'h8g8', 'the game is over: Black is stalemated'],
  ['7k/8/8/8/8/8/8/K6r w - - 0 1', 'a1b1', "it leaves White's king in check"],
  ['k3r3/8/8/8/8/8/4N3/4K3 w - - 0 1', 'e2c3', "it leaves White's king in check"],
  ['k3r3/8/8/8/8/8/4N3/4K3 w - - 0 1', 'Nc3', "it leaves White's king in check"],
  ['k7/8/8/8/8/8/8/4K3 w K - 0 1', 'O-O', 'White has no right to castle on that side'],
  ['k7/p7/8/8/8/8/8/R3K2R w K - 0 1', 'O-O-O', 'White has no right to castle on that side'],
  ['k7/p7/8/8/8/8/8/R3K2R w K - 0 1', 'e1c1', 'White has no right to castle there'],
  ['k3r3/p7/8/8/8/8/8/R3K2R w KQ - 0 1', 'O-O', 'the king is in check and cannot castle out of it'],
  ['k4r2/p7/8/8/8/8/8/R3K2R w KQ - 0 1', 'e1g1', 'the king cannot castle across f1, which is attacked'],
  ['k7/8/8/8/8/8/8/rR1K4 w B - 0 1', 'O-O-O', "castling leaves White's king in check"],
  ['k7/4P3/8/8/8/8/8/K7 w - - 0 1', 'e7e8', 'a pawn that reaches the last rank must name its new piece (q, r, b or n)'],
  [
    'k7/4P3/8/8/8/8/8/K7 w - - 0 1',
    'e8',
    'a pawn that reaches the last rank must name its new piece (=Q, =R, =B or =N)',
  ],
  ['k7/8/4P3/8/8/8/8/K7 w - - 0 1', 'e6e7q', 'this move is no promotion'],
  ['k7/8/4P3/8/8/8/8/K7 w - - 0 1', 'e7=Q', 'this move is no promotion'],
];

/** Not a game at all: an error at its place. */
const ERRORS: [text: string, error: string][] = [
  ['', '1:1: error: there is no chess game here'],
  ['{but a comment}', '1:1: error: there is no chess game here'],
  ['e4 e5 hello', '1:7: error: "hello" is not a chess move'],
  ['e4\r\n\r\n  e5 🙂', '3:6: error: "🙂" is not a chess move'],
  ['e4 {🙂\n🙂} e5 {never', '2:8: error: this comment is not closed'],
  ['e4 (d4 (d5', '1:8: error: this parenthesis is not closed'],
  ['e4 (d4', '1:4: error: this parenthesis is not closed'],
  ['e4) e5', '1:3: error: this parenthesis closes nothing'],
  ['(a9, b8)', '1:1: error: a variation needs a move before it (a pair of squares is written "(a8, a7)")'],
  ['[Event "unclosed]\n\ne4', '1:1: error: a PGN tag is written [Name "value"]'],
  ['e4 [x', '1:4: error: a PGN tag is written'],
  ['e4 $ e5', '1:4: error: "$" has no meaning here'],
  ['d4 d5 Nf3 Nf6 Nd2', '1:15: error: pieces on f3 and b1 can both make this move'],
  ['FEN: nonsense\ne4', '1:1: error: a FEN is a placement of eight ranks and the side to move'],
  ['[FEN "8/8/8/8/8/8/8/8 w - - 0 1"]\n\ne4', '1:7: error: not a chess position: missing white king'],
  ['FEN: k7/8/8/8/8/8/8/K6P w - - 0 1\nh1h2', '1:6: error: not a chess position: some pawns are on the edge rows'],
  ['k7/8/8/8/8/8/8/R6K w - - 0 1\nRa2', "1:1: error: not a chess position: it is White's turn, but Black is in check"],
  [
    '1. e4 {a {b} c} e5 {a {b} d4} d5',
    '1:25: error: a comment ends with its first "}": are the moves behind it played',
  ],
  ['1. e4 N f6', '1:7: error: "N" is a sign or a piece of its own here'],
  ['k7/8/8/8/8/8/8/4K3 w - e6 0 1\nKe2', '1:1: error: not a chess position: no pawn has just passed the en-passant'],
  ['e4\nk7/8/8/8/8/8/8/4K3 w - - 0 1', '2:1: error: a position can stand only before the first move'],
  ['e4 (d4 [Event "x"])', '1:8: error: a tag cannot stand inside a variation'],
  ['[Variant "Crazyhouse"]\n\ne4', '1:11: error: the rules of "Crazyhouse" are not known here'],
];

const read = (text: string) => readChess({ uri: 'x', language: 'chess', text }, {});

describe('illegal chess moves', () => {
  for (const [start, moves, reason] of ILLEGAL)
    it(`${moves.trim()}${start && ` from ${start}`}: ${reason}`, async () => {
      const trace = await read(`${start}\n${moves} e2e4`);
      const step = moves.trim().split(' ').length - 1;
      assert.deepEqual(trace.illegal, { step, reason });
      assert.deepEqual(
        trace.steps.map(({ map }) => map === null),
        trace.steps.map((_, index) => index >= step),
      );
      assert.equal(trace.steps.length, step + 2);
      assert.equal(trace.final, null);
    });
});

describe('what is no chess', () => {
  for (const [text, error] of ERRORS)
    it(`${JSON.stringify(text)}: ${error}`, async () => {
      await assert.rejects(read(text), (thrown: Error) => {
        assert.equal(thrown.name, 'SourceError');
        assert.equal(thrown.message.slice(0, error.length + 2), `x:${error}`);
        return true;
      });
    });
});
