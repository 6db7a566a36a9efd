import type { Position, Range } from '../../trace/source';
import type { Step } from '../../trace/trace';
import { isBefore, touches } from './edits';

/** A step that stands in the text. */
export interface PlacedStep {
  /** Index in the trace's steps. */
  step: number;
  range: Range;
}

/** A piece of text that is a step, or, in a loop's body, many steps. */
export interface StepSite {
  range: Range;
  /** Indices in the trace's steps, in the order in which they happen. */
  visits: number[];
}

/**
 * Which steps stand where. A line of a loop's body has many steps at one place, in the order in which they happen;
 * generated steps stand nowhere. Steps are filed under the line they end on: there their state is shown.
 */
export class StepIndex {
  private readonly byLine = new Map<number, PlacedStep[]>();
  private readonly siteLines = new Map<number, StepSite[]>();

  constructor(private readonly ranges: readonly (Range | undefined)[]) {
    ranges.forEach((range, step) => {
      if (!range) return;
      const line = this.byLine.get(range.end.line);
      if (line) line.push({ step, range });
      else this.byLine.set(range.end.line, [{ step, range }]);
    });
  }

  static of(steps: readonly Step[]): StepIndex {
    return new StepIndex(steps.map((step) => step.range));
  }

  rangeOf(step: number): Range | undefined {
    return this.ranges[step];
  }

  /** Where the last step in the text ends; the start of the text when none stands there. */
  get end(): Position {
    const ends = this.ranges.flatMap((range) => (range ? [range.end] : []));
    return ends.reduce((last, end) => (isBefore(last, end) ? end : last), { line: 0, character: 0 });
  }

  /** Lines with steps, each with its steps in the order in which they happen. */
  lines(): ReadonlyMap<number, readonly PlacedStep[]> {
    return this.byLine;
  }

  /** The places of steps on a line, from left to right by their ends. */
  sites(line: number): readonly StepSite[] {
    let sites = this.siteLines.get(line);
    if (!sites) {
      const byRange = new Map<string, StepSite>();
      for (const { step, range } of this.byLine.get(line) ?? []) {
        const key = `${range.start.line}:${range.start.character}:${range.end.character}`;
        const site = byRange.get(key);
        if (site) site.visits.push(step);
        else byRange.set(key, { range, visits: [step] });
      }
      sites = [...byRange.values()].sort((a, b) => a.range.end.character - b.range.end.character);
      this.siteLines.set(line, sites);
    }
    return sites;
  }

  /** All steps at the place of one step, in the order in which they happen. */
  visitsOf(step: number): readonly number[] {
    const line = this.rangeOf(step)?.end.line;
    const sites = line === undefined ? [] : this.sites(line);
    return sites.find(({ visits }) => visits.includes(step))?.visits ?? [step];
  }

  /** The steps whose text holds `position`, in the order in which they happen. */
  at(position: Position): number[] {
    // A statement over several lines is filed under its last one only, so a look at the lines from here on would be
    // needed; statements that are one step are short.
    const found: number[] = [];
    for (let line = position.line; line < position.line + MOST_LINES_OF_A_STEP; line++) {
      for (const placed of this.byLine.get(line) ?? []) if (touches(placed.range, position)) found.push(placed.step);
    }
    return found.sort((a, b) => a - b);
  }

  /**
   * The step that a cursor at `position` means: among those there, else among those on its line, `current` when it is
   * one of them (the cursor then says nothing new), else the first that comes after it in time, else the last.
   */
  meant(position: Position, current: number): number | undefined {
    const here = this.at(position);
    const steps = here.length > 0 ? here : (this.byLine.get(position.line) ?? []).map((placed) => placed.step);
    return steps.find((step) => step >= current) ?? steps.at(-1);
  }

  /** The steps after a change of the text; those for which `move` knows no range stand nowhere any more. */
  moved(move: (range: Range) => Range | undefined): StepIndex {
    return new StepIndex(this.ranges.map((range) => range && move(range)));
  }
}

const MOST_LINES_OF_A_STEP = 50;
