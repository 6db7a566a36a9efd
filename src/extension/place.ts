import type { Range } from '../trace/source';
import { afterEdit, mayChangeSteps, scopeAfterEdit, type Edit } from './edits';
import type { StepIndex } from './step-index';

/** Where a probe stands in its document. */
export interface Place {
  /** The part of the document that was probed, as it stands now; undefined for all of it. */
  readonly scope: Range | undefined;
  readonly index: StepIndex;
  /** False once an edit may have changed a step: what is known of the steps is about an older text then. */
  readonly fresh: boolean;
}

/** The place after a change of the text; undefined when what was probed is gone. */
export function placeAfter(place: Place, edits: readonly Edit[]): Place | undefined {
  let { scope, index, fresh } = place;
  // The editor lists the changes from the end of the document to its start, so that none moves a later one.
  for (const edit of edits) {
    fresh &&= !mayChangeSteps(edit, index.end);
    index = index.moved((range) => afterEdit(range, edit));
    const grown = scope && scopeAfterEdit(scope, edit);
    if (scope && !grown) return undefined;
    scope = grown;
  }
  return { scope, index, fresh };
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
