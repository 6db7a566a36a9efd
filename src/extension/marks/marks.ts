import type { Probe } from '../../protocol/messages';
import { firstOf } from '../probes/brief-names';
import { firstErrors, type FirstError } from '../probes/first-errors';
import { clip, literal } from '../workbench/markdown';
import { stateText } from '../../page/state-text';
import { changedSlots } from '../../trace/trace';
import type { StepIndex, StepSite } from '../probes/step-index';
import type { Timeline } from '../probes/timeline';

/** Text behind a line of the editor, or within it. */
export interface LineMark {
  line: number;
  /** Where the text stands; at the end of the line if absent. */
  character?: number;
  text: string;
}

/**
 * The true state after every step on some lines, seen from the playhead: a step that happens many times, as in a loop,
 * shows its last visit up to there, or its first one where the playhead has not come yet. The mark of a line's last step
 * stands at the line's end, those of the others right behind their steps.
 */
export function stateMarks(
  timeline: Timeline,
  index: StepIndex,
  lines: Iterable<number>,
  playhead: number,
): LineMark[] {
  const marks: LineMark[] = [];
  for (const line of lines) {
    const sites = index.sites(line);
    const last = sites.at(-1);
    if (!last) continue;
    const others = sites.slice(0, -1);
    const shown = others.length <= MOST_WITHIN ? others : others.filter(({ visits }) => visits.includes(playhead));
    for (const site of shown) {
      const text = clip(stateAt(timeline, site, playhead), MOST_WITHIN_LINE);
      marks.push({ line, character: site.range.end.character, text });
    }
    const left = others.length - shown.length;
    const text = stateAt(timeline, last, playhead);
    marks.push({ line, text: left > 0 ? `${text}  after ${sites.length} steps` : text });
  }
  return marks;
}

function stateAt(timeline: Timeline, { visits }: StepSite, playhead: number): string {
  const { trace } = timeline;
  const visit = visitAt(visits, playhead);
  const step = visits[visit] ?? 0;
  const taken = trace.steps[step];
  const changed = taken && changedSlots(trace, taken);
  const text = clip(stateText(trace, timeline.after(step), changed), MOST_OF_A_MARK);
  return visits.length > 1 ? `${text}  visit ${visit + 1} of ${visits.length}` : text;
}

/** Of the steps at one place, in the order of time, the last one up to the playhead; the first if there is none. */
function visitAt(visits: readonly number[], playhead: number): number {
  const after = visits.findIndex((step) => step > playhead);
  return after < 0 ? visits.length - 1 : Math.max(0, after - 1);
}

/** Whether marks look another way with the playhead at another step. */
export function followsPlayhead(index: StepIndex): boolean {
  for (const line of index.lines().keys()) {
    const sites = index.sites(line);
    if (sites.length > MOST_WITHIN + 1 || sites.some(({ visits }) => visits.length > 1)) return true;
  }
  return false;
}

/** Places within a line that have a mark each; more would hide the text, so that only the playhead's has one. */
const MOST_WITHIN = 6;

/** A mark of first errors: short in the line, and Markdown with every model's name for the hover. */
export interface ErrorMark extends LineMark {
  hover: string;
}

/**
 * `✗ Mamba and 2 more from here`: by its sign and words, not by its colour alone, the mark says what it means. Where
 * several steps share the line it names the first two that are wrong.
 */
export function errorMarks(probe: Probe, index: StepIndex): ErrorMark[] {
  const byLine = new Map<number, FirstError[]>();
  for (const error of firstErrors(probe)) {
    const line = index.rangeOf(error.step)?.end.line;
    if (line !== undefined) byLine.set(line, [...(byLine.get(line) ?? []), error]);
  }
  return [...byLine]
    .map(([line, errors]) => {
      const isOnlyStep = index.lines().get(line)?.length === 1;
      return { line, text: `✗ ${isOnlyStep ? onlyText(errors) : severalText(errors)}`, hover: errorsHover(errors) };
    })
    .sort((a, b) => a.line - b.line);
}

function onlyText(errors: readonly FirstError[]): string {
  return `${firstOf(errors.flatMap(({ brief }) => brief))} from here`;
}

function severalText(errors: readonly FirstError[]): string {
  const shown = errors.slice(0, MOST_ERRORS).map(({ step, brief }) => `${firstOf(brief)} from step ${step + 1}`);
  const left = errors.slice(MOST_ERRORS).flatMap(({ models }) => models).length;
  return [...shown, ...(left > 0 ? [`${left} more`] : [])].join(', ');
}

function errorsHover(errors: readonly FirstError[]): string {
  const rows = errors.flatMap(({ models, places, beside }) =>
    models.map((name, index) => {
      const more = beside[index] === undefined ? '' : `; ${literal(beside[index])}`;
      return `- ${places[index] ?? ''}: ${literal(name)}${more}`;
    }),
  );
  return ['First wrong in this line:', '', ...rows].join('\n');
}

/** First errors that a line names. */
const MOST_ERRORS = 2;
/** UTF-16 code units of a mark; the hover has the whole state. */
const MOST_OF_A_MARK = 100;
/** The same of a mark between two steps. */
const MOST_WITHIN_LINE = 60;
