import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { FileError, otherThanFile, TooLargeError } from './reasons';

/**
 * The one door for files from outside. What a path leads to is looked at before it is opened: a pipe would be waited for,
 * a device read for ever. It is opened without waiting and looked at again, since it may have been replaced in between. Then
 * it is read in pieces up to a bound, whatever it says of its size.
 */

/** Not to be waited for; Windows knows neither the flag nor such pipes among its files. */
const WITHOUT_WAITING = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

/** Bytes that are read at a time. */
const PIECE = 1 << 20;

/** @throws FileError for what is no file; what the file system says */
export async function openFile(path: string): Promise<FileHandle> {
  refuseOther(otherThanFile(await stat(path)));
  const file = await open(path, WITHOUT_WAITING);
  try {
    refuseOther(otherThanFile(await file.stat()));
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** A descriptor, to be closed. @throws as {@link openFile} */
export function openFileSync(path: string): number {
  refuseOther(otherThanFile(statSync(path)));
  const file = openSync(path, WITHOUT_WAITING);
  try {
    refuseOther(otherThanFile(fstatSync(file)));
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** The pieces of a file, one after the other; each is valid until the next one is asked for. @throws as {@link openFile} */
export async function* piecesOf(path: string): AsyncGenerator<Buffer> {
  const file = await openFile(path);
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, PIECE, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The same as text, without a byte order mark. @throws as {@link openFile} */
export async function* textPiecesOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const piece of piecesOf(path)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** @throws FileError for what is no file or has more than `most` bytes; what the file system says */
export async function readBytes(path: string, most: number): Promise<Buffer> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    const filling = new Filling(size, most);
    for (;;) {
      const { buffer, offset, length } = filling.room();
      const { bytesRead } = await file.read(buffer, offset, length, null);
      if (bytesRead === 0) return filling.bytes;
      filling.take(bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** As {@link readBytes}, in UTF-8. */
export async function readText(path: string, most: number): Promise<string> {
  return (await readBytes(path, most)).toString('utf8');
}

/** As {@link readText}, at once: for small files where nobody waits. */
export function readTextSync(path: string, most: number): string {
  const file = openFileSync(path);
  try {
    const filling = new Filling(fstatSync(file).size, most);
    for (;;) {
      const { buffer, offset, length } = filling.room();
      const read = readSync(file, buffer, offset, length, null);
      if (read === 0) return filling.bytes.toString('utf8');
      filling.take(read);
    }
  } finally {
    closeSync(file);
  }
}

/** A buffer as large as a file says it is, which grows where it has more; and a bound on both. */
class Filling {
  private buffer: Buffer;
  private used = 0;

  constructor(
    size: number,
    private readonly most: number,
  ) {
    if (size > most) throw new TooLargeError(most);
    // A byte more, so that the end is seen without growing.
    this.buffer = Buffer.allocUnsafe(size + 1);
  }

  get bytes(): Buffer {
    return this.buffer.subarray(0, this.used);
  }

  room(): { buffer: Buffer; offset: number; length: number } {
    if (this.used === this.buffer.length)
      this.buffer = Buffer.concat([this.buffer], Math.min(this.used + Math.max(this.used, PIECE), this.most + 1));
    return { buffer: this.buffer, offset: this.used, length: Math.min(PIECE, this.buffer.length - this.used) };
  }

  take(read: number): void {
    this.used += read;
    if (this.used > this.most) throw new TooLargeError(this.most);
  }
}

function refuseOther(reason: string | undefined): void {
  if (reason !== undefined) throw new FileError(reason);
}
