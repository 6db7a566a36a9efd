/**
 * One lane: an arrangement for every step, as a column with one row for each slot, coloured by object and named where
 * there is room. Below a model's arrangements a strip says where it is wrong, and bars how sure it was.
 */
import { binEdges, leastByBin, minByBin } from './bins';
import { hatch } from './hatch';
import { visible, xOf, type Timeline } from './timeline';
import type { Theme } from './theme';

export interface LaneData {
  slots: readonly string[];
  /** `steps × slots` object indices, see messages.ts. */
  rows: Int16Array;
  /** Of the true state, to mark the slots that differ; absent in the lane of the true state itself. */
  truth?: Int16Array;
  outcome?: Uint8Array;
  confidence?: Float32Array;
  firstWrong?: number | null;
  /** Short names by object index. */
  names: readonly string[];
  /** Full height with a row for each slot, or a few pixels for each. */
  expanded: boolean;
}

export const STRIP_HEIGHT = 8;
export const BAR_HEIGHT = 10;
const GAP = 2;
const TEXT_SIZE = 11;
const EXPANDED_ROW = 15;
const COMPACT_HEIGHT = 25;
/** More slots than this are drawn thinner, without names. */
const MOST_NAMED_SLOTS = 16;
/** Narrower columns are drawn without the gap between them. */
const SEPARATED = 5;

export function rowHeight({ slots, expanded }: Pick<LaneData, 'slots' | 'expanded'>): number {
  if (!expanded) return Math.max(1, Math.floor(COMPACT_HEIGHT / slots.length));
  return slots.length <= MOST_NAMED_SLOTS ? EXPANDED_ROW : Math.max(3, Math.floor((16 * EXPANDED_ROW) / slots.length));
}

export function laneHeight(lane: Pick<LaneData, 'slots' | 'expanded'>, isModel: boolean): number {
  const rows = lane.slots.length * rowHeight(lane);
  return isModel ? rows + GAP + STRIP_HEIGHT + GAP + BAR_HEIGHT : rows;
}

export interface LaneFrame {
  timeline: Timeline;
  theme: Theme;
  /** Left edge of the plot; names of slots stand before it. */
  gutter: number;
  ratio: number;
}

export function drawLane(context: CanvasRenderingContext2D, lane: LaneData, frame: LaneFrame, width: number): void {
  const { theme, timeline, gutter } = frame;
  const rows = lane.slots.length * rowHeight(lane);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, laneHeight(lane, lane.outcome !== undefined));
  if (lane.expanded) drawSlotNames(context, lane, frame);
  context.save();
  context.beginPath();
  context.rect(gutter, 0, width - gutter, 10_000);
  context.clip();
  context.translate(gutter, 0);
  if (timeline.scale >= 1) drawCells(context, lane, frame);
  else drawBins(context, lane, frame);
  if (lane.outcome) drawStrip(context, lane.outcome, lane.firstWrong ?? null, rows + GAP, frame);
  if (lane.confidence) drawBars(context, lane.confidence, rows + GAP + STRIP_HEIGHT + GAP, frame);
  context.restore();
}

function drawSlotNames(context: CanvasRenderingContext2D, lane: LaneData, { theme, gutter }: LaneFrame): void {
  const height = rowHeight(lane);
  if (height < TEXT_SIZE || gutter < 12) return;
  context.font = `${TEXT_SIZE}px ${theme.font}`;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillStyle = theme.muted;
  lane.slots.forEach((name, slot) =>
    context.fillText(fitted(context, name, gutter - 6), gutter - 5, (slot + 0.5) * height + 0.5),
  );
}

/** The text, cut to a width with an ellipsis; empty when not even that fits. */
function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  for (let length = Math.min(text.length - 1, 40); length > 0; length--) {
    const cut = `${text.slice(0, length)}…`;
    if (context.measureText(cut).width <= width) return cut;
  }
  return '';
}

function objectColor(theme: Theme, object: number): string {
  return object < 0 ? theme.grid : (theme.objects[object % theme.objects.length] ?? theme.grid);
}

/**
 * How strong the colour of a cell is: weaker behind names, and in models' lanes where the model agrees with the truth, so
 * that what it has wrong stands out.
 */
function strength(lane: LaneData, object: number, differs: boolean, named: boolean, theme: Theme): number {
  if (object < 0) return 0.25;
  if (named) return theme.highContrast ? 0.35 : 0.28;
  return lane.truth === undefined ? 0.7 : differs ? 1 : lane.expanded ? 0.5 : 0.35;
}

function drawCells(context: CanvasRenderingContext2D, lane: LaneData, frame: LaneFrame): void {
  const { timeline, theme, ratio } = frame;
  const { scale } = timeline;
  const height = rowHeight(lane);
  const count = lane.slots.length;
  const gap = scale >= SEPARATED ? 1 : 0;
  const { from, to } = visible(timeline);
  context.font = `${TEXT_SIZE}px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const longest = Math.max(...lane.names.map((name) => context.measureText(name).width), 6);
  const namedRows = height >= TEXT_SIZE && scale >= longest + 4;
  const line = !namedRows && !lane.expanded && scale >= (longest + 3) * count + 4;

  for (let step = from; step < to; step++) {
    // Edges on whole device pixels: neither gaps nor overlaps.
    const left = Math.round(xOf(timeline, step) * ratio) / ratio;
    const right = Math.round(xOf(timeline, step + 1) * ratio) / ratio - gap;
    for (let slot = 0; slot < count; slot++) {
      const index = step * count + slot;
      const object = lane.rows[index] ?? -1;
      const top = slot * height;
      const differs = lane.truth !== undefined && object !== lane.truth[index];
      context.globalAlpha = line ? 0 : strength(lane, object, differs, namedRows, theme);
      context.fillStyle = objectColor(theme, object);
      context.fillRect(left, top, right - left, height - (height > 8 ? 1 : 0));
      context.globalAlpha = 1;
      if (differs && lane.expanded && height > 8 && scale >= SEPARATED) {
        context.fillStyle = hatch(context, theme.wrong, ratio);
        context.globalAlpha = namedRows ? 0.5 : 0.8;
        context.fillRect(left, top, right - left, height - 1);
        context.globalAlpha = 1;
        context.strokeStyle = theme.wrong;
        context.lineWidth = 1;
        context.strokeRect(left + 0.5, top + 0.5, right - left - 1, height - 2);
      }
      const name = object === -2 ? '?' : object < 0 ? '·' : (lane.names[object] ?? '?');
      if (namedRows) drawName(context, name, (left + right) / 2, top + height / 2, differs, theme);
      else if (line)
        drawName(context, name, left + ((slot + 0.5) * (right - left)) / count, (count * height) / 2, differs, theme);
    }
  }
}

/** Names that are not the true ones lie on a plate of background colour, so that the hatching does not cut them up. */
function drawName(
  context: CanvasRenderingContext2D,
  name: string,
  x: number,
  y: number,
  differs: boolean,
  theme: Theme,
): void {
  if (differs) {
    const width = context.measureText(name).width + 4;
    context.fillStyle = theme.background;
    context.fillRect(x - width / 2, y - TEXT_SIZE / 2, width, TEXT_SIZE + 1);
  }
  context.fillStyle = theme.foreground;
  context.fillText(name, x, y + 0.5);
}

/** Less than a pixel for a step: a colour where the slot holds one object throughout the pixel, grey where it changes. */
function drawBins(context: CanvasRenderingContext2D, lane: LaneData, { timeline, theme }: LaneFrame): void {
  const height = rowHeight(lane);
  const count = lane.slots.length;
  const { edges, x } = pixelBins(timeline);
  for (let slot = 0; slot < count; slot++)
    for (let bin = 0; bin + 1 < edges.length; bin++) {
      const from = edges[bin] ?? 0;
      const object = lane.rows[from * count + slot] ?? -1;
      let same = object >= 0;
      for (let step = from + 1; same && step < (edges[bin + 1] ?? 0); step++)
        same = lane.rows[step * count + slot] === object;
      context.globalAlpha = same ? 0.7 : 0.3;
      context.fillStyle = same ? objectColor(theme, object) : theme.muted;
      context.fillRect(x + bin, slot * height, 1, height - (height > 8 ? 1 : 0));
    }
  context.globalAlpha = 1;
}

/** One bin for each pixel that shows steps, and where the first one lies. */
export function pixelBins(timeline: Timeline): { edges: number[]; x: number } {
  const { from, to } = visible(timeline);
  const x = Math.max(0, xOf(timeline, from));
  const right = Math.min(timeline.width, xOf(timeline, to));
  return { edges: binEdges(from, to, Math.max(1, Math.min(to - from, Math.ceil(right - x)))), x };
}

/** Right: a thin line. Wrong: a hatched block of full height. Not run: dots. A flag stands at the first wrong step. */
function drawStrip(
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
function drawBars(
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
