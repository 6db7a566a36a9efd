import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { openFileSync, readTextSync } from '../../files/read';
import { PLAN_FILE } from '../plan/plan-format';
import type { SplitStatistics } from '../card/statistics';

/** Where everything of an unfinished run lies. */
export class Folders {
  constructor(readonly partial: string) {}

  get plan(): string {
    return join(this.partial, PLAN_FILE);
  }

  /** What was read from files, before it is known on which side it goes. */
  made(chunk: number): string {
    return join(this.partial, 'made', number(chunk));
  }

  /** Finished pieces, split by split. */
  chunk(chunk: number): string {
    return join(this.partial, 'chunks', number(chunk));
  }

  /** The side of every example that was read from files: one letter each. */
  get sides(): string {
    return join(this.partial, 'sides');
  }

  get out(): string {
    return join(this.partial, 'out');
  }

  /** Deletes what was put together of what was made. */
  clearDealt(): void {
    for (const path of [this.sides, this.out, join(this.partial, 'chunks')])
      rmSync(path, { recursive: true, force: true });
  }

  /** Deletes what was made; the lock stays. The plan goes first, so that what is left of it is not taken for a run's. */
  clear(): void {
    for (const path of [this.plan, this.sides, this.out, join(this.partial, 'chunks'), join(this.partial, 'made')])
      rmSync(path, { recursive: true, force: true });
  }
}

/** Within what was made of some files: what these were read with. */
export const BESIDE_FILE = 'beside.json';

function number(chunk: number): string {
  return String(chunk).padStart(6, '0');
}

/** What a finished piece says of itself; sizes tell a piece that a power failure has cut. */
export interface ChunkFacts {
  statistics: SplitStatistics;
  bytes: Record<string, number>;
}

/** Makes a folder whole or not at all: filled under another name, then renamed. */
export async function fillFolder(folder: string, fill: (temporary: string) => Promise<void> | void): Promise<void> {
  const temporary = `${folder}.tmp`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  await fill(temporary);
  rmSync(folder, { recursive: true, force: true });
  renameSync(temporary, folder);
}

/** Writes a file whole or not at all, and to the disk itself before it gets its name. */
export async function fillFile(path: string, fill: (file: number) => Promise<void> | void): Promise<void> {
  if (existsSync(path)) return;
  const temporary = `${path}.tmp`;
  mkdirSync(join(path, '..'), { recursive: true });
  const file = openSync(temporary, 'w');
  try {
    await fill(file);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

export function writeWhole(path: string, text: string): Promise<void> {
  return fillFile(path, (file) => writeFileSync(file, text));
}

const BUFFER = 1 << 20;

/** For whole copies, which nothing interrupts: a buffer for each would be a megabyte of garbage for each piece. */
const copies = Buffer.alloc(BUFFER);

/** A file to be written, from its beginning. */
export function openNew(path: string): number {
  return openSync(path, 'w');
}

/** A file of lines, written in large pieces; opened with the first line. */
export class Lines {
  private file: number | undefined;
  private waiting: string[] = [];
  private size = 0;
  bytes = 0;

  constructor(private readonly path: string) {}

  add(line: string): void {
    this.waiting.push(line);
    this.size += line.length;
    if (this.size > BUFFER) this.flush();
  }

  close(): void {
    this.flush();
    if (this.file !== undefined) closeSync(this.file);
  }

  private flush(): void {
    if (this.waiting.length === 0) return;
    this.file ??= openSync(this.path, 'w');
    const content = Buffer.from(`${this.waiting.join('\n')}\n`);
    for (let at = 0; at < content.length;) at += writeSync(this.file, content, at);
    this.bytes += content.length;
    this.waiting = [];
    this.size = 0;
  }
}

/** The lines of a file, one after the other; none of a file that is not there. Ends with `\n`, as `Lines` writes them. */
export function* linesOf(path: string): Generator<string> {
  if (!existsSync(path)) return;
  const file = openFileSync(path);
  try {
    const buffer = Buffer.alloc(BUFFER);
    // A line may be many times as long as the buffer.
    let begun: Buffer[] = [];
    for (;;) {
      const read = readSync(file, buffer, 0, BUFFER, null);
      if (read === 0) break;
      let start = 0;
      for (let end = buffer.indexOf(10); end >= 0 && end < read; end = buffer.indexOf(10, start)) {
        const last = buffer.subarray(start, end);
        yield begun.length === 0 ? last.toString('utf8') : Buffer.concat([...begun, last]).toString('utf8');
        begun = [];
        start = end + 1;
      }
      if (start < read) begun.push(Buffer.from(buffer.subarray(start, read)));
    }
    if (begun.length > 0) yield Buffer.concat(begun).toString('utf8');
  } finally {
    closeSync(file);
  }
}

/** Appends the content of a file, or what stands from `start` to `end` in it, to an open one. */
export function append(file: number, path: string, start = 0, end = Infinity): void {
  const from = openFileSync(path);
  try {
    for (let at = start; at < end;) {
      const read = readSync(from, copies, 0, Math.min(copies.length, end - at), at);
      if (read === 0) break;
      for (let done = 0; done < read;) done += writeSync(file, copies, done, read - done);
      at += read;
    }
  } finally {
    closeSync(from);
  }
}

/** A file that becomes a part of another one. */
export interface PartOfFile {
  path: string;
  /** Where its rows begin, where something comes before them. */
  start?: number;
  /** Of row groups: the first, and the one behind the last. */
  groups?: readonly [from: number, to: number];
}

export function appendAll(file: number, parts: readonly PartOfFile[]): void {
  for (const { path, start } of parts) append(file, path, start);
}

/** The content of a file from `start` on, in blocks of which only the last is not a multiple of eight bytes long; valid until the next. */
export function* blocksOf(path: string, start: number): Generator<Buffer> {
  const file = openFileSync(path);
  try {
    const buffer = Buffer.alloc(BUFFER);
    for (let at = start; ;) {
      let filled = 0;
      for (let read = -1; filled < BUFFER && read !== 0; filled += read)
        read = readSync(file, buffer, filled, BUFFER - filled, at + filled);
      if (filled === 0) return;
      yield buffer.subarray(0, filled);
      at += filled;
    }
  } finally {
    closeSync(file);
  }
}

/** What a file begins with. */
export function firstBytes(path: string, count: number): Buffer {
  const file = openFileSync(path);
  try {
    const bytes = Buffer.alloc(count);
    readSync(file, bytes, 0, count, 0);
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** What a file ends with. */
export function lastBytes(path: string, count: number): Uint8Array<ArrayBuffer> {
  const file = openFileSync(path);
  try {
    const bytes = new Uint8Array(count);
    readSync(file, bytes, 0, count, fstatSync(file).size - count);
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** Of one of our own files, the largest of which is a plan that names a million files. */
const MOST_JSON = 256 * 2 ** 20;

export function readJson(path: string): unknown {
  return JSON.parse(readTextSync(path, MOST_JSON));
}
