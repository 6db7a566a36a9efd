import type { Stats } from 'node:fs';

/** A place in the file system that cannot be used as asked for. The message is for people; it does not name the place. */
export class FileError extends Error {
  override name = 'FileError';
}

/** The place is there, and holds more than is read. */
export class TooLargeError extends FileError {
  constructor(most: number) {
    super(`is larger than ${mebibytes(most)}`);
  }
}

export class LongLineError extends FileError {
  constructor(most: number) {
    super(`this line is longer than ${mebibytes(most)}`);
  }
}

/** What a path leads to that is no file, in words; undefined for a file. */
export function otherThanFile(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return 'it is a folder';
  if (stats.isFIFO()) return 'it is a named pipe';
  if (stats.isSocket()) return 'it is a socket';
  return 'it is a device';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'a file is larger than this disk takes',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENXIO: 'it is a device or a pipe that nobody serves',
  EIO: 'the disk does not answer',
  EMFILE: 'too many files are open',
};

/** Why something in the file system failed, for people. */
export function failureText(error: unknown): string {
  const code = codeOf(error);
  return REASONS[code] ?? (code === '' ? (error instanceof Error ? error.message : String(error)) : code);
}

/** Why a file is not read, as what is said of it: `cannot be opened (no such file)`. */
export function unreadText(error: unknown): string {
  return error instanceof TooLargeError ? error.message : `cannot be opened (${failureText(error)})`;
}

/** Such as `ENOENT`; empty for what no file system said. */
export function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

/** `64 MiB` */
export function mebibytes(bytes: number): string {
  return `${Math.floor(bytes / 2 ** 20)} MiB`;
}
