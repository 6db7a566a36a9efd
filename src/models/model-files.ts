import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openFile, piecesOf, readBytes } from '../files/read';
import { printable } from '../text/printable';
import { externalData, isBelow } from './external-data';
import { sidecarOf } from './manifest-source';
import { isLfsPointer, LFS_REASON, POINTER_BYTES } from './lfs';
import { OnnxFileError } from './onnx-metadata';

/** A model's file and those that hold its weights, as they were when they were read. */
export interface ModelFiles {
  path: string;
  /**
   * Names the model: SHA-256 of the file, in hexadecimal. Where weights or a manifest lie beside it, SHA-256 of lines: that of the file,
   * then for each of the others, in order of name, `<sha256>  <name>`.
   */
  digest: string;
  /** Of all files together. */
  bytes: number;
  /** Sizes and times, by which a change is seen without reading the files. */
  stamps: ReadonlyMap<string, string>;
}

/** The most that protocol buffers hold; larger weights lie beside the file. */
const MOST_BYTES = 2 ** 31;

/** @throws OnnxFileError for what is no model, or lacks its weights; a Node file-system error when it cannot be opened */
export async function readModelFiles(path: string): Promise<ModelFiles> {
  const stamps = new Map([[path, await stampOf(path)]]);
  const model = await readBytes(path, MOST_BYTES);
  if (isLfsPointer(model)) throw new OnnxFileError(LFS_REASON);
  let bytes = model.length;
  const lines = [createHash('sha256').update(model).digest('hex')];
  for (const [location, needed] of externalData(model)) {
    const file = join(dirname(path), location);
    if (!isBelow(location)) throw new OnnxFileError(`its weights "${printable(location)}" do not lie below its folder`);
    stamps.set(file, await stampOf(file).catch(() => missing(location)));
    const { size } = await stat(file);
    if (size < needed)
      throw new OnnxFileError(
        `its weights "${printable(location)}" have ${size.toLocaleString('en-US')} bytes, and at least ${needed.toLocaleString('en-US')} are asked for: copy or download them once more`,
      );
    bytes += size;
    lines.push(`${await hashOf(file, location)}  ${location}`);
  }
  const beside = sidecarOf(path);
  // What stands beside a model says what it is; one that comes later is a change too.
  stamps.set(beside, await stampOf(beside).catch(() => ''));
  if (stamps.get(beside)) lines.push(`${await hashOf(beside, beside)}  ${basename(beside)}`);
  for (const [file, stamp] of stamps)
    if ((await stampOf(file).catch(() => '')) !== stamp)
      throw new OnnxFileError('it changed while it was read; try again');
  const [only = '', ...others] = lines;
  const digest = others.length === 0 ? only : createHash('sha256').update(lines.join('\n')).digest('hex');
  return { path, digest, bytes, stamps };
}

/** Whether the files are still what was read. */
export async function isUnchanged({ stamps }: ModelFiles): Promise<boolean> {
  for (const [file, stamp] of stamps) if ((await stampOf(file).catch(() => '')) !== stamp) return false;
  return true;
}

/** Replaced, written and touched files all differ in one of these. */
async function stampOf(path: string): Promise<string> {
  const { size, mtimeMs, ctimeMs, ino } = await stat(path);
  return [size, mtimeMs, ctimeMs, ino].join(' ');
}

async function hashOf(file: string, location: string): Promise<string> {
  const handle = await openFile(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(POINTER_BYTES), 0, POINTER_BYTES, 0);
    if (isLfsPointer(buffer)) throw new OnnxFileError(`its weights "${printable(location)}": ${LFS_REASON}`);
  } finally {
    await handle.close();
  }
  const hash = createHash('sha256');
  for await (const piece of piecesOf(file)) hash.update(piece);
  return hash.digest('hex');
}

function missing(location: string): never {
  throw new OnnxFileError(`its weights are missing: there is no "${printable(location)}" beside it`);
}
