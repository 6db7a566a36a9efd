/** What is drawn below a model's arrangements: where it is wrong, and how sure it was. */
import { leastByBin, minByBin } from './bins';
import { hatch } from './hatch';
import { BAR_HEIGHT, GAP, pixelBins, SEPARATED, STRIP_HEIGHT, type LaneFrame } from './lane-geometry';
import type { Theme } from './theme';
import { visible, xOf } from './timeline';

/** Right: a thin line. Wrong: a hatched block of full height. Not run: dots. A flag stands at the first wrong step. */
export function drawStrip(
  context: CanvasRenderingContext2D,
  outcome: Uint8Array,
  firstWrong: number | null,
  top: number,
  { timeline, theme, ratio }: LaneFrame,
): void {
  const paint = (code: number, left: number, width: number): void => {
    if (code === 0) {
      context.globalAlpha = 0.35;
      context.fillStyle = theme.wrong;
      context.fillRect(left, top, width, STRIP_HEIGHT);
      context.globalAlpha = 1;
      context.fillStyle = hatch(context, theme.wrong, ratio);
      context.fillRect(left, top, width, STRIP_HEIGHT);
      context.fillStyle = theme.wrong;
      context.fillRect(left, top, width, 1);
      context.fillRect(left, top + STRIP_HEIGHT - 1, width, 1);
    } else if (code === 1) {
      context.fillStyle = theme.right;
      context.fillRect(left, top + STRIP_HEIGHT / 2 - 1, width, 2);
    } else {
      context.fillStyle = theme.muted;
      for (let x = left; x < left + width; x += 4) context.fillRect(x, top + STRIP_HEIGHT / 2 - 0.5, 1, 1);
    }
  };
  if (timeline.scale >= 1) {
    const { from, to } = visible(timeline);
    const gap = timeline.scale >= SEPARATED ? 1 : 0;
    for (let step = from; step < to; step++) {
      const left = Math.round(xOf(timeline, step) * ratio) / ratio;
      paint(outcome[step] ?? 2, left, Math.round(xOf(timeline, step + 1) * ratio) / ratio - gap - left);
    }
  } else {
    const { edges, x } = pixelBins(timeline);
    leastByBin(outcome, edges).forEach((code, bin) => paint(code, x + bin, 1));
  }
  if (firstWrong !== null) drawFlag(context, xOf(timeline, firstWrong), top, theme);
}

function drawFlag(context: CanvasRenderingContext2D, x: number, top: number, theme: Theme): void {
  context.fillStyle = theme.foreground;
  context.strokeStyle = theme.foreground;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, top + STRIP_HEIGHT);
  context.stroke();
  context.beginPath();
  context.moveTo(x, top - GAP);
  context.lineTo(x + 7, top + STRIP_HEIGHT / 2 - GAP / 2);
  context.lineTo(x, top + STRIP_HEIGHT);
  context.fill();
}

/** Full height is certain; a pixel that stands for several steps shows the least sure one. */
export function drawBars(
  context: CanvasRenderingContext2D,
  confidence: Float32Array,
  top: number,
  { timeline, theme, ratio }: LaneFrame,
): void {
  context.fillStyle = theme.bar;
  context.globalAlpha = 0.7;
  const bar = (share: number, left: number, width: number): void => {
    const height = BAR_HEIGHT * Math.min(1, Math.max(0, share));
    if (height > 0) context.fillRect(left, top + BAR_HEIGHT - height, width, height);
  };
  if (timeline.scale >= 1) {
    const { from, to } = visible(timeline);
    const gap = timeline.scale >= SEPARATED ? 1 : 0;
    for (let step = from; step < to; step++) {
      const left = Math.round(xOf(timeline, step) * ratio) / ratio;
      bar(confidence[step] ?? 0, left, Math.round(xOf(timeline, step + 1) * ratio) / ratio - gap - left);
    }
  } else {
    const { edges, x } = pixelBins(timeline);
    minByBin(confidence, edges).forEach((share, bin) => bar(share, x + bin, 1));
  }
  context.globalAlpha = 1;
}
