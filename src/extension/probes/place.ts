import type { Range } from '../../trace/source';
import type { Step } from '../../trace/trace';
import { afterEdit, mayAddSteps, mayChangeSteps, scopeAfterEdit, touches, type Edit } from './edits';
import { StepIndex } from './step-index';

/** Where a probe stands in its document. */
export interface Place {
  /** The part of the document that was probed, as it stands now; undefined for all of it. */
  readonly scope: Range | undefined;
  readonly index: StepIndex;
  /** False once an edit may have changed a step: what is known of the steps is about an older text then. */
  readonly fresh: boolean;
  /** True once the text behind the last step is another one: the steps are still true, and perhaps not all there are. */
  readonly grown: boolean;
}

/** The place of steps in the text that they were just read from. */
export function placeOf(steps: readonly Step[], scope: Range | undefined): Place {
  return { scope, index: StepIndex.of(steps), fresh: true, grown: false };
}

/** Whether the probe is one of the text as it is. */
export function isOfThisText(place: Place | undefined): boolean {
  return place !== undefined && place.fresh && !place.grown;
}

/** The place after a change of the text; undefined when what was probed is gone. */
export function placeAfter(place: Place, edits: readonly Edit[]): Place | undefined {
  let { scope, index, fresh, grown } = place;
  // The editor lists the changes from the end of the document to its start, so that none moves a later one.
  for (const edit of edits) {
    fresh &&= !mayChangeSteps(edit, index.end);
    grown ||= mayAddSteps(edit, index.end) && (!scope || touches(scope, edit.range.start));
    index = index.moved((range) => afterEdit(range, edit));
    const rest = scope && scopeAfterEdit(scope, edit);
    if (scope && !rest) return undefined;
    scope = rest;
  }
  return { scope, index, fresh, grown };
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
