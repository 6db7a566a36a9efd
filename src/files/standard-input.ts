import { fstatSync } from 'node:fs';
import { FileError, TooLargeError } from './reasons';

/**
 * All of standard input, which may be a pipe and may never end: no more than `most` bytes are taken.
 *
 * @throws FileError where there is more, or it is a folder; what the system says
 */
export async function readStandardInput(most: number): Promise<Buffer> {
  if (isFolder()) throw new FileError('it is a folder');
  const pieces: Buffer[] = [];
  let bytes = 0;
  // To leave the loop closes the stream, so that whoever writes into the pipe ends, too.
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > most) throw new TooLargeError(most);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** When standard input ends, which somebody else reads. */
export function endOfInput(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
  });
}

function isFolder(): boolean {
  try {
    return fstatSync(0).isDirectory();
  } catch {
    // It is closed, and nothing will come.
    return false;
  }
}
