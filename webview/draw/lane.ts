/**
 * One lane: an arrangement for every step, as a column with one row for each slot, coloured by object and named where
 * there is room. Below a model's arrangements a strip says where it is wrong, and bars how sure it was.
 */
import { drawBins, drawCells } from './lane-cells';
import { GAP, laneHeight, rowHeight, STRIP_HEIGHT, TEXT_SIZE, type LaneData, type LaneFrame } from './lane-geometry';
import { drawBars, drawStrip } from './lane-strip';
import { plain } from './names';

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
    context.fillText(fitted(context, plain(name.slice(0, 64)), gutter - 6), gutter - 5, (slot + 0.5) * height + 0.5),
  );
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
