/** One course over the steps. */
import { pixelBins } from './lane-geometry';
import type { Theme } from './theme';
import { visible, xOf, type Timeline } from './timeline';

/** Steps at least this wide are drawn with a point on each; CSS pixels. */
const POINTED = 10;

/**
 * A line from step to step between `low` and `high`, broken where there is no number. With several steps to a pixel, a bar
 * from the least to the greatest of them: a peak never vanishes.
 */
export function drawLine(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  { low, high }: { low: number; high: number },
  { timeline, theme, gutter }: { timeline: Timeline; theme: Theme; gutter: number },
  { width, height }: { width: number; height: number },
): void {
  const room = height - 4;
  const y = (value: number): number => 2 + (high > low ? ((high - value) / (high - low)) * room : room / 2);
  context.save();
  context.beginPath();
  context.rect(gutter, 0, width - gutter, height);
  context.clip();
  context.translate(gutter, 0);
  if (low < 0 && high > 0) {
    context.fillStyle = theme.muted;
    context.globalAlpha = 0.5;
    context.fillRect(0, Math.round(y(0)), timeline.width, 1);
    context.globalAlpha = 1;
  }
  context.strokeStyle = context.fillStyle = theme.truth;
  context.lineWidth = 1.25;
  if (timeline.scale >= 1) drawSteps(context, values, timeline, y);
  else drawEnvelope(context, values, timeline, y);
  context.restore();
}

function drawSteps(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  timeline: Timeline,
  y: (value: number) => number,
): void {
  const { from, to } = visible(timeline);
  const points: [number, number][] = [];
  let open = false;
  context.beginPath();
  for (let step = Math.max(0, from - 1); step < Math.min(timeline.steps, to + 1); step++) {
    const value = values[step] ?? NaN;
    const x = xOf(timeline, step) + timeline.scale / 2;
    if (!Number.isFinite(value)) open = false;
    else {
      if (open) context.lineTo(x, y(value));
      else context.moveTo(x, y(value));
      open = true;
      points.push([x, y(value)]);
    }
  }
  context.stroke();
  if (timeline.scale < POINTED) return;
  context.beginPath();
  for (const [x, at] of points) {
    context.moveTo(x + 2, at);
    context.arc(x, at, 2, 0, 2 * Math.PI);
  }
  context.fill();
}

function drawEnvelope(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  timeline: Timeline,
  y: (value: number) => number,
): void {
  const { edges, x } = pixelBins(timeline);
  for (let bin = 0; bin + 1 < edges.length; bin++) {
    let [least, most] = [Infinity, -Infinity];
    // One step more, so that neighbouring bars meet.
    for (let step = edges[bin] ?? 0; step <= (edges[bin + 1] ?? 0); step++) {
      const value = values[step] ?? NaN;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    if (most >= least) context.fillRect(x + bin, y(most) - 0.5, 1, y(least) - y(most) + 1);
  }
}
