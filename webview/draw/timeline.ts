/**
 * Where steps lie on the screen. All lanes and heat maps share one timeline, so that a step has the same x everywhere.
 * Lengths are CSS pixels, measured from the left edge of the plot.
 */
export interface Timeline {
  /** Number of steps, at least one. */
  steps: number;
  /** Width of the plot. */
  width: number;
  /** Width of one step. */
  scale: number;
  /** Pixels scrolled away to the left. */
  offset: number;
}

/** The widest a step gets: room for five named objects. */
export const WIDEST_STEP = 160;

/** All steps fill the plot exactly, unless there are so few that they would be wider than {@link WIDEST_STEP}. */
export function fitScale(steps: number, width: number): number {
  return Math.min(WIDEST_STEP, width / steps);
}

export function fit(steps: number, width: number): Timeline {
  return { steps, width, scale: fitScale(steps, width), offset: 0 };
}

/** A step narrower than this is not seen among its neighbours, and is shown so wide then; CSS pixels. */
const NARROW = 1;
const CLOSE = 4;

/** A window around a step where all steps at once are too many to tell one from another. */
export function closeUp(timeline: Timeline, step: number): Timeline {
  if (timeline.scale >= NARROW) return timeline;
  return bounded({ ...timeline, scale: CLOSE, offset: (step + 0.5) * CLOSE - timeline.width / 2 });
}

/** Brings a timeline back into its bounds: from the whole trace to {@link WIDEST_STEP}, with no empty space at an end. */
export function bounded({ steps, width, scale, offset }: Timeline): Timeline {
  const bound = Math.min(WIDEST_STEP, Math.max(fitScale(steps, width), scale));
  return { steps, width, scale: bound, offset: Math.min(Math.max(0, steps * bound - width), Math.max(0, offset)) };
}

/** Left edge of a step. */
export function xOf({ scale, offset }: Timeline, step: number): number {
  return step * scale - offset;
}

/** The step at `x`, the nearest one when `x` is outside of the trace. */
export function stepAt({ steps, scale, offset }: Timeline, x: number): number {
  return Math.min(steps - 1, Math.max(0, Math.floor((x + offset) / scale)));
}

/** Steps of which at least a part is to be seen; `to` is exclusive. */
export function visible(timeline: Timeline): { from: number; to: number } {
  return { from: stepAt(timeline, 0), to: stepAt(timeline, timeline.width - 1e-6) + 1 };
}

/** Zooms by `factor` so that what is at `x` stays there. */
export function zoomAt(timeline: Timeline, factor: number, x: number): Timeline {
  const { scale } = bounded({ ...timeline, scale: timeline.scale * factor });
  return bounded({ ...timeline, scale, offset: ((timeline.offset + x) / timeline.scale) * scale - x });
}

/** Another width, as when the sidebar is dragged: a timeline that showed all steps still does. */
export function resized(timeline: Timeline, width: number): Timeline {
  const fitted = timeline.scale <= fitScale(timeline.steps, timeline.width) * (1 + 1e-9);
  return fitted ? fit(timeline.steps, width) : bounded({ ...timeline, width });
}

/** Scrolls as little as needed to show a step and a little around it; the same timeline if nothing needs to move. */
export function reveal(timeline: Timeline, step: number): Timeline {
  const margin = Math.min(timeline.width / 4, 2 * timeline.scale);
  const left = step * timeline.scale - margin;
  const right = (step + 1) * timeline.scale + margin - timeline.width;
  const moved = bounded({ ...timeline, offset: Math.min(left, Math.max(right, timeline.offset)) });
  return moved.offset === timeline.offset ? timeline : moved;
}

/**
 * Steps to number on the ruler, so that labels are at least `spacing` pixels apart: the first one, then multiples of a
 * round number, as people count them (from one).
 */
export function ticks(timeline: Timeline, spacing: number): number[] {
  const { from, to } = visible(timeline);
  const every = roundUp(spacing / timeline.scale);
  const result = from === 0 && every > 1 ? [0] : [];
  for (let number = Math.max(1, Math.ceil((from + 1) / every)) * every; number <= to; number += every)
    result.push(number - 1);
  return result;
}

/** The least of 1, 2, 5, 10, 20, 50, … that is not below `atLeast`. */
function roundUp(atLeast: number): number {
  for (let decade = 1; ; decade *= 10)
    for (const digit of [1, 2, 5]) if (digit * decade >= atLeast) return digit * decade;
}
