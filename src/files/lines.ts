import { LongLineError } from './reasons';
import { piecesOf } from './read';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * The lines of a file, in UTF-8, one after the other; they end with `\n`, `\r\n` or `\r`. No more than one line is held.
 *
 * @throws LongLineError for a line of more than `most` bytes, FileError for what is no file; what the file system says
 */
export async function* linesOfFile(path: string, most: number): AsyncGenerator<string> {
  let held: Buffer[] = [];
  let bytes = 0;
  /** The piece before ended with a `\r`: a `\n` at the start of this one belongs to it. */
  let isAfterReturn = false;
  const hold = (piece: Buffer): void => {
    bytes += piece.length;
    if (bytes > most) throw new LongLineError(most);
    held.push(piece);
  };
  for await (const piece of piecesOf(path)) {
    let start = isAfterReturn && piece[0] === LINE_FEED ? 1 : 0;
    isAfterReturn = piece.at(-1) === CARRIAGE_RETURN;
    let feed = piece.indexOf(LINE_FEED, start);
    let back = piece.indexOf(CARRIAGE_RETURN, start);
    while (feed >= 0 || back >= 0) {
      const end = feed < 0 || (back >= 0 && back < feed) ? back : feed;
      hold(piece.subarray(start, end));
      yield textOf(held);
      [held, bytes] = [[], 0];
      start = end + (end === back && feed === back + 1 ? 2 : 1);
      // Looked for no further than needed: a file may have only one kind of them, and many.
      if (feed >= 0 && feed < start) feed = piece.indexOf(LINE_FEED, start);
      if (back >= 0 && back < start) back = piece.indexOf(CARRIAGE_RETURN, start);
    }
    // The piece's memory is used again for the next one.
    if (start < piece.length) hold(Buffer.from(piece.subarray(start)));
  }
  if (bytes > 0) yield textOf(held);
}

function textOf([only, ...more]: readonly Buffer[]): string {
  if (only === undefined) return '';
  return (more.length === 0 ? only : Buffer.concat([only, ...more])).toString('utf8');
}
