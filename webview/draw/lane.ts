/**
 * One lane: an arrangement for every step, as a column with one row for each slot, coloured by object and named where
 * there is room. Below a model's arrangements a strip says where it is wrong, and bars how sure it was.
 */
import { drawCells, drawCellsSmall } from './lane-cells';
import {
  barHeight,
  GAP,
  laneHeight,
  rowHeight,
  SEPARATED,
  STRIP_HEIGHT,
  TEXT_SIZE,
  type LaneData,
  type LaneFrame,
} from './lane-geometry';
import { drawConfidence, drawStrip } from './lane-strip';
import { plain } from './names';

export function drawLane(context: CanvasRenderingContext2D, lane: LaneData, frame: LaneFrame, width: number): void {
  const { theme, timeline, gutter } = frame;
  const rows = lane.slots.length * rowHeight(lane);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, laneHeight(lane, lane.outcome !== undefined));
  const confidenceTop = rows + GAP + STRIP_HEIGHT + GAP;
  if (lane.expanded) {
    drawSlotNames(context, lane, frame);
    if (lane.confidence) drawShares(context, confidenceTop, barHeight(lane), frame);
  }
  context.save();
  context.beginPath();
  context.rect(gutter, 0, width - gutter, 10_000);
  context.clip();
  context.translate(gutter, 0);
  if (timeline.scale >= SEPARATED) drawCells(context, lane, frame);
  else drawCellsSmall(context, lane, frame);
  if (lane.outcome) drawStrip(context, lane.outcome, lane.firstWrong ?? null, rows + GAP, frame);
  const { confidence, confidenceInTruth: inTruth } = lane;
  if (confidence) drawConfidence(context, { confidence, inTruth }, confidenceTop, barHeight(lane), frame);
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
    context.fillText(fitted(context, plain(name.slice(0, 64)), gutter - 6), gutter - 5, (slot + 0.5) * height + 0.5),
  );
}

/** The ends of the plot of confidence. */
function drawShares(
  context: CanvasRenderingContext2D,
  top: number,
  height: number,
  { theme, gutter }: LaneFrame,
): void {
  context.font = `10px ${theme.font}`;
  context.textAlign = 'right';
  context.fillStyle = theme.muted;
  context.textBaseline = 'top';
  context.fillText('1', gutter - 5, top);
  context.textBaseline = 'bottom';
  context.fillText('0', gutter - 5, top + height + 1);
}

/** The text, cut to a width with an ellipsis; empty when not even that fits. The slots of one list differ at the end. */
function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  for (let length = Math.min(text.length - 1, 40); length > 0; length--) {
    const cut = `…${text.slice(-length)}`;
    if (context.measureText(cut).width <= width) return cut;
  }
  return '';
}
