/** Signed numbers over the steps, as bars on either side of zero. */
import { pixelBins, SEPARATED, type LaneFrame } from './lane-geometry';
import type { Margins } from './margin-ends';
import { visible, xOf } from './timeline';

/**
 * A bar up for what is above zero and one down for what is below, each at least a pixel high, so that a sign never
 * vanishes. With several steps to a pixel, the farthest of each sign.
 */
export function drawMargins(
  context: CanvasRenderingContext2D,
  { values, low, high }: Margins,
  { top, height }: { top: number; height: number },
  { timeline, theme, ratio }: LaneFrame,
): void {
  const [above, below] = roomOf(low, high, height);
  const zero = top + above;
  const snap = (x: number): number => Math.round(x * ratio) / ratio;
  const bar = (from: number, to: number, left: number, width: number): void => {
    let [least, most] = [0, 0];
    for (let step = from; step < to; step++) {
      const value = values[step] ?? NaN;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    if (most > 0) {
      const tall = Math.min(above, Math.max(1, (most / high) * above));
      context.fillStyle = theme.right;
      context.fillRect(left, zero - tall, width, tall);
    }
    if (least < 0) {
      context.fillStyle = theme.wrong;
      context.fillRect(left, zero + 1, width, Math.min(below, Math.max(1, (least / low) * below)));
    }
  };
  if (timeline.scale >= 1) {
    const { from, to } = visible(timeline);
    const gap = timeline.scale >= SEPARATED ? 1 : 0;
    for (let step = from; step < to; step++) {
      const [left, right] = [snap(xOf(timeline, step)), snap(xOf(timeline, step + 1))];
      bar(step, step + 1, left, right - gap - left);
    }
  } else {
    const { edges, x } = pixelBins(timeline);
    for (let bin = 0; bin + 1 < edges.length; bin++) bar(edges[bin] ?? 0, edges[bin + 1] ?? 0, x + bin, 1);
  }
  context.fillStyle = theme.muted;
  context.fillRect(0, zero, timeline.width, 1);
}

/** Pixels above and below the line at zero: in one scale, and a few for a sign that hardly occurs. */
function roomOf(low: number, high: number, height: number): [number, number] {
  const room = height - 1;
  const share = high > low ? high / (high - low) : 0.5;
  const least = 3;
  const above = Math.round(Math.min(room - least, Math.max(least, room * share)));
  return [above, room - above];
}
