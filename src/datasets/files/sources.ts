import { SourceError, type SourceText } from '../../trace/source';
import type { Trace } from '../../trace/trace';
import { CODE_LANGUAGES } from '../../readers/languages';

/** A stretch of a file that is read by itself, offsets in UTF-16 code units. */
export interface Stretch {
  start: number;
  end: number;
}

/** What a stretch turned out to be. */
export type Reading =
  | { trace: Trace; at: Stretch }
  /** Nothing moves here: no example, and no fault. */
  | { nothing: true }
  | { fault: SourceError };

/** The examples of one file, in the order of the text; a stretch that cannot be read is a fault among them. */
export async function* readingsOf(source: SourceText): AsyncGenerator<Reading> {
  const { language } = source;
  if (CODE_LANGUAGES.has(language)) yield* (await import('./code')).codeReadings(source);
  else if (language === 'chess') yield* (await import('./chess')).chessReadings(source);
  else if (language === 'word') yield* (await import('./word')).wordReadings(source);
  else yield* (await import('./narrative')).narrativeReadings(source);
}

/** The reader's answer for a stretch; faults of the program itself are thrown on. */
export async function reading(at: Stretch, read: () => Promise<Trace>): Promise<Reading> {
  try {
    return { trace: await read(), at };
  } catch (error) {
    if (error instanceof SourceError) return { fault: error };
    throw error;
  }
}
