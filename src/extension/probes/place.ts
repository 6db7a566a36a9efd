import type { Range } from '../../trace/source';
import type { Step } from '../../trace/trace';
import { afterEdit, scopeAfterEdit, type Edit } from './edits';
import { StepIndex } from './step-index';

/** Where a probe stands in its document. */
export interface Place {
  /** The part of the document that was probed, as it stands now; undefined for all of it. */
  readonly scope: Range | undefined;
  readonly index: StepIndex;
}

/** The place of steps in the text that they were just read from. */
export function placeOf(steps: readonly Step[], scope: Range | undefined): Place {
  return { scope, index: StepIndex.of(steps) };
}

/**
 * The place after a change of the text, as far as it can be followed; undefined when what was probed is gone. Whether the
 * steps are still those that were probed is found out by reading.
 */
export function placeAfter({ scope, index }: Place, edits: readonly Edit[]): Place | undefined {
  // The editor lists the changes from the end of the document to its start, so that none moves a later one.
  for (const edit of edits) {
    index = index.moved((range) => afterEdit(range, edit));
    const rest = scope && scopeAfterEdit(scope, edit);
    if (scope && !rest) return undefined;
    scope = rest;
  }
  return { scope, index };
}

/** Whether two probed parts of one document have text in common. */
export function overlap(a: Range | undefined, b: Range | undefined): boolean {
  if (!a || !b) return true;
  return isInside(a.start, b) || isInside(b.start, a);
}

function isInside({ line, character }: Range['start'], { start, end }: Range): boolean {
  const afterStart = line > start.line || (line === start.line && character >= start.character);
  return afterStart && (line < end.line || (line === end.line && character < end.character));
}
