import UPNG from '@pdf-lib/upng';
import { readFile, writeFile } from 'node:fs/promises';

/** A PNG file again, in 256 colours of its own: half of the bytes, for there are many pictures. */
export async function shrink(file: string): Promise<void> {
  const picture = UPNG.decode(new Uint8Array(await readFile(file)).buffer);
  await writeFile(file, new Uint8Array(UPNG.encode(UPNG.toRGBA8(picture), picture.width, picture.height, 256)));
}
