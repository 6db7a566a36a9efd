import type { Model, Probe } from '../../protocol/messages';
import { outcomeAt, runOf } from '../../protocol/models';
import type { Range } from '../../trace/source';
import { changedSlots } from '../../trace/trace';
import { lostAt } from '../../world/lost';
import { stateText } from '../../page/state-text';
import { briefNames } from '../probes/brief-names';
import { firstErrors, type FirstError } from '../probes/first-errors';
import type { StepIndex, StepSite } from '../probes/step-index';
import type { Timeline } from '../probes/timeline';
import { clip, literal } from '../workbench/markdown';
import { beliefText, unquotedWorld } from './belief';

/** Text behind a line of the editor: nothing is drawn within one, where it would push the text away. */
export interface LineMark {
  line: number;
  text: string;
}

/** Where a person stands in a probe, and whom they look at. */
export interface Look {
  playhead: number;
  /** The model whose belief is shown; none where no model ran. */
  model: Model | undefined;
}

/**
 * The true state at the end of every one of some lines, after its last step. Of a line that the playhead is on it is the state
 * after the playhead's step. A step that happens many times, as in a loop, shows its last visit up to the playhead, or its
 * first one where the playhead has not come yet.
 */
export function stateMarks(
  timeline: Timeline,
  index: StepIndex,
  lines: Iterable<number>,
  playhead: number,
): LineMark[] {
  const marks: LineMark[] = [];
  for (const line of lines) {
    const shown = shownAt(index.sites(line), playhead);
    if (shown) marks.push({ line, text: stateAt(timeline, shown) });
  }
  return marks;
}

/** The step whose state stands at a line's end. */
interface Shown {
  step: number;
  visit: number;
  visits: readonly number[];
  /** Whether the line has steps at other places too. */
  isOneOfMany: boolean;
}

function shownAt(sites: readonly StepSite[], playhead: number): Shown | undefined {
  const site = sites.find(({ visits }) => visits.includes(playhead)) ?? sites.at(-1);
  if (!site) return undefined;
  const { visits } = site;
  const visit = visitAt(visits, playhead);
  return { step: visits[visit] ?? 0, visit, visits, isOneOfMany: sites.length > 1 };
}

function stateAt(timeline: Timeline, { step, visit, visits, isOneOfMany }: Shown): string {
  const { trace } = timeline;
  const taken = trace.steps[step];
  const changed = taken && changedSlots(trace, taken);
  const text = clip(stateText(unquotedWorld(trace), timeline.after(step), changed), MOST_OF_A_MARK);
  const where = [
    ...(isOneOfMany ? [`after step ${step + 1}`] : []),
    ...(visits.length > 1 ? [`visit ${visit + 1} of ${visits.length}`] : []),
  ];
  return where.length > 0 ? `${text}  ${where.join(', ')}` : text;
}

/** Of the steps at one place, in the order of time, the last one up to the playhead; the first if there is none. */
function visitAt(visits: readonly number[], playhead: number): number {
  const after = visits.findIndex((step) => step > playhead);
  return after < 0 ? visits.length - 1 : Math.max(0, after - 1);
}

/** A mark of what models have wrong: short behind the line, and Markdown with every model's name for the hover. */
export interface ErrorMark extends LineMark {
  /** Absent where no model goes wrong for the first time. */
  hover?: string;
  /** Steps that are first wrong in a line of several, to be told apart in it. */
  ranges: Range[];
}

/**
 * `✗ Mamba lost 10 ↔ 20, believes a = [20, 10, 30]; 2 more wrong from here`: what is believed stands beside the true state of
 * the same step. A first error of another step of the line says which, and at the playhead the looked-at model's belief is told
 * wherever it is wrong. By its sign and words, not by its colour alone, the mark says what it means.
 */
export function errorMarks(probe: Probe, index: StepIndex, look: Look): ErrorMark[] {
  const byLine = new Map<number, FirstError[]>();
  for (const error of firstErrors(probe)) {
    const line = index.rangeOf(error.step)?.end.line;
    if (line !== undefined) byLine.set(line, [...(byLine.get(line) ?? []), error]);
  }
  const here = index.rangeOf(look.playhead)?.end.line;
  if (here !== undefined && !byLine.has(here)) byLine.set(here, []);
  return [...byLine]
    .flatMap(([line, errors]): ErrorMark[] => {
      const sites = index.sites(line);
      const shown = shownAt(sites, look.playhead)?.step;
      const told = errors.slice(0, MOST_ERRORS).map((error) => errorText(probe, error, error.step === shown, look));
      const left = errors.slice(MOST_ERRORS).flatMap(({ models }) => models).length;
      const belief = line === here ? beliefAt(probe, look) : undefined;
      const parts = [...told, ...(left > 0 ? [`${left} more`] : []), ...(belief === undefined ? [] : [belief])];
      if (parts.length === 0) return [];
      const ranges = sites.length > 1 ? errors.flatMap(({ step }) => index.rangeOf(step) ?? []) : [];
      return [
        { line, text: `✗ ${parts.join('; ')}`, ranges, ...(errors.length > 0 && { hover: errorsHover(errors) }) },
      ];
    })
    .sort((a, b) => a.line - b.line);
}

/** @param isShown whether the true state at the line's end is that of this step */
function errorText(probe: Probe, { step, who, brief }: FirstError, isShown: boolean, look: Look): string {
  const at = Math.max(
    0,
    who.findIndex((model) => model.id === look.model?.id),
  );
  const model = who[at];
  const belief = isShown && model ? beliefText(probe, model, step) : undefined;
  const lost = model && lostAt(probe, model, step, belief === undefined);
  const said = [
    `${brief[at] ?? ''} lost ${lost ?? 'the state'}${isShown ? '' : ` at step ${step + 1}`}`,
    ...(belief === undefined ? [] : [`believes ${clip(belief, MOST_OF_A_MARK)}`]),
  ].join(', ');
  const more = who.length - 1;
  return more > 0 ? `${said} (${more} more wrong ${isShown ? 'from here' : 'from there'})` : said;
}

/** What the looked-at model believes at the playhead, where it is wrong there and that is not its first error. */
function beliefAt(probe: Probe, { playhead, model }: Look): string | undefined {
  const run = runOf(model);
  if (!model || !run || run.firstWrong === playhead || outcomeAt(run, playhead) !== 'wrong') return undefined;
  const name = briefNames(probe.models.map((one) => one.name))[probe.models.indexOf(model)] ?? '';
  const belief = beliefText(probe, model, playhead);
  return belief === undefined
    ? `${name} has ${lostAt(probe, model, playhead) ?? 'the state'} wrong`
    : `${name} believes ${clip(belief, MOST_OF_A_MARK)}`;
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
