import type { Reader, TextReader } from '../reader';
import { chessExamples } from './examples';
import { readGame } from './read';

export type { Comment } from './games';
export { readGame };

/** Reads chess: UCI moves, `(a8, a7)` pairs, SAN, PGN. See docs/reading-chess.md for what is read and what is not. */
export const readChess: Reader = (source, options) => Promise.resolve().then(() => readGame(source, options).trace);

export const chess: TextReader = { read: readChess, examples: chessExamples };
