/** What is drawn below a model's arrangements: where it is wrong, and how sure it was. */
import { leastByBin, minByBin, stretches } from './bins';
import { hatch } from './hatch';
import { GAP, pixelBins, SEPARATED, STRIP_HEIGHT, type LaneFrame } from './lane-geometry';
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
    const edge = (step: number): number => Math.round(xOf(timeline, step) * ratio) / ratio;
    if (timeline.scale >= SEPARATED)
      for (let step = from; step < to; step++) paint(outcome[step] ?? 2, edge(step), edge(step + 1) - 1 - edge(step));
    else
      for (const part of stretches(outcome, from, to))
        paint(part.code, edge(part.from), edge(part.to) - edge(part.from));
  } else {
    const { edges, x } = pixelBins(timeline);
    for (const { from, to, code } of stretches(leastByBin(outcome, edges))) paint(code, x + from, to - from);
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

/**
 * How sure the model was, at a height of up to `height`: bars for the state that it predicts, a line for the true one.
 * Full height is certain. A pixel that stands for several steps shows the least of each.
 */
export function drawConfidence(
  context: CanvasRenderingContext2D,
  { confidence, inTruth }: { confidence: Float32Array; inTruth: Float32Array | undefined },
  top: number,
  height: number,
  frame: LaneFrame,
): void {
  const { theme } = frame;
  context.fillStyle = theme.bar;
  context.globalAlpha = 0.55;
  context.beginPath();
  for (const { left, width, share } of columns(confidence, frame)) {
    const bar = height * share;
    if (bar > 0) context.rect(left, top + height - bar, width, bar);
  }
  context.fill();
  context.globalAlpha = 1;
  if (!inTruth) return;
  context.strokeStyle = theme.truth;
  context.lineWidth = 1.5;
  context.beginPath();
  let open = false;
  for (const { left, right, share } of columns(inTruth, frame)) {
    if (Number.isNaN(share)) {
      open = false;
      continue;
    }
    const y = top + 0.75 + (height - 1.5) * (1 - share);
    if (open) context.lineTo(left, y);
    else context.moveTo(left, y);
    context.lineTo(right, y);
    open = true;
  }
  context.stroke();
}

interface Column {
  left: number;
  /** Where the next column begins. */
  right: number;
  /** Less than up to `right` where steps stand apart. */
  width: number;
  /** 0 to 1, or NaN. */
  share: number;
}

function columns(shares: Float32Array, { timeline, ratio }: LaneFrame): Column[] {
  const bound = (share: number): number => Math.min(1, Math.max(0, share));
  if (timeline.scale < 1) {
    const { edges, x } = pixelBins(timeline);
    return Array.from(minByBin(shares, edges), (share, bin) => {
      return { left: x + bin, right: x + bin + 1, width: 1, share: bound(share) };
    });
  }
  const { from, to } = visible(timeline);
  const gap = timeline.scale >= SEPARATED ? 1 : 0;
  const edge = (step: number): number => Math.round(xOf(timeline, step) * ratio) / ratio;
  return Array.from({ length: to - from }, (_, index) => {
    const [left, right] = [edge(from + index), edge(from + index + 1)];
    return { left, right, width: right - gap - left, share: bound(shares[from + index] ?? NaN) };
  });
}
