import type { Probe } from '../../webview/messages';
import { clip } from './markdown';
import { stateText } from './state-text';
import type { StepIndex } from './step-index';
import type { Timeline } from './timeline';

/** Text behind a line of the editor. */
export interface LineMark {
  line: number;
  text: string;
}

/** The true state at the end of a line's last step, and how many steps the line has if there are several. */
export function stateMarks(timeline: Timeline, index: StepIndex, lines: Iterable<number>): LineMark[] {
  const marks: LineMark[] = [];
  for (const line of lines) {
    const steps = index.lines().get(line);
    const last = steps?.at(-1)?.step;
    if (!steps || last === undefined) continue;
    const { trace } = timeline;
    const text = clip(stateText(trace, timeline.after(last), trace.steps[last]?.map), MOST_OF_A_MARK);
    marks.push({ line, text: steps.length > 1 ? `${text}  after ${steps.length} steps` : text });
  }
  return marks;
}

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
const MOST_NAMES = 4;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join('; ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}
