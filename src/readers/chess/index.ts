import type { Reader, TextReader } from '../reader';
import { chessExamples } from './examples';
import { readGame } from './read';

export { COLUMNS, START } from './paper';

/** Reads chess: UCI moves, `(a8, a7)` pairs, SAN, PGN. See docs/reading-chess.md for what is read and what is not. */
export const readChess: Reader = (source, options) => Promise.resolve().then(() => readGame(source, options));

export const chess: TextReader = { read: readChess, examples: chessExamples };
