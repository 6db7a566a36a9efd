import type { Reader, TextReader } from '../reader';
import { chessExamples } from './examples';
import { readGame, readSource } from './read';

export { COLUMNS, START } from './paper';
export { readGame };

/** Reads chess: UCI moves, `(a8, a7)` pairs, SAN, PGN. See docs/reading-chess.md for what is read and what is not. */
export const readChess: Reader = readSource;

export const chess: TextReader = { read: readChess, examples: chessExamples };
