import { Chess, type Move, type Square } from 'chess.js';

/** Deterministic numbers in 0..1 (mulberry32), so that a seed names a game. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface RandomGame {
  start: string;
  moves: Move[];
  pgn: string;
}

/** Positions from which castling, en passant and promotion come up often. */
export const STARTS = [
  'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1',
  'r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq - 0 1',
  '4k3/1P4p1/8/2pP4/4pP2/8/6p1/R3K2R b KQ f3 0 12',
  'r3k2r/8/8/8/8/8/8/R3K2R b KQkq - 3 30',
];

/** What a move is, beside going from one square to another. */
export function sortOf(move: Move): string {
  if (move.isEnPassant()) return 'en passant';
  if (move.isKingsideCastle() || move.isQueensideCastle()) return 'castling';
  if (move.isPromotion()) return 'promotion';
  return move.isCapture() ? 'capture' : 'step';
}

/** A game of legal moves, chosen at random with a liking for captures, castling and promotions, played by chess.js. */
export function randomGame(seed: number, plies: number): RandomGame {
  const random = randomNumbers(seed);
  const start = STARTS[seed % STARTS.length]!;
  const chess = new Chess(start);
  const moves: Move[] = [];
  while (moves.length < plies) {
    // By their names: to list all that chess.js knows of each move takes ten times as long as the game itself.
    const legal = chess.moves();
    if (!legal.length) break;
    const special = legal.filter((san) => /[O=]/.test(san) || isEnPassant(chess, san));
    const from = special.length && random() < 0.3 ? special : legal;
    moves.push(chess.move(from[Math.floor(random() * from.length)]!));
  }
  return { start, moves, pgn: chess.pgn({ maxWidth: 80 }) };
}

/** A pawn takes where nothing stands. */
function isEnPassant(chess: Chess, san: string): boolean {
  const to = /^[a-h]x([a-h][1-8])/.exec(san)?.[1];
  return to !== undefined && chess.get(to as Square) === undefined;
}
