/** Bytes of a text: a larger one is not read, since every reader keeps some hundred bytes for a character. */
export const MOST_TEXT = 64 * 2 ** 20;
