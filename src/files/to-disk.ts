import { open, rename, rm } from 'node:fs/promises';
import { placeOf, PlaceError } from './place';
import { codeOf, failureText } from './reasons';

/**
 * Writes a file that comes in pieces, whole or not at all: beside its place, which it takes at the end, so that a
 * cancelled one leaves what was there. A link stays, and the file that it leads to is written.
 *
 * @throws PlaceError for what the file system says; the signal's reason when it is aborted; what makes the pieces throws
 */
export async function toDisk(path: string, pieces: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void> {
  const place = placeOf(path);
  const partial = `${place}.partial`;
  const onDisk = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      const reason = codeOf(error) === 'ENOENT' ? 'no such folder' : failureText(error);
      throw new PlaceError(path, reason);
    });
  await onDisk(rm(partial, { force: true }));
  // Anew: what stands there may be a pipe, which would be waited for.
  const file = await onDisk(open(partial, 'wx'));
  try {
    for await (const piece of pieces) {
      signal?.throwIfAborted();
      await onDisk(file.writeFile(piece));
    }
    await onDisk(file.close());
    await onDisk(rename(partial, place));
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}
