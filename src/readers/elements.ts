import { SourceError } from '../trace/source';
import type { Remark, Trace } from '../trace/trace';

/**
 * What is a step of a text that tells a word: an element of the word, or every move or update of its own. Without a choice
 * the elements, where the text says which they are and does what it says.
 */
export type Steps = 'elements' | 'moves';

export const STEPS: readonly Steps[] = ['elements', 'moves'];

const OTHERWISE = 'each move by itself: --steps moves, in the editor Choose What a Step Is…';

/**
 * The trace of a text that may tell a word.
 *
 * @param own with every move as a step
 * @param says whether the text seems to say which elements it tells, and what that is
 * @param elements the trace with an element a step; it throws a SourceError where the text is no such word
 * @throws SourceError of `elements`, where elements were asked for
 */
export function inSteps(
  own: () => Trace,
  steps: Steps | undefined,
  says: { isWord: boolean; what: string },
  elements: () => Trace,
): Trace {
  if (steps === 'moves' || (!says.isWord && steps === undefined)) return own();
  try {
    const trace = elements();
    return says.isWord ? noted(trace, { text: `${says.what}: an element is a step (${OTHERWISE})` }) : trace;
  } catch (error) {
    if (steps === 'elements' || !(error instanceof SourceError)) throw error;
    const { reason, range } = error;
    return noted(own(), { text: `${says.what}, but is none, so that each move is a step: ${reason}`, range });
  }
}

function noted(trace: Trace, remark: Remark): Trace {
  return { ...trace, remarks: [...(trace.remarks ?? []), remark] };
}
