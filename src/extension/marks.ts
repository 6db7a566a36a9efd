import type { Probe } from '../../webview/messages';
import { clip } from './markdown';
import { stateText } from '../page/state-text';
import type { StepIndex, StepSite } from './step-index';
import type { Timeline } from './timeline';

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
  const text = clip(stateText(trace, timeline.after(step), trace.steps[step]?.map), MOST_OF_A_MARK);
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

/** The step at which a model first goes wrong, for each model that does. */
export interface FirstError {
  step: number;
  models: string[];
}

export function firstErrors(probe: Probe): FirstError[] {
  const byStep = new Map<number, string[]>();
  for (const { name, state } of probe.models) {
    if (state.kind !== 'done' || state.run.firstWrong === null) continue;
    const models = byStep.get(state.run.firstWrong) ?? [];
    byStep.set(state.run.firstWrong, [...models, clip(name, 60)]);
  }
  return [...byStep].map(([step, models]) => ({ step, models })).sort((a, b) => a.step - b.step);
}

/** `✗ Mamba from here`: by its sign and words, not by its colour alone, the mark says what it means. */
export function errorMarks(probe: Probe, index: StepIndex): LineMark[] {
  const byLine = new Map<number, string[]>();
  for (const { step, models } of firstErrors(probe)) {
    const line = index.rangeOf(step)?.end.line;
    if (line === undefined) continue;
    const several = (index.lines().get(line)?.length ?? 1) > 1;
    const text = `✗ ${listed(models)} from here${several ? ` (step ${step + 1})` : ''}`;
    byLine.set(line, [...(byLine.get(line) ?? []), text]);
  }
  return [...byLine].map(([line, texts]) => ({ line, text: texts.join('  ') })).sort((a, b) => a.line - b.line);
}

/** UTF-16 code units of a mark; the hover has the whole state. */
const MOST_OF_A_MARK = 100;
/** The same of a mark between two steps. */
const MOST_WITHIN_LINE = 60;
const MOST_NAMES = 4;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join('; ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}
