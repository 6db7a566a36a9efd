/** Rows in one piece: the page never asks for more at once. */
export const PIECE_ROWS = 512;

/** Values of a row that are sent at the most; the inner state of a few architectures is wider. */
export const MOST_NEURONS = 2048;

/** The side of the largest square of steps that is sent. */
export const MOST_SIDE = 512;

/** Bytes of a file that the page gives to be saved; larger ones are written by the extension itself. */
export const MOST_FILE_BYTES = 256 * 1024 * 1024;
