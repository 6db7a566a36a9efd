import * as vscode from 'vscode';
import { toDisk } from '../../files/to-disk';

/** A file system that is not the disk takes a file in one piece only, which must fit in memory. */
const MOST_BYTES = 512 * 2 ** 20;

/** Writes a file that comes in pieces, whole or not at all. @throws the signal's reason when it is aborted */
export async function writePieces(
  target: vscode.Uri,
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  if (target.scheme === 'file') await toDisk(target.fsPath, pieces, signal);
  else await vscode.workspace.fs.writeFile(target, await inMemory(pieces, signal));
}

async function inMemory(pieces: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    signal.throwIfAborted();
    bytes += piece.byteLength;
    if (bytes > MOST_BYTES)
      throw new Error('A file of more than 512 MiB can be saved on this computer’s disk only; choose a place there.');
    // Not `slice`, which of a Buffer is the same memory.
    kept.push(Uint8Array.from(piece));
  }
  return Buffer.concat(kept);
}
