import { resolve } from 'node:path';
import { checkFilePlace } from '../files/place';
import { toDisk } from '../files/to-disk';
import { endingOf, languageOfFile } from '../readers/languages';
import { UsageError, type Arguments } from './usage';

/**
 * Where `--out` says that a text is written: a place that can be written to, is not the text that was read, and whose name says
 * what the text is.
 *
 * @param language that it is in
 * @param read the file that was read, if any
 * @throws UsageError; PlaceError
 */
export async function textTarget(args: Arguments, language: string, read?: string): Promise<string | undefined> {
  const path = args.text('out');
  if (path === undefined) return undefined;
  if (read !== undefined && resolve(path) === resolve(read))
    throw new UsageError(`--out ${path} is the text itself, which is not written over`);
  if (languageOfFile(path) !== language)
    throw new UsageError(`--out ${path}: what comes out is read from a file named …${endingOf(language)}`);
  await checkFilePlace(path);
  return path;
}

/** @throws PlaceError */
export function writeText(path: string, text: string, signal: AbortSignal): Promise<void> {
  return toDisk(path, pieces(text), signal);
}

// oxlint-disable-next-line typescript/require-await -- what writes takes pieces as they come, and here is one
async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
