import { SourceError } from '../../trace/source';
import type { Trace } from '../../trace/trace';

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

/** The reader's answer for a stretch; faults of the program itself are thrown on. */
export async function reading(at: Stretch, read: () => Promise<Trace>): Promise<Reading> {
  try {
    return { trace: await read(), at };
  } catch (error) {
    if (error instanceof SourceError) return { fault: error };
    throw error;
  }
}
