import { openFile } from '../../files/read';

/** True for files whose lines may be the examples of a data set. */
export function isDatasetFile(path: string): boolean {
  return /\.jsonl$/i.test(path);
}

/** The first bytes of a file; nothing where there is none. */
export async function startOf(path: string, most: number): Promise<string> {
  const file = await openFile(path).catch(() => undefined);
  if (!file) return '';
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** So many bytes tell whether a file may hold stories. */
export const LIKE_STORIES = 4096;

/** What a text in JSON begins with that may hold stories, and no examples of ours. */
export function isLikeStories(start: string): boolean {
  return (
    /"(?:inputs?|story|context|passage|sentence|question)"\s*:\s*"/.test(start) && !/^\s*\{\s*"kind"\s*:/.test(start)
  );
}

/** True for files of stories with their answers, as benchmarks are published: JSON, or lines of it that are no examples of ours. */
export async function isStoriesFile(path: string): Promise<boolean> {
  return /\.json$/i.test(path) || (/\.jsonl$/i.test(path) && isLikeStories(await startOf(path, LIKE_STORIES)));
}
