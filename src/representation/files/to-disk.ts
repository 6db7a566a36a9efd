import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes a file that comes in pieces, whole or not at all: beside its place, which it takes at the end, so that a
 * cancelled one leaves what was there.
 *
 * @throws the signal's reason when it is aborted; what the file system says
 */
export async function toDisk(path: string, pieces: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void> {
  const partial = `${path}.partial`;
  const file = await open(partial, 'w');
  try {
    for await (const piece of pieces) {
      signal?.throwIfAborted();
      await file.writeFile(piece);
    }
    await file.close();
    await rename(partial, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}
