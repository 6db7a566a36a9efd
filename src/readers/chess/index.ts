import type { Reader } from '../reader';
import { readGame } from './read';

/** Reads chess: UCI moves, `(a8, a7)` pairs, SAN, PGN. See docs/reading-chess.md for what is read and what is not. */
export const readChess: Reader = (source, options) => Promise.resolve().then(() => readGame(source, options).trace);
