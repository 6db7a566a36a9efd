/** Where two runs differ, as a strip between their lanes: its upper half is the first run's, its lower one the second's. */
import { leastByBin, stretches } from './bins';
import { hatch } from './hatch';
import { pixelBins, SEPARATED, type LaneFrame } from './lane-geometry';
import { Relation } from './relations';
import { visible, xOf } from './timeline';

export const DIFFERENCES_HEIGHT = 18;

export function drawDifferences(
  context: CanvasRenderingContext2D,
  relations: Uint8Array,
  { timeline, theme, gutter, ratio }: LaneFrame,
  width: number,
): void {
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, DIFFERENCES_HEIGHT);
  const half = DIFFERENCES_HEIGHT / 2;
  const wrong = (left: number, top: number, wide: number, high: number): void => {
    context.fillStyle = hatch(context, theme.wrong, ratio);
    context.fillRect(left, top, wide, high);
    context.fillStyle = theme.wrong;
    context.fillRect(left, top, wide, 1);
    context.fillRect(left, top + high - 1, wide, 1);
  };
  const right = (left: number, top: number, wide: number): void => {
    context.fillStyle = theme.right;
    context.fillRect(left, top + half / 2 - 1, wide, 3);
  };
  const paint = (relation: number, left: number, wide: number): void => {
    switch (relation) {
      case Relation.OnlyFirst:
        right(left, 0, wide);
        wrong(left, half, wide, half);
        break;
      case Relation.OnlySecond:
        wrong(left, 0, wide, half);
        right(left, half, wide);
        break;
      case Relation.WrongDifferently:
        context.fillStyle = theme.wrong;
        context.fillRect(left, 0, wide, DIFFERENCES_HEIGHT);
        break;
      case Relation.WrongAlike:
        wrong(left, 0, wide, DIFFERENCES_HEIGHT);
        break;
      case Relation.BothRight:
        context.fillStyle = theme.right;
        context.fillRect(left, half - 1, wide, 2);
        break;
      default:
        context.fillStyle = theme.muted;
        for (let x = left; x < left + wide; x += 4) context.fillRect(x, half - 0.5, 1, 1);
    }
  };
  context.save();
  context.beginPath();
  context.rect(gutter, 0, width - gutter, DIFFERENCES_HEIGHT);
  context.clip();
  context.translate(gutter, 0);
  if (timeline.scale >= 1) {
    const { from, to } = visible(timeline);
    const gap = timeline.scale >= SEPARATED ? 1 : 0;
    const edge = (step: number): number => Math.round(xOf(timeline, step) * ratio) / ratio;
    for (let step = from; step < to; step++)
      paint(relations[step] ?? Relation.None, edge(step), edge(step + 1) - gap - edge(step));
  } else {
    const { edges, x } = pixelBins(timeline);
    for (const { from, to, code } of stretches(leastByBin(relations, edges))) paint(code, x + from, to - from);
  }
  context.restore();
}
